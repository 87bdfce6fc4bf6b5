using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

/// <summary>
/// Changes what is known of a person beside the identity number: a new name, phone, address or district. The identity number stays:
/// another one means another person.
/// </summary>
public sealed record ChangeElderDetails(ElderId Elder, string Name, string? Phone, string? Address, string District) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    /// <summary>Without personal data: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(ChangeElderDetails)} {Elder}";

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ElderRecord>(Elder.Value)] };

    public Outcome Decide(Known known)
    {
        var record = known.Row<ElderRecord>(Elder.Value);
        var outcome = ChangeElderDetailsDecider.Decide(this, known.State<Elder>(Stream), record).On(Stream);
        return record is null ? outcome : outcome.Keeping(ChangeElderDetailsDecider.Changed(this, record));
    }
}

public static class ChangeElderDetailsDecider
{
    /// <param name="command">The details as they shall be.</param>
    /// <param name="elder">From the events.</param>
    /// <param name="record">The personal data; null when it was erased, and then it does not come back this way.</param>
    public static Decision<ElderFact> Decide(ChangeElderDetails command, Elder? elder, ElderRecord? record)
    {
        if (elder is null || record is null) return new ElderUnknown(command.Elder);
        if (Changed(command, record) == record) return Decision<ElderFact>.NoChange;
        if (elder.DiedOn is { } diedOn) return new ElderHasDied(command.Elder, diedOn);
        if (RegisterElderDecider.CheckName(command.Name) is { } name) return name;
        if (RegisterElderDecider.CheckPhone(command.Phone) is { } phone) return phone;
        if (RegisterElderDecider.CheckAddress(command.Address) is { } address) return address;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown(RegisterElderDecider.Known(command.District));

        return new ElderDetailsChanged(command.Elder, command.District);
    }

    internal static ElderRecord Changed(ChangeElderDetails command, ElderRecord record) =>
        record with { Name = command.Name, Phone = command.Phone, Address = command.Address, District = command.District };
}
