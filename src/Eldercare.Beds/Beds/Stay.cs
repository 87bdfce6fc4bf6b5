using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Beds;

/// <summary>The claim an elder's stay rests on: one bed an elder in the whole city.</summary>
public static class Resident
{
    public static Claim Claim(ElderId elder) => new("resident", elder.Value);
}

/// <summary>
/// The day an elder's last stay ended. Written with the departure itself, so that an admission dated into that stay is refused
/// in whatever bed: the bed's own stream knows only who lay in it before.
/// </summary>
[Table("last_stays")]
public sealed record LastStay([Key] ElderId Elder, DateOnly EndedOn)
{
    /// <summary>Null when the elder's next stay may begin on that day: the day she left, or later.</summary>
    public static StayedElsewhere? Check(LastStay? last, DateOnly on) =>
        last is not null && on < last.EndedOn ? new StayedElsewhere(last.Elder, last.EndedOn) : null;

    /// <summary>All that a departure changes: the bed, the elder's claim on it, and when she was last in one.</summary>
    internal static Outcome Ending(Decision<BedFact> decision, StreamRef bed) => decision.Facts is [ResidentDeparted left]
        ? decision.On(bed).Releasing(Resident.Claim(left.Elder), bed).Keeping(new LastStay(left.Elder, left.On))
        : decision.On(bed);
}
