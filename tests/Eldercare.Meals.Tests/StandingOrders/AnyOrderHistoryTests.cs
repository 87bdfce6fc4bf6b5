using CsCheck;
using Eldercare.People;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Ordering;

/// <summary>
/// Random wishes of one elder over some weeks, with the days passing, against a model that knows of no order and no fact: for each
/// day only whether it is wanted, paused or called off. What is booked of today and the days ahead is just what that says.
/// </summary>
public static class AnyOrderHistoryTests
{
    private const int Span = 40;
    private const int Ahead = 4;

    private static readonly DateOnly s_first = Monday;

    private static readonly MealPoint s_everyDay = OpenPoint with
    {
        Week = [.. Enum.GetValues<DayOfWeek>().Select(d => MondayLunch with { Day = d })],
    };

    private static readonly Dictionary<MealPointId, MealPoint> s_points = new() { [Point] = s_everyDay };

    private enum Wish
    {
        Place,
        Change,
        Pause,
        Resume,
        End,
        CancelADay,
        Sleep,
    }

    private static readonly Gen<(Wish Wish, int Days, int From, int Length)[]> s_wishes = Gen.Select(
        Gen.Enum<Wish>(), Gen.Int[1, 127], Gen.Int[0, 6], Gen.Int[-1, 9]).Array[0, 40];

    [Fact]
    public static void Books_just_the_days_wanted() => s_wishes.Sample(
        wishes =>
        {
            var (world, model) = (new World(), new Model());
            foreach (var (wish, days, from, length) in wishes)
            {
                if (world.Today.DayNumber - s_first.DayNumber > Span - 12) break;
                var (start, end) = (world.Today.AddDays(from), length < 0 ? (DateOnly?)null : world.Today.AddDays(from + length));
                Assert.Equal(model.Takes(wish, days, world.Today, start, end), world.Takes(wish, days, start, end));
                foreach (var date in Enumerable.Range(0, Ahead).Select(world.Today.AddDays))
                    Assert.Equal((date, model.IsBooked(date)), (date, world.IsBooked(date)));
            }
        },
        iter: 3_000, threads: 1);

    private static ImmutableArray<DayOfWeek> Weekdays(int days) => [.. Enum.GetValues<DayOfWeek>().Where(d => (days & (1 << (int)d)) != 0)];

    /// <summary>The decisions, with what follows from them.</summary>
    private sealed class World
    {
        private readonly Dictionary<DateOnly, Sitting> _sittings = [];
        private StandingOrders? _orders;
        private StandingOrderId _order;
        private int _placed;

        public DateOnly Today { get; private set; } = s_first;

        private DateTimeOffset Now => CityTime.At(Today, new(8, 0));

        public bool IsBooked(DateOnly date) => SittingOf(date).StateOf(Anna) == GuestState.Booked;

        public bool Takes(Wish wish, int days, DateOnly from, DateOnly? until)
        {
            ImmutableArray<OrderLine> lines = [new(Point, Weekdays(days), Meal.Lunch, Channel.DineIn)];
            switch (wish)
            {
                case Wish.Place:
                    var id = new StandingOrderId(Id(1_000 + _placed));
                    var place = new PlaceStandingOrder { Elder = Anna, Order = id, Lines = lines, From = from, Until = until };
                    if (!Applied(place.Decide(_orders, Registered(Anna), s_points, Now))) return false;
                    (_order, _placed) = (id, _placed + 1);
                    Book(fresh: true);
                    return true;
                case Wish.Change:
                    var change = new ChangeStandingOrder { Elder = Anna, Order = _order, Lines = lines, From = from, Until = until };
                    return Follow(Applied(change.Decide(_orders, Registered(Anna), s_points, Now)));
                case Wish.Pause: return Follow(Applied(new PauseStandingOrder(Anna, _order, from, until).Decide(_orders, Now)));
                case Wish.Resume: return Follow(Applied(new ResumeStandingOrder(Anna, _order, from).Decide(_orders, Now)));
                case Wish.End: return Follow(Applied(new EndStandingOrder(Anna, _order, from).Decide(_orders, Now)));
                case Wish.CancelADay:
                    var sitting = SittingOf(from);
                    var cancelled = CancelBookingDecider.Decide(new(Point, from, Meal.Lunch, Anna, null, Late: false), OpenPoint, sitting, Now);
                    foreach (var fact in cancelled.Facts) _sittings[from] = Sitting.Fold(_sittings[from], fact)!;
                    return cancelled.Facts.Length > 0;
                default:
                    Today = Today.AddDays(1);
                    Book(fresh: false);
                    return true;
            }
        }

