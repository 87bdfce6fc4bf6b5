using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

/// <summary>
/// Changes what is known of a person beside the identity number: a new name, phone, address or district. The identity number stays:
/// another one means another person.
/// </summary>
/// <param name="Elder">Whose.</param>
/// <param name="Name">As it shall be; so the others.</param>
/// <param name="Phone">Null for none.</param>
/// <param name="Address">Null for none.</param>
/// <param name="District">District code.</param>
/// <param name="KeepsPhone">The sender does not know of phones: the one known stays.</param>
/// <param name="KeepsAddress">So for the address.</param>
public sealed record ChangeElderDetails(
    ElderId Elder, string Name, string? Phone, string? Address, string District, bool KeepsPhone = false, bool KeepsAddress = false) : ICommand
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
        if (elder is null or { IsErased: true } || record is null) return new ElderUnknown(command.Elder);
        if (Changed(command, record) == record) return Decision<ElderFact>.NoChange;
        if (elder.DiedOn is { } diedOn) return new ElderHasDied(command.Elder, diedOn);
        if (RegisterElderDecider.CheckName(command.Name) is { } name) return name;
        if (RegisterElderDecider.CheckPhone(command.Phone) is { } phone) return phone;
        if (RegisterElderDecider.CheckAddress(command.Address) is { } address) return address;
        if (!Districts.IsKnown(command.District)) return new DistrictUnknown(RegisterElderDecider.Known(command.District));

        return command.District == elder.District
            ? new ElderDetailsChanged(command.Elder, command.District)
            : new ElderDetailsChanged(command.Elder, command.District, elder.District, elder.BornInMonth);
    }

    /// <summary>The record as the command would have it.</summary>
    public static ElderRecord Changed(ChangeElderDetails command, ElderRecord record) => record with
    {
        Name = command.Name,
        Phone = command.KeepsPhone ? record.Phone : command.Phone,
        Address = command.KeepsAddress ? record.Address : command.Address,
        District = command.District,
    };
}
