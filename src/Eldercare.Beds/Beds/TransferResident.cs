using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A resident changes beds in one step: both beds change together, the old one goes to cleaning.</summary>
public sealed record TransferResident(ElderId Elder, BedId From, BedId To, DateOnly On) : ICommand
{
    /// <summary>The home of the new bed, looked up by whoever gives the command.</summary>
    public HomeId? ToHome { get; init; }

    private StreamRef OfFrom => Bed.Stream.At(From.Value);

    private StreamRef OfTo => Bed.Stream.At(To.Value);

    private Claim Claim => Resident.Claim(Elder);

    public Footprint Footprint => new()
    {
        Writes = From == To ? [OfFrom] : [OfFrom, OfTo],
        Reads = MayAdmit.Reads(ToHome),
        Claims = [Claim],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var to = From == To ? null : known.State<Bed>(OfTo);
        var from = known.State<Bed>(OfFrom);
        var refusal = TransferResidentDecider.Check(this, from, to, known.Row<ElderRecord>(Elder.Value), CityTime.Today(known.Now));
        // Within a home nobody is admitted: she lives there already, and must not be kept from a better bed by the home's papers.
        if (refusal is null && from!.Home != to!.Home) refusal = MayAdmit.Check(known, ToHome, to, On);
        return refusal is not null
            ? Outcome.Refuse(refusal)
            : Outcome.Accept(OfFrom, new ResidentTransferredOut(From, Elder, To, On))
                .And(OfTo, new ResidentTransferredIn(To, Elder, From, On))
                .Releasing(Claim, OfFrom).Taking(Claim, OfTo);
    }
}

public sealed record SameBed(BedId Bed) : Refusal
{
    public override string Message => "The resident lies in this bed already.";
}

public static class TransferResidentDecider
{
    /// <summary>Null when the transfer may happen.</summary>
    public static Refusal? Check(TransferResident command, Bed? from, Bed? to, ElderRecord? elder, DateOnly today)
    {
        if (command.From == command.To) return new SameBed(command.From);
        if (from is null) return new BedUnknown(command.From);
        if (to is null) return new BedUnknown(command.To);
        if (Standing.Check(command.Elder, elder) is { } standing) return standing;
        if (command.On > today) return new DateInFuture("on");
        if (from.Check(BedAction.TransferOut) is { } forbidden) return forbidden;
        if (from.Elder != command.Elder) return new NotTheResident(command.From, command.Elder);
        if (to.Check(BedAction.TransferIn) is { } taken) return taken;
        if ((from.CheckEnd(command.On) ?? to.CheckBegin(command.On)) is { } early) return early;
        var failing = BedMatch.Failing(to, elder!, kind: null);
        return failing.IsEmpty ? null : new BedDoesNotMatch(command.To, failing);
    }
}