        private bool Applied(Store.Deciding.Decision<StandingOrderFact> decision)
        {
            foreach (var fact in decision.Facts) _orders = StandingOrders.Fold(_orders, fact);
            return decision.Refusal is null;
        }

        private bool Follow(bool taken)
        {
            if (!taken) return false;
            foreach (var date in Days())
            {
                var decision = CancelOrderedMealDecider.Decide(new(Point, date, Meal.Lunch, Anna, _order), _orders, OpenPoint, SittingOf(date), Now);
                foreach (var fact in decision.Facts) _sittings[date] = Sitting.Fold(_sittings[date], fact)!;
            }

            Book(fresh: false);
            return true;
        }

        private void Book(bool fresh)
        {
            foreach (var date in Days())
            {
                foreach (var order in _orders?.Orders.Keys.ToArray() ?? [])
                {
                    var decision = BookOrderedMealDecider.Decide(
                        new(Point, date, Meal.Lunch, Anna, order, fresh && order == _order), _orders, s_everyDay, SittingOf(date),
                        Registered(Anna), IsBooked(date) ? SittingOf(date).Id.Value : null, Now);
                    foreach (var fact in decision.Facts) _sittings[date] = Sitting.Fold(_sittings[date], fact)!;
                }
            }
        }

        private IEnumerable<DateOnly> Days() => Enumerable.Range(0, Ahead).Select(Today.AddDays);

        private Sitting SittingOf(DateOnly date)
        {
            if (_sittings.TryGetValue(date, out var known)) return known;
            var opened = OpenSittingDecider.Decide(new(Point, date, Meal.Lunch), s_everyDay, null, Now);
            return _sittings[date] = Sitting.Fold(null, Assert.Single(opened.Facts))!;
        }
    }

    /// <summary>One order as three plain lists of days.</summary>
    private sealed class Plan
    {
        public bool[] Covered { get; } = new bool[400];

        public bool[] Wanted { get; } = new bool[400];

        public bool[] Paused { get; } = new bool[400];

        public bool Ended { get; private set; }

        public int Begins { get; private set; }

        public int Days { get; private set; }

        public void Lay(int first, int last, int days)
        {
            (Begins, Days) = (first, days);
            for (var day = 0; day < Wanted.Length; day++)
            {
                Covered[day] = first <= day && day <= last;
                Wanted[day] = Covered[day] && (days & (1 << (int)s_first.AddDays(day).DayOfWeek)) != 0;
            }
        }

        public void End(int last)
        {
            Ended = true;
            for (var day = last + 1; day < Wanted.Length; day++) Covered[day] = Wanted[day] = false;
        }
    }

    private sealed class Model
    {
        private readonly List<Plan> _plans = [];
        private readonly bool[] _calledOff = new bool[400];

        public bool IsBooked(DateOnly date) => Booked(At(date));

        public bool Takes(Wish wish, int days, DateOnly today, DateOnly from, DateOnly? until)
        {
            var (now, first, last) = (At(today), At(from), until is { } u ? At(u) : _calledOff.Length - 1);
            var plan = _plans.LastOrDefault();
            if (wish is Wish.Place) return Place(now, first, last, days);
            if (wish is Wish.Sleep) return true;
            if (wish is Wish.CancelADay)
            {
                if (first >= now + Ahead || !Booked(first)) return false;
                return _calledOff[first] = true;
            }

            if (plan is null || (plan.Ended && wish is not Wish.End)) return false;
            switch (wish)
            {
                case Wish.Change when first < Math.Min(now, plan.Begins) || InTheWay(plan, first, last, days): return false;
                case Wish.Change: plan.Lay(first, last, days); return true;
                case Wish.Pause: Array.Fill(plan.Paused, true, first, last - first + 1); return true;
                case Wish.Resume: Array.Fill(plan.Paused, false, first, plan.Paused.Length - first); return true;
                default: plan.End(first); return true;
            }
        }

        private bool Place(int now, int first, int last, int days)
        {
            if (InTheWay(null, first, last, days)) return false;
            var plan = new Plan();
            plan.Lay(first, last, days);
            _plans.Add(plan);
            for (var day = now; day < now + Ahead; day++) if (plan.Wanted[day]) _calledOff[day] = false;
            return true;
        }

        /// <summary>By the weeks of both, whether or not a common day of theirs lies within both spans.</summary>
        private bool InTheWay(Plan? me, int first, int last, int days) => _plans.Any(p => p != me
            && Enumerable.Range(first, last - first + 1).Any(d => p.Covered[d]) && (p.Days & days) != 0);

        private bool Booked(int day) => _plans.Any(p => p.Wanted[day] && !p.Paused[day]) && !_calledOff[day];

        private static int At(DateOnly date) => date.DayNumber - s_first.DayNumber;
    }
}
