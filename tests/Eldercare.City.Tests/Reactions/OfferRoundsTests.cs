using Eldercare.Beds;
using Eldercare.Beds.Matching;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Logging.Abstractions;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

/// <summary>Domain, beds, rule 5: beds go to the next match by themselves, several in the order of the queue, nobody passed.</summary>
public static class OfferRoundsTests
{
    private static readonly BedId s_three = new(Id("bed three"));
    private static readonly ElderId s_clara = new(Id("clara"));
    private static readonly BedId[] s_town = [new(Id("bed 1")), new(Id("bed 3")), new(Id("bed 5"))];
    private static readonly WaitingApplication[] s_queue = [Waits(1, Anna), Waits(2, Bruno), Waits(3, s_clara)];

    [Fact]
    public static async Task Several_beds_go_out_together_in_the_order_of_the_queue()
    {
        var round = new Round(s_queue.Reverse(), BedTwo, s_three, BedOne);
        Assert.Equal(new(3, IsWhole: true), await round.MakeAsync());
        Assert.Equal([Anna, Bruno, s_clara], round.Offered.Select(o => o.Elder));
        Assert.Distinct(round.Offered.Select(o => o.Bed));
        Assert.All(round.Offered, o => Assert.Equal((Hillside, (DateTimeOffset?)null, false), (o.Home!.Value, o.Until, o.Again)));
        Assert.All(round.Writer.Envelopes, e => Assert.Equal((Name, OfferRounds.Actor), (e.City, e.Actor)));
        Assert.Equal(1, round.WaitedFor);
    }

    [Fact]
    public static async Task Of_one_bed_the_first_gets_the_offer() =>
        Assert.Equal([Anna], (await MadeAsync(new Round(s_queue, BedOne))).Select(o => o.Elder));

    [Fact]
    public static async Task Who_was_offered_it_before_is_not_again_and_the_next_is() =>
        Assert.Equal([Bruno], (await MadeAsync(new Round([s_queue[0] with { NotAgain = [BedOne] }, .. s_queue[1..]], BedOne))).Select(o => o.Elder));

    [Fact]
    public static async Task A_first_claim_is_served_first() =>
        Assert.Equal([s_clara], (await MadeAsync(new Round([.. s_queue[..2], s_queue[2] with { Rank = -1, HasFirstClaim = true }], BedOne))).Select(o => o.Elder));

    [Fact]
    public static async Task Somebody_who_was_faster_leaves_the_bed_out_and_nobody_behind_is_served_before()
    {
        var round = new Round(s_queue, o => o.Bed == BedTwo ? new BedStateForbids(BedTwo, BedState.Held, BedAction.Hold) : null, BedOne, BedTwo);
        Assert.Equal([Anna], (await MadeAsync(round)).Select(o => o.Elder));
        Assert.Equal([(Anna, BedTwo), (Anna, BedOne)], round.Asked.Select(o => (o.Elder, o.Bed)));
    }

    [Fact]
    public static async Task Who_cannot_be_offered_one_leaves_it_to_the_next()
    {
        var round = new Round(s_queue, o => o.Elder == Anna ? new ElderHasDied(Anna, Today) : null, BedOne);
        Assert.Equal([Bruno], (await MadeAsync(round)).Select(o => o.Elder));
    }

    /// <summary>The views lag: another bed may do.</summary>
    [Fact]
    public static async Task Who_did_not_take_a_bed_gets_the_other_one()
    {
        var round = new Round(s_queue[..1], o => o.Bed == BedTwo ? new OfferedBefore(o.Application, BedTwo) : null, BedOne, BedTwo);
        var offered = Assert.Single(await MadeAsync(round));
        Assert.Equal((Anna, BedOne), (offered.Elder, offered.Bed));
        Assert.Equal(2, round.Asked.Count);
    }

