using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>All that the end of a stay changes: the bed, the elder's claim on it, and the days.</summary>
internal static class StayEnding
{
    /// <summary>Refused where the stay would reach into days that are another's.</summary>
    /// <param name="decision">The fact that ends it.</param>
    /// <param name="bed">As it was.</param>
    /// <param name="on">The day she left.</param>
    /// <param name="known">What stands.</param>
    public static Outcome Of(Decision<BedFact> decision, Bed? bed, DateOnly on, Known known)
    {
        if (decision.Facts is not [var ended]) return decision.On(Bed.Stream.At(bed?.Id.Value ?? default));
        return Days.Check(known, bed!.Id, bed.Elder!.Value, bed.Tenure!.From, on, bed.Tenure.From) is { } taken
            ? Outcome.Refuse(taken)
            : Ended(ended, bed, on);
    }

    /// <summary>A death is not refused: of days that are another's by then only those before were hers.</summary>
    public static Outcome Of(ResidentDeparted died, Bed bed, Known known)
    {
        var (stay, until) = (bed.Tenure!, died.On);
        while (Days.Check(known, bed.Id, died.Elder, stay.From, until, stay.From) is { } taken)
            until = taken is BedTaken t ? t.From : ((ElderElsewhere)taken).From;
        return Ended(until == died.On ? died : died with { HeldUntil = until }, bed, until);
    }

    private static Outcome Ended(BedFact fact, Bed bed, DateOnly until)
    {
        var (stream, elder, stay) = (Bed.Stream.At(bed.Id.Value), bed.Elder!.Value, bed.Tenure!);
        return Outcome.Accept(stream, fact).Releasing(Resident.Claim(elder), stream)
            .Apart(bed.Id, elder, stay).Together(bed.Id, elder, stay.From, until);
    }
}
