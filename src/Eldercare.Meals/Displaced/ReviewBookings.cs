using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Brings a sitting's bookings into line with what its point can serve: those it cannot are displaced, for a person to move or
/// cancel, and those it can again stand (domain, meals, rule 5). Places kept for those who waited are withdrawn when it has them no
/// longer; places it has again are offered. The same again changes nothing.
/// </summary>
public sealed record ReviewBookings(MealPointId Point, DateOnly Date, Meal Meal)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known)
    {
        var (point, sitting) = (known.State<MealPoint>(PointStream), known.State<Sitting>(Stream));
        var facts = Displacement.Of(point, sitting, known.Now);
        return sitting is null or { Closed: true }
            ? Outcome.NoChange
            : WaitingList.ThenOffer(sitting, facts, point, PlaceFreedBy.MorePlaces, known.Now).On(Stream);
    }
}

/// <summary>Which bookings a sitting can serve.</summary>
public static class Displacement
{
    /// <summary>The facts that are due; none once the sitting is over.</summary>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Null when it was not opened.</param>
    /// <param name="now">The instant of the decision.</param>
    public static ImmutableArray<SittingFact> Of(MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (point is null || sitting is null || sitting.Closed || now >= sitting.ServedUntil) return [];
        var cause = CauseFor(point, sitting, now);
        var places = sitting.Capacity - sitting.Served;
        var facts = ImmutableArray.CreateBuilder<SittingFact>();
        var unplanned = point.Planned(sitting.Date, sitting.Meal) is null;
        foreach (var (elder, _) in Waiting(sitting))
        {
            var displaced = sitting.Displaced.TryGetValue(elder, out var before);
            // Whom the week dropped before the cut-off it drops after it too: the sitting was not planned for her.
            var dropped = displaced && before == DisplacedBy.WeekChanged && unplanned;
            // First booked, first served: a cut capacity displaces the newest.
            var by = cause ?? (dropped ? DisplacedBy.WeekChanged : places-- > 0 ? null : DisplacedBy.CapacityCut);
            if (by is { } why && !displaced) facts.Add(new BookingDisplaced(sitting.Id, elder, why));
            if (by is null && displaced) facts.Add(new BookingReinstated(sitting.Id, elder, sitting.Escalated.Contains(elder)));
        }

        if (now < sitting.CutOff) facts.AddRange(WaitingList.Withdrawals(sitting, cause));
        return facts.ToImmutable();
    }

    /// <summary>A booking leaves, and after it those stand again who can be served in its place.</summary>
    /// <param name="point">Null when there is none.</param>
    /// <param name="sitting">Before the booking leaves.</param>
    /// <param name="left">The booking leaves by this.</param>
    /// <param name="now">The instant of the decision.</param>
    internal static ImmutableArray<SittingFact> Leaving(MealPoint? point, Sitting sitting, SittingFact left, DateTimeOffset now) =>
        sitting.Displaced.IsEmpty ? [left] : [left, .. Of(point, Sitting.Fold(sitting, left), now).OfType<BookingReinstated>()];

    /// <summary>The displaced, in the order they had booked.</summary>
    public static IEnumerable<ElderId> InTurn(Sitting sitting) =>
        Waiting(sitting).Where(g => sitting.Displaced.ContainsKey(g.Elder)).Select(g => g.Elder);

    private static IEnumerable<(ElderId Elder, Guest Guest)> Waiting(Sitting sitting) => sitting.Guests
        .Where(g => g.Value.State == GuestState.Booked).OrderBy(g => g.Value.Turn).Select(g => (g.Key, g.Value));

    /// <summary>What keeps the point from serving anybody, or null. What the week dropped before the cut-off stays dropped after it.</summary>
    private static DisplacedBy? CauseFor(MealPoint point, Sitting sitting, DateTimeOffset now)
    {
        if (point.SuspendedReason is not null) return DisplacedBy.Suspended;
        if (point.ClosedReason(sitting.Date, sitting.Meal) is not null) return DisplacedBy.Closed;
        return point.Drops(sitting, now) ? DisplacedBy.WeekChanged : null;
    }
}
