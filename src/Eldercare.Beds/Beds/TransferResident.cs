using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A resident changes beds in one step, also from home to home: both beds change together, the old one goes to cleaning.</summary>
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
        Timelines = [Days.Of(From), Days.Of(To), Days.Of(Elder)],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    public Outcome Decide(Known known)
    {
        var (from, to) = (known.State<Bed>(OfFrom), From == To ? null : known.State<Bed>(OfTo));
        if (TransferResidentDecider.Check(this, from, to, known.Row<ElderRecord>(Elder.Value), CityTime.Today(known.Now)) is { } refusal)
            return Outcome.Refuse(refusal);
        // Within a home nobody is admitted: she lives there already, and must not be kept from a better bed by the home's papers.
        if (from!.Home != to!.Home && MayAdmit.Check(known, ToHome, to, On) is { } closed) return Outcome.Refuse(closed);
        var stay = from.Tenure!;
        // The stay in the old bed is not in the way of the new one: it ends.
        var taken = Days.Check(known, From, Elder, stay.From, On, stay.From) ?? Days.Check(known, To, On, stay.Until)
            ?? (Refusal?)Days.Check(known, Elder, On, stay.Until, s => s.From == stay.From);
        if (taken is not null) return Outcome.Refuse(taken);
        return Outcome.Accept(OfFrom, new ResidentTransferredOut(From, Elder, To, On))
            .And(OfTo, new ResidentTransferredIn(To, Elder, From, On, stay.Until))
            .Releasing(Claim, OfFrom).Taking(Claim, OfTo)
            .Apart(From, Elder, stay).Together(From, Elder, stay.From, On).Together(To, Elder, On, stay.Until);
    }
}

public sealed record SameBed(BedId Bed) : Refusal
{
    public override Words Message => new(
        "该老人已住在这张床位，请另选一张。",
        "The resident lies in this bed already: choose another one.");
}

public static class TransferResidentDecider
{
    /// <summary>Null when the transfer may happen, as far as the beds' states and the elder go; the days are asked of the timelines.</summary>
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
        if (from.CheckEnd(command.On) is { } early) return early;
        if (from.Tenure!.Until <= command.On) return new StayEndsTooEarly(from.Tenure.Until.Value);
        var failing = BedMatch.Failing(to, elder!, kind: null);
        return failing.IsEmpty ? null : new BedDoesNotMatch(command.To, failing);
    }
}
