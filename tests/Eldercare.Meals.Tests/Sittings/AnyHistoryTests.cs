using System.Collections.Immutable;
using CsCheck;
using Eldercare.Meals.Tests.Boards;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Sittings;

/// <summary>Random commands at one sitting, against a model that knows nothing of facts: who stands how, and four counts.</summary>
public static class AnyHistoryTests
{
    private static readonly ElderId[] s_elders = [.. Enumerable.Range(20, 6).Select(n => new ElderId(Id(n)))];

    private enum Act
    {
        Book,
        BookLate,
        Cancel,
        CancelLate,
        Join,
        Leave,
        Decline,
        Lapse,
        EndList,
        Serve,
        WalkIn,
        NoShow,
        Plan,
        SetNone,
        SetTwo,
        Close,
    }

    /// <summary>Acts, each with an elder and the minutes since the one before; closing comes seldom.</summary>
    private static readonly Gen<(Act Act, int Elder, int Minutes)[]> s_acts = Gen.Select(
        Gen.Frequency((20, Gen.Enum<Act>().Where(a => a != Act.Close)), (1, Gen.Const(Act.Close))),
        Gen.Int[0, s_elders.Length - 1],
        Gen.Int[0, 20]).Array[0, 60];

    [Fact]
    public static void Keeps_capacity_and_buffer_and_agrees_with_the_model_and_the_boards() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 3], s_acts).Sample(
            (capacity, buffer, acts) =>
            {
                var facts = new List<SittingFact> { OnePlaceAtEleven with { Capacity = capacity, WalkInBuffer = buffer } };
                var sitting = Given([.. facts])!;
                var model = new Model(capacity, buffer);
                var now = Eight;
                foreach (var (act, elder, minutes) in acts)
                {
                    now = now.AddMinutes(minutes);
                    var before = sitting;
                    var decision = Decide(act, s_elders[elder], sitting, now);
                    Assert.Equal(before, sitting);
                    Assert.Equal(model.Accepts(act, s_elders[elder], now), decision.Refusal is null);
                    foreach (var fact in decision.Facts) sitting = Sitting.Fold(sitting, fact)!;
                    facts.AddRange(decision.Facts);
                    model.Displaced = [.. before.Displaced.Keys];
                    if (decision.Refusal is null) model.Do(act, s_elders[elder], now);

                    // A person may set a capacity below what is taken; the model says who is accepted then.
                    var most = sitting.CapacityIsSet ? int.MaxValue : sitting.Capacity;
                    Assert.InRange(sitting.Booked, 0, most);
                    Assert.InRange(sitting.WalkIns, 0, sitting.WalkInBuffer);
                    Assert.Equal(model.Guests, sitting.Guests.ToDictionary(g => g.Key, g => g.Value.State));
                    Assert.Equal(model.Counts, (sitting.Booked, sitting.Served, sitting.WalkIns, sitting.NoShows, sitting.Cancelled));
                    Assert.InRange(sitting.Booked + (now < Nine ? sitting.Offers.Count : 0), 0, most);
                    Assert.Equal(model.Waiting, sitting.Waiting.Select(w => w.Elder));
                    Assert.Equal(model.Offers, sitting.Offers.ToDictionary(o => o.Key, o => o.Value.Until));
                    Assert.Empty(Decide(act, s_elders[elder], sitting, now) is { Refusal: null } again ? again.Facts : []);
                }

                var rows = Rows.After(facts);
                // The board counts the displaced among the booked.
                var shown = facts.FindLastIndex(f => f is not (BookingDisplaced or BookingReinstated)) + 1;
                Assert.Equal(SittingBoard.Of(sitting, shown), rows.Find<SittingBoard>(Lunch));
                Assert.Equal(
                    new DistrictDay(
                        Jingkou, Monday, 1, sitting.Capacity, model.Counts.Booked, model.Counts.Served, model.Counts.NoShows,
                        model.Counts.WalkIns, model.Counts.Cancelled),
                    rows.Find<DistrictDay>(Jingkou, Monday));
            },
            iter: 2_000, threads: 1);

    private static Decision<SittingFact> Decide(Act act, ElderId elder, Sitting s, DateTimeOffset now) => act switch
    {
        Act.Book or Act.BookLate => BookMealDecider.Decide(
            new(Point, Monday, Meal.Lunch, elder, Channel.DineIn, act == Act.BookLate), OpenPoint, s, Registered(elder), null, now),
        Act.Cancel or Act.CancelLate => CancelBookingDecider.Decide(
            new(Point, Monday, Meal.Lunch, elder, null, act == Act.CancelLate), OpenPoint, s, now),
        Act.Join => JoinWaitingListDecider.Decide(
            new(Point, Monday, Meal.Lunch, elder, Channel.Takeaway), OpenPoint, s, Registered(elder), null, null, now),
        Act.Leave => LeaveWaitingListDecider.Decide(new(Point, Monday, Meal.Lunch, elder), OpenPoint, s, now),
        Act.Decline => DeclinePlaceDecider.Decide(new(Point, Monday, Meal.Lunch, elder, null), OpenPoint, s, now),
        Act.Lapse => LapsePlaceOfferDecider.Decide(
            new(Point, Monday, Meal.Lunch, elder, s.Offers.TryGetValue(elder, out var offer) ? offer.Until : now), OpenPoint, s, now),
        Act.EndList => EndWaitingListDecider.Decide(new(Point, Monday, Meal.Lunch), s, now),
        Act.Serve => ServeMealDecider.Decide(new(Point, Monday, Meal.Lunch, elder), s, now),
        Act.WalkIn => ServeWalkInDecider.Decide(new(Point, Monday, Meal.Lunch, elder), OpenPoint, s, Registered(elder), null, now),
        Act.NoShow => RecordNoShowDecider.Decide(new(Point, Monday, Meal.Lunch, elder), s, now),
        Act.Plan => OpenSittingDecider.Decide(
            new(Point, Monday, Meal.Lunch),
            OpenPoint with { Week = [MondayLunch with { Capacity = 2, WalkInBuffer = 1 }] }, s, now),
        Act.SetNone or Act.SetTwo => SetSittingCapacityDecider.Decide(
            new(Point, Monday, Meal.Lunch, act == Act.SetTwo ? 2 : 0, "Oven"), OpenPoint, s, now),
        _ => CloseSittingDecider.Decide(new(Point, Monday, Meal.Lunch), s, missing: [], now),
    };

    /// <summary>Counts anew from plain lists each time: slow, and simple enough to be believed.</summary>
    private sealed class Model(int capacity, int buffer)
    {
        private int _capacity = capacity, _buffer = buffer, _noShows, _cancelled;
        private bool _closed, _set;

        /// <summary>In the order of joining: her turn, also when a place was offered and is withdrawn.</summary>
        private readonly List<ElderId> _joined = [];

        /// <summary>Whom the sitting cannot serve: told, since another test says who they are.</summary>
        public ImmutableHashSet<ElderId> Displaced { get; set; } = [];

        public Dictionary<ElderId, GuestState> Guests { get; } = [];

        public List<ElderId> Waiting { get; } = [];

        public Dictionary<ElderId, DateTimeOffset> Offers { get; } = [];

        public (int Booked, int Served, int WalkIns, int NoShows, int Cancelled) Counts => (
            Count(GuestState.Booked) + Count(GuestState.Served), Count(GuestState.Served), Count(GuestState.WalkIn), _noShows, _cancelled);

        public bool Accepts(Act act, ElderId elder, DateTimeOffset now)
        {
            var state = StateOf(elder);
            var booked = state == GuestState.Booked;
            var free = state is null or GuestState.Cancelled;
            return act switch
            {
                Act.Book => free && !_closed && now < Nine
                    && (Offers.TryGetValue(elder, out var until) ? now < until : Counts.Booked + Offers.Count < _capacity),
                Act.Join => free && !_closed && now < Nine && !OnList(elder)
                    && (Counts.Booked + Offers.Count >= _capacity || (Waiting.Count > 0 && now.AddMinutes(15) <= Nine)),
                Act.Leave => OnList(elder),
                Act.Decline => Offers.ContainsKey(elder),
                Act.BookLate => now < Nine ? Accepts(Act.Book, elder, now) : free && !_closed && Counts.Booked < _capacity,
                Act.Cancel => state == GuestState.Cancelled || (booked && now < Nine),
                Act.CancelLate => state == GuestState.Cancelled || booked,
                Act.Serve => state == GuestState.Served || (booked && now >= Ten),
                Act.WalkIn => state == GuestState.WalkIn
                    || ((free || state == GuestState.NoShow) && !_closed && now >= Ten && Count(GuestState.WalkIn) < _buffer),
                Act.NoShow => state == GuestState.NoShow || (booked && now >= Eleven),
                Act.SetNone or Act.SetTwo => !_closed,
                Act.Close => _closed || now >= Eleven,
                _ => true,
            };
        }

        /// <summary>Does what was accepted.</summary>
        public void Do(Act act, ElderId elder, DateTimeOffset now)
        {
            switch (act)
            {
                case Act.Join:
                    Waiting.Add(elder);
                    _joined.Remove(elder);
                    _joined.Add(elder);
                    break;
                case Act.Leave or Act.Decline: OffList(elder); break;
                case Act.Lapse when Offers.TryGetValue(elder, out var until) && now >= until: OffList(elder); break;
                case Act.Lapse: return;
                case Act.EndList when now >= Nine: EndList(); break;
                case Act.Book or Act.BookLate:
                    Guests[elder] = GuestState.Booked;
                    OffList(elder);
                    return;
                case Act.Cancel or Act.CancelLate when StateOf(elder) == GuestState.Booked:
                    Guests[elder] = GuestState.Cancelled;
                    _cancelled++;
                    break;
                case Act.Serve: Guests[elder] = GuestState.Served; break;
                case Act.WalkIn:
                    Guests[elder] = GuestState.WalkIn;
                    OffList(elder);
                    return;
                case Act.NoShow: Miss(elder); break;
                case Act.Plan when now < Nine:
                    (_capacity, _buffer) = (_set ? _capacity : Math.Max(2, Counts.Booked + Offers.Count), Math.Max(1, Counts.WalkIns));
                    break;
                case Act.SetNone or Act.SetTwo when _set && _capacity == (act == Act.SetTwo ? 2 : 0): return;
                case Act.SetNone or Act.SetTwo:
                    (_capacity, _set) = (act == Act.SetTwo ? 2 : 0, true);
                    if (now < Nine) Withdraw();
                    break;
                case Act.Close:
                    EndList();
                    foreach (var displaced in s_elders.Where(e => Displaced.Contains(e) && StateOf(e) == GuestState.Booked))
                    {
                        Guests[displaced] = GuestState.Cancelled;
                        _cancelled++;
                    }

                    foreach (var absent in s_elders) Miss(absent);
                    _closed = true;
                    break;
                default: return;
            }

            Offer(now);
        }

        /// <summary>Free places go to who waited longest, two hours each, not in the last quarter of an hour before nine.</summary>
        private void Offer(DateTimeOffset now)
        {
            while (Waiting.Count > 0 && Counts.Booked + Offers.Count < _capacity && now.AddMinutes(15) <= Nine)
            {
                Offers[Waiting[0]] = now.AddHours(2) < Nine ? now.AddHours(2) : Nine;
                Waiting.RemoveAt(0);
            }
        }

        /// <summary>Places that are not there any more are taken from whoever joined last.</summary>
        private void Withdraw()
        {
            while (Offers.Count > 0 && Counts.Booked + Offers.Count > _capacity)
            {
                var last = Offers.Keys.MaxBy(_joined.IndexOf);
                Offers.Remove(last);
                Waiting.Insert(0, last);
            }
        }

        private bool OnList(ElderId elder) => Waiting.Contains(elder) || Offers.ContainsKey(elder);

        private void OffList(ElderId elder)
        {
            Waiting.Remove(elder);
            Offers.Remove(elder);
        }

        private void EndList()
        {
            Waiting.Clear();
            Offers.Clear();
        }

        private void Miss(ElderId elder)
        {
            if (StateOf(elder) != GuestState.Booked) return;
            Guests[elder] = GuestState.NoShow;
            _noShows++;
        }

        private GuestState? StateOf(ElderId elder) => Guests.TryGetValue(elder, out var state) ? state : null;

        private int Count(GuestState state) => Guests.Values.Count(s => s == state);
    }
}
