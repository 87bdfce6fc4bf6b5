using CsCheck;
using Eldercare.Meals.Tests.Boards;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Displaced;

/// <summary>
/// Random bookings, cancellations, moves, cuts, suspensions and closing days at one sitting, against a model that keeps a plain list in
/// the order of booking: who is beyond the places there are, or everybody while the point is shut, is displaced.
/// </summary>
public static class AnyDisplacementTests
{
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(20, 6).Select(n => new ElderId(Id(n)))];
    private static readonly MealPointId s_bridge = new(Id(9));
    private static readonly MealPoint s_openBridge = MealPoint.Fold(null, PointOpened with { Point = s_bridge })!;
    private static readonly SittingOpened s_elsewhere = OnePlaceAtEleven with
    {
        Sitting = SittingId.Of(s_bridge, Monday, Meal.Lunch),
        Point = s_bridge,
        Capacity = 2,
    };

    private enum Act
    {
        Book,
        Cancel,
        CancelDisplaced,
        Move,
        Capacity,
        Suspend,
        Resume,
        Close,
        Reopen,
    }

    private static readonly Gen<(Act Act, int Number)[]> s_acts =
        Gen.Select(Gen.Frequency((2, Gen.Const(Act.Book)), (3, Gen.Enum<Act>())), Gen.Int[0, 5]).Array[0, 50];

    [Fact]
    public static void Displaces_just_those_who_cannot_be_served() => s_acts.Sample(
        acts =>
        {
            var facts = new List<object> { PointOpened, OnePlaceAtEleven with { Capacity = 3 }, s_elsewhere };
            var (point, here, there) = (OpenPoint, Given(OnePlaceAtEleven with { Capacity = 3 })!, Given(s_elsewhere)!);
            var (queue, moved, places, suspended, closed) = (new List<ElderId>(), new List<ElderId>(), 3, false, false);
            foreach (var (act, number) in acts)
            {
                var elder = s_elders[number];
                var stale = here.Displaced.ContainsKey(elder);
                switch (act)
                {
                    case Act.Book:
                        var free = !queue.Contains(elder) && !moved.Contains(elder) && !suspended && !closed && queue.Count < places;
                        var portionAt = moved.Contains(elder) ? there.Id.Value : (Guid?)null;
                        Assert.Equal(free, Apply(BookMealDecider.Decide(
                            new(Point, Monday, Meal.Lunch, elder, Channel.DineIn), point, here, Registered(elder), portionAt, Eight)));
                        if (free) queue.Add(elder);
                        break;
                    case Act.Cancel when queue.Contains(elder):
                        Assert.True(Apply(CancelBookingDecider.Decide(new(Point, Monday, Meal.Lunch, elder, null, Late: false), point, here, Eight)));
                        queue.Remove(elder);
                        break;
                    case Act.CancelDisplaced when queue.Contains(elder):
                        Assert.Equal(stale, Apply(CancelDisplacedDecider.Decide(new(Point, Monday, Meal.Lunch, elder, "None"), point, here, Ten)));
                        if (stale) queue.Remove(elder);
                        break;
                    case Act.Move when queue.Contains(elder):
                        var (pair, refusal) = MoveBookingDecider.Decide(
                            new(Point, Monday, Meal.Lunch, elder, s_bridge, null), here, s_openBridge, there, Registered(elder), Eight);
                        Assert.Equal(moved.Count < 2, refusal is null);
                        if (pair is not var (left, booked)) break;
                        facts.AddRange([left, .. booked]);
                        (here, there) = (Sitting.Fold(here, left)!, booked.Aggregate(there, (s, f) => Sitting.Fold(s, f)!));
                        queue.Remove(elder);
                        moved.Add(elder);
                        break;
                    case Act.Capacity:
                        places = number;
                        Assert.True(Apply(SetSittingCapacityDecider.Decide(new(Point, Monday, Meal.Lunch, number, "Oven"), point, here, Eight)));
                        break;
                    case Act.Suspend: suspended = Change(new MealPointSuspended(Point, "Water cut"), true); break;
                    case Act.Resume when suspended: suspended = Change(new MealPointResumed(Point), false); break;
                    case Act.Close: closed = Change(new MealPointClosedOn(Point, Monday, [], "Holiday"), true); break;
                    case Act.Reopen when closed: closed = Change(new MealPointReopenedOn(Point, Monday), false); break;
                }

                // As the reactions do when the point changes; the test moves by the decider, which leaves that to the command.
                if (act is Act.Suspend or Act.Resume or Act.Close or Act.Reopen or Act.Move) foreach (var fact in Displacement.Of(point, here, Eight)) Fold(fact);
                Assert.Equal(
                    queue.Where((_, i) => suspended || closed || i >= places).Order(Comparer<ElderId>.Create((a, b) => a.Value.CompareTo(b.Value))),
                    here.Displaced.Keys.Order(Comparer<ElderId>.Create((a, b) => a.Value.CompareTo(b.Value))));
                Assert.InRange(here.Booked - here.Displaced.Count, 0, here.Capacity);
                Assert.Equal((queue.Count, moved.Count), (here.Booked, there.Booked));
                Assert.Empty(Displacement.Of(point, here, Eight));
            }

            var rows = Rows.After(facts);
            Assert.Equal(
                here.Displaced.Count,
                s_elders.Count(e => rows.Holds<DisplacedBooking>(DisplacedBooking.ItemOf(Lunch, e))
                    && rows.Find<DisplacedBooking>(DisplacedBooking.ItemOf(Lunch, e))!.State == DisplacedState.Open));
            Assert.Equal(here.Booked + there.Booked, rows.Find<DistrictDay>(Jingkou, Monday)!.Booked);

            bool Apply(Decision<SittingFact> decision)
            {
                foreach (var fact in decision.Facts) Fold(fact);
                return decision.Refusal is null;
            }

            void Fold(SittingFact fact)
            {
                facts.Add(fact);
                here = Sitting.Fold(here, fact)!;
            }

            bool Change(MealPointFact fact, bool state)
            {
                facts.Add(fact);
                point = MealPoint.Fold(point, fact)!;
                return state;
            }
        },
        iter: 2_000, threads: 1);
}
