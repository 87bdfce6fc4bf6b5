using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>An elder's portion that a standing order wants at a sitting.</summary>
public sealed record OrderedPortion(ElderId Elder, StandingOrderId Order);

/// <summary>
/// Books what many elders' orders want at one sitting, each as <see cref="BookOrderedMeal"/> would, in this order. Whose portion cannot be
/// booked is left out: asked alone, <see cref="BookOrderedMeal"/> says why.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Portions">Whose; no elder twice.</param>
public sealed record BookOrderedMeals(MealPointId Point, DateOnly Date, Meal Meal, ImmutableArray<OrderedPortion> Portions)
    : SittingCommand(Point, Date, Meal), ICommand
{
    /// <summary>So many are decided quickly, and the group they are committed in stays small.</summary>
    public const int Most = 100;

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [PointStream, .. Portions.Select(p => StandingOrders.Of(p.Elder))],
        Claims = [.. Portions.Select(p => Portion.Claim(p.Elder, Date, Meal))],
        Rows = [.. Portions.Select(p => RowRef.To<ElderRecord>(p.Elder.Value))],
    };

    public Outcome Decide(Known known)
    {
        var (point, sitting) = (known.State<MealPoint>(PointStream), known.State<Sitting>(Stream));
        if (point is null || sitting is null) return Outcome.NoChange;

        var facts = new List<SittingFact>(Portions.Length);
        var (taken, given) = (new List<Claim>(Portions.Length), new List<Claim>());
        foreach (var (elder, order) in Portions)
        {
            var claim = Portion.Claim(elder, Date, Meal);
            var decision = BookOrderedMealDecider.Decide(
                new BookOrderedMeal(Point, Date, Meal, elder, order), known.State<StandingOrders>(StandingOrders.Of(elder)), point, sitting,
                known.Row<ElderRecord>(elder.Value), known.Holder(claim), known.Now);
            if (decision.Refusal is not null) continue;
            if (sitting.Waits(elder)) given.Add(WaitingList.Claim(elder, Date, Meal));
            taken.Add(claim);
            facts.AddRange(decision.Facts);
            sitting = decision.Facts.Aggregate(sitting, (s, f) => Sitting.Fold(s, f)!);
        }

        var outcome = Outcome.Accept(Stream, [.. facts]);
        foreach (var claim in given) outcome = outcome.Releasing(claim, Stream);
        foreach (var claim in taken) outcome = outcome.Taking(claim, Stream);
        return outcome;
    }

    /// <summary>Whether the sitting, as the command left it, has the portion.</summary>
    public static bool IsBooked(Sitting sitting, OrderedPortion portion) =>
        sitting.Guests.TryGetValue(portion.Elder, out var guest) && guest.State == GuestState.Booked && guest.Order == portion.Order;
}