    /// <summary>Whatever is refused and whoever: no order is broken, and nobody is asked for ever.</summary>
    [Fact]
    public static async Task Refused_for_all_it_ends()
    {
        var round = new Round(s_queue, o => new BarredFromQueue(o.Elder, Today), BedOne, BedTwo, s_three);
        Assert.Empty(await MadeAsync(round));
        Assert.Equal([Anna, Bruno, s_clara], round.Asked.Select(o => o.Elder));
        Assert.Null(round.WaitedFor);
    }

    /// <summary>A birthday, an entitlement or a policy: places follow a moment later, and beds free then are offered by the new ones.</summary>
    [Fact]
    public static async Task Nobody_is_offered_a_bed_by_a_place_she_is_to_leave()
    {
        var round = new Round(s_queue, BedOne) { Holds = false };
        Assert.Equal(new(0, IsWhole: false), await round.MakeAsync());
        Assert.Empty(round.Asked);

        round = new Round(s_queue, BedOne) { Moved = [s_queue[2] with { Rank = 0 }, .. s_queue[..2]] };
        Assert.Equal([s_clara], (await MadeAsync(round)).Select(o => o.Elder));
    }

    [Fact]
    public static async Task Where_nothing_is_free_no_place_is_asked_for() =>
        Assert.Equal(new(0, IsWhole: true), await new Round(s_queue) { Holds = false }.MakeAsync());

    [Fact]
    public static async Task What_too_many_refusals_left_is_for_the_next_round()
    {
        var many = Enumerable.Range(1, 60).Select(n => Waits(n, new(Id($"elder {n}"))));
        var round = new Round(many, o => new ElderHasDied(o.Elder, Today), BedOne);
        Assert.Equal(new(0, IsWhole: false), await round.MakeAsync());
        Assert.Equal(50, round.Asked.Count);
    }

    /// <summary>
    /// Whoever waits, whatever is free and whatever is refused on the way: no bed and nobody twice, none comes back, and nobody who could still
    /// be offered one is passed for it by one behind.
    /// </summary>
    [Fact]
    public static async Task Nobody_is_passed_whatever_is_refused()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            BedId[] beds = [.. Enumerable.Range(0, random.Next(1, 7)).Select(n => new BedId(Id($"bed {n}")))];
            WaitingApplication[] queue =
            [
                .. Enumerable.Range(1, random.Next(1, 9)).Select(n => Waits(n, new(Id($"elder {n}"))) with
                {
                    Preference = random.Next(3) switch { 0 => new([Town], []), 1 => new([Hillside], []), _ => Preference.None },
                    NotAgain = [.. beds.Where(_ => random.Next(5) == 0)],
                }),
            ];
            var (takenBeds, goneElders) = (beds.Where(_ => random.Next(5) == 0).ToHashSet(), queue.Where(_ => random.Next(6) == 0).Select(a => a.Elder).ToHashSet());
            var round = new Round(
                queue.OrderBy(_ => random.Next()),
                o => takenBeds.Contains(o.Bed) ? new BedTaken(o.Bed, Today, null) : goneElders.Contains(o.Elder) ? new ElderHasDied(o.Elder, Today) : null, beds);
            var offered = await MadeAsync(round);

            Assert.Distinct(offered.Select(o => o.Bed));
            Assert.Distinct(offered.Select(o => o.Elder));
            Assert.DoesNotContain(offered, o => queue.Single(a => a.Elder == o.Elder).NotAgain.Contains(o.Bed));
            foreach (var without in queue.Where(a => !goneElders.Contains(a.Elder) && offered.All(o => o.Elder != a.Elder)))
            {
                bool Suits(BedId bed) => !without.NotAgain.Contains(bed) && without.Preference.RankOf(round.HomeOf(bed), Jingkou) is not null;
                Assert.DoesNotContain(offered, o => queue.Single(a => a.Elder == o.Elder).Rank > without.Rank && Suits(o.Bed));
                Assert.DoesNotContain(beds.Except(takenBeds).Except(offered.Select(o => o.Bed)), Suits);
            }
        }
    }

    [Fact]
    public static async Task Where_the_policy_says_never_nobody_is_asked_for()
    {
        var never = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["first-come"]) with { Offers = new(OfferedByItself.Never) };
        var round = new Round(s_queue, BedOne) { Book = new([never]) };
        Assert.Empty(await MadeAsync(round));
        Assert.Null(round.Read);
        Assert.Equal(OfferedByItself.AfterRefusal, (await ReadAsync(new Round(s_queue, BedOne)))!.OfferedByItself);
    }

    private static async Task<IReadOnlyList<OfferBed>> MadeAsync(Round round)
    {
        Assert.Equal(await round.MakeAsync(), new(round.Offered.Count, IsWhole: true));
        return round.Offered;
    }

    private static async Task<QueuePolicy?> ReadAsync(Round round)
    {
        await round.MakeAsync();
        return round.Read;
    }

    private static WaitingApplication Waits(int rank, ElderId elder) => new(
        new(Id($"wish of {elder}")), elder, rank, Lane.Everyone, BedKind.Nursing, Gender.Female, null, Preference.None);

    private sealed class Round : IMatchingReader, IQueueOrder, IStateReader, IViewProgress
    {
        private MatchingInput _input;
        private readonly Func<OfferBed, Refusal?> _refuse;

        public Round(IEnumerable<WaitingApplication> queue, params BedId[] beds)
            : this(queue, _ => null, beds)
        {
        }

        public Round(IEnumerable<WaitingApplication> queue, Func<OfferBed, Refusal?> refuse, params BedId[] beds)
        {
            _refuse = refuse;
            _input = new(
                [.. queue.Select(a => new WaitingElder(a, Jingkou))],
                [.. beds.Select(b => new FreeBed(b, HomeOf(b), Jingkou, BedKind.Nursing, GenderRule.Mixed, CareLevel.Total))]);
            Writer = new(command => refuse((OfferBed)command));
        }

        public FakeWriter Writer { get; }

        /// <summary>Hillside, but for every other bed of the random ones.</summary>
        public HomeId HomeOf(BedId bed) => s_town.Contains(bed) ? Town : Hillside;

        public QueuePolicyBook? Book { get; init; }

        /// <summary>The policy beds were asked for by.</summary>
        public QueuePolicy? Read { get; private set; }

        /// <summary>Whether places are as they should be when they were looked after.</summary>
        public bool Holds { get; init; } = true;

        /// <summary>Who waits where after that; null as before.</summary>
        public WaitingApplication[]? Moved { get; init; }

        public long? WaitedFor { get; private set; }

        public IReadOnlyList<OfferBed> Asked => [.. Writer.Commands.Cast<OfferBed>()];

        public IReadOnlyList<OfferBed> Offered => [.. Asked.Where(o => _refuse(o) is null)];

        public Task<OfferRound> MakeAsync() => new OfferRounds(this, this, this, Writer, this, Given.Clock(), NullLogger<OfferRounds>.Instance)
            .MakeAsync(Name, TestContext.Current.CancellationToken);

        public Task<MatchingInput> InputAsync(string city, DateOnly today, QueuePolicy policy, bool byItself, CancellationToken cancellation)
        {
            Assert.Equal((Name, Today, true), (city, today, byItself));
            Read = policy;
            return Task.FromResult(_input);
        }

        public Task<bool> HoldsAsync(string city, CancellationToken cancellation)
        {
            if (Moved is { } moved) _input = _input with { Waiting = [.. moved.Select(a => new WaitingElder(a, Jingkou))] };
            return Task.FromResult(Holds);
        }

        public Task<IReadOnlyList<ReservationMove>> MovesAsync(
            string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation) =>
            throw new InvalidOperationException("No reservation is moved.");

        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult((TState?)(object?)Book);

        public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default)
        {
            WaitedFor = sequence;
            return ValueTask.FromResult(true);
        }

        public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((0L, 0L));
    }
}
