using CsCheck;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Queue;
using Eldercare.Beds.Tests.Boards;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests;

/// <summary>Random commands over beds, applications and elders, against a model that only knows who lies where and what is kept.</summary>
public static class AnyHistoryTests
{
    private static readonly BedId[] s_beds = [One, Two, ForLadies];
    private static readonly ElderId[] s_elders = [Anna, Bruno, Clara];

    /// <summary>Two for each elder, in the elders' order.</summary>
    private static readonly ApplicationId[] s_applications = [.. Enumerable.Range(30, 6).Select(n => new ApplicationId(Id(n)))];

    private enum Act
    {
        Apply,
        Offer,
        Accept,
        Decline,
        Expire,
        End,
        TakeBack,
        TakeBackBroken,
        Admit,
        AdmitByApplication,
        Transfer,
        Depart,
        Clean,
        Close,
        Reopen,
        Retire,
        Die,
        Wait,
    }

    /// <summary>An act with a bed, another bed and one of the six applications, whose elder it concerns. What is for ever comes seldom.</summary>
    private static readonly Gen<(Act Act, int Bed, int Other, int Application)[]> s_acts = Gen.Select(
        Gen.Frequency((40, Gen.Enum<Act>().Where(a => a is not (Act.Die or Act.Retire))), (1, Gen.Const(Act.Die)), (1, Gen.Const(Act.Retire))),
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 5]).Array[0, 120];

    [Fact]
    public static void Nobody_shares_a_bed_or_has_two_and_the_boards_agree() => s_acts.Sample(
        acts =>
        {
            var world = Given();
            var model = new Model();
            foreach (var (act, b, o, a) in acts)
            {
                var (bed, other, application, elder) = (s_beds[b], s_beds[o], s_applications[a], s_elders[a / 2]);
                if (act == Act.Wait) world.Clock = world.Clock.AddDays(3);
                else if (act == Act.Die) Die(world, model, elder);
                else
                {
                    var accepts = model.Accepts(act, bed, other, application, elder, world.Clock);
                    var outcome = world.Run(Command(act, world, bed, other, application, elder));
                    Assert.True(accepts == outcome.Refusal is null, $"{act} {b} {o} {a}: {outcome.Refusal}");
                    if (accepts) model.Do(act, bed, other, application, elder, world.Clock);
                }

                Same(world, model);
            }

            SameBoards(world, model);
        },
        iter: 3_000, threads: 1);

    private static ICommand Command(
        Act act, World world, BedId bed, BedId other, ApplicationId application, ElderId elder) => act switch
        {
            Act.Apply => new ApplyForBed(application, elder, [Hillside], [], BedKind.Nursing),
            Act.Offer => new OfferBed(application, elder, bed, world.Clock.AddDays(5)) { Again = true },
            Act.Accept => new AcceptOffer(application, elder, bed),
            Act.Decline => new DeclineOffer(application, bed, "Too far"),
            Act.Expire => new ExpireOffer(application, bed),
            Act.End => new EndApplication(application, elder, world.StateOf(application)?.Bed, EndReason.Withdrawn),
            Act.TakeBack => new WithdrawOffer(application, bed, "Promised by mistake"),
            Act.TakeBackBroken => new WithdrawOffer(application, bed, "Broken", ClosureKind.Maintenance),
            Act.Admit => new AdmitResident(bed, elder, Application: null, CityTime.Today(world.Clock)),
            Act.AdmitByApplication => new AdmitResident(bed, elder, application, CityTime.Today(world.Clock)),
            Act.Transfer => new TransferResident(elder, bed, other, CityTime.Today(world.Clock)),
            Act.Depart => new RecordDeparture(bed, elder, CityTime.Today(world.Clock), DepartureReason.Departed),
            Act.Clean => new MarkBedCleaned(bed),
            Act.Close => new CloseBed(bed, "Water pipe", ClosureKind.Isolation),
            Act.Retire => new RetireBed(bed, "Worn out"),
            _ => new ReopenBed(bed),
        };

    /// <summary>What the death's reactions do.</summary>
    private static void Die(World world, Model model, ElderId elder)
    {
        world.AndDied(elder);
        if (world.Claims.TryGetValue(OpenApplication.Claim(elder), out var open))
        {
            var application = new ApplicationId(open);
            Assert.Null(world.Run(new EndApplication(application, elder, world.StateOf(application)!.Bed, EndReason.Died)).Refusal);
        }

        if (world.Claims.TryGetValue(Resident.Claim(elder), out var bed))
            Assert.Null(world.Run(new ReleaseBedOnDeath(new(bed), elder, Today)).Refusal);
        model.Die(elder);
    }

    private static void Same(World world, Model model)
    {
        foreach (var bed in s_beds)
        {
            var state = world.StateOf(bed);
            Assert.Equal((model.StateOf(bed), model.WhoIn(bed)), (state.State, state.State == BedState.Occupied ? state.Elder : null));
            Assert.Equal(model.KeptFor(bed), state.Application);
        }

        Assert.All(s_elders, e => Assert.True(s_beds.Count(b => world.StateOf(b).Elder == e) <= 1, "An elder lies in a bed or it is kept for her: one of them."));

        Assert.Equal(
            model.Lies.ToDictionary(l => Resident.Claim(l.Key), l => l.Value.Value)
                .Concat(model.Open.Select(o => KeyValuePair.Create(OpenApplication.Claim(o.Key), o.Value.Value))).ToHashSet(),
            world.Claims.Where(c => c.Key.Kind != "bed_number").ToHashSet());
    }

    private static void SameBoards(World world, Model model)
    {
        var rows = Rows.After(world.Facts, batch: 7);
        var board = rows.Get<HomeBoard>(Hillside)!;
        int Count(BedState state) => s_beds.Count(b => model.StateOf(b) == state);
        Assert.Equal(
            (3 - Count(BedState.Retired), Count(BedState.Ready), Count(BedState.Held), Count(BedState.Reserved), Count(BedState.Occupied), 0,
                Count(BedState.ToClean), Count(BedState.Closed)),
            (board.Beds, board.Ready, board.Held, board.Reserved, board.Occupied, board.OnLeave, board.ToClean, board.Closed));
        Assert.All(s_beds, b => Assert.Equal(
            (world.StateOf(b).State, world.StateOf(b).Elder, world.StateOf(b).Application, world.StateOf(b).HeldUntil, world.StateOf(b).Since,
                world.StateOf(b).Closure),
            Shown(rows.Get<BedBoard>(b)!)));
        Assert.All(s_applications, a => Assert.Equal(
            (world.StateOf(a)?.State, world.StateOf(a)?.Bed, world.StateOf(a)?.Until),
            (rows.Get<QueueEntry>(a)?.State, rows.Get<QueueEntry>(a)?.OfferedBed, rows.Get<QueueEntry>(a)?.OfferUntil)));
    }

    private static (BedState, ElderId?, ApplicationId?, DateTimeOffset?, DateOnly?, ClosureKind?) Shown(BedBoard b) =>
        (b.State, b.Elder, b.Application, b.HeldUntil, b.Since, b.Closure);

    private sealed record Keeping(BedId Bed, bool Accepted, DateTimeOffset Until);

    private sealed class Model
    {
        private readonly Dictionary<ApplicationId, Keeping> _kept = [];
        private readonly HashSet<ApplicationId> _known = [];
        private readonly HashSet<BedId> _dirty = [], _closed = [], _retired = [];
        private readonly HashSet<ElderId> _dead = [];

        public Dictionary<ElderId, BedId> Lies { get; } = [];

        public Dictionary<ElderId, ApplicationId> Open { get; } = [];

        public ElderId? WhoIn(BedId bed)
        {
            var residents = Lies.Where(l => l.Value == bed).Select(l => (ElderId?)l.Key).ToArray();
            Assert.InRange(residents.Length, 0, 1);
            return residents.SingleOrDefault();
        }

        public ApplicationId? KeptFor(BedId bed) =>
            _kept.Where(k => k.Value.Bed == bed).Select(k => (ApplicationId?)k.Key).SingleOrDefault();

        public BedState StateOf(BedId bed) => this switch
        {
            _ when WhoIn(bed) is not null => BedState.Occupied,
            _ when KeptFor(bed) is { } a => _kept[a].Accepted ? BedState.Reserved : BedState.Held,
            _ when _retired.Contains(bed) => BedState.Retired,
            _ when _closed.Contains(bed) => BedState.Closed,
            _ when _dirty.Contains(bed) => BedState.ToClean,
            _ => BedState.Ready,
        };

        public bool Accepts(Act act, BedId bed, BedId other, ApplicationId a, ElderId elder, DateTimeOffset now)
        {
            var alive = !_dead.Contains(elder);
            var open = Open.TryGetValue(elder, out var mine) && mine == a;
            var kept = _kept.GetValueOrDefault(a);
            var free = alive && !Lies.ContainsKey(elder);
            var offered = kept is { Accepted: false } && kept.Bed == bed;
            return act switch
            {
                Act.Apply => free && !Open.ContainsKey(elder) && !_known.Contains(a),
                Act.Offer => open && free && kept is null && StateOf(bed) == BedState.Ready && bed != ForLadies,
                Act.Accept => offered && free && now < kept!.Until,
                Act.Decline => offered,
                Act.TakeBack or Act.TakeBackBroken => kept is not null && kept.Bed == bed,
                Act.Expire or Act.End => _known.Contains(a),
                Act.Admit => free && !Open.ContainsKey(elder) && StateOf(bed) == BedState.Ready && Suits(bed, elder),
                Act.AdmitByApplication => free && kept is { Accepted: true } && kept.Bed == bed,
                Act.Transfer => alive && bed != other && WhoIn(bed) == elder && StateOf(other) == BedState.Ready && Suits(other, elder),
                Act.Depart => WhoIn(bed) == elder,
                Act.Clean => StateOf(bed) == BedState.ToClean,
                Act.Close => StateOf(bed) is BedState.Ready or BedState.ToClean,
                Act.Retire => StateOf(bed) is BedState.Ready or BedState.ToClean or BedState.Closed,
                _ => StateOf(bed) == BedState.Closed,
            };
        }

        /// <summary>Does what was accepted.</summary>
        public void Do(Act act, BedId bed, BedId other, ApplicationId a, ElderId elder, DateTimeOffset now)
        {
            switch (act)
            {
                case Act.Apply:
                    Open.Add(elder, a);
                    _known.Add(a);
                    break;
                case Act.Offer: _kept.Add(a, new(bed, false, now.AddDays(5))); break;
                case Act.Accept: _kept[a] = _kept[a] with { Accepted = true }; break;
                case Act.Decline or Act.TakeBack: _kept.Remove(a); break;
                case Act.TakeBackBroken:
                    _kept.Remove(a);
                    _closed.Add(bed);
                    break;
                case Act.Expire when _kept.GetValueOrDefault(a) is { Accepted: false } k && k.Bed == bed && now >= k.Until:
                    _kept.Remove(a);
                    break;
                case Act.End when Open.GetValueOrDefault(elder) == a: EndOf(elder); break;
                case Act.Admit: Lies.Add(elder, bed); break;
                case Act.AdmitByApplication:
                    EndOf(elder);
                    Lies.Add(elder, bed);
                    break;
                case Act.Transfer:
                    Lies[elder] = other;
                    _dirty.Add(bed);
                    break;
                case Act.Depart:
                    Lies.Remove(elder);
                    _dirty.Add(bed);
                    break;
                case Act.Clean: _dirty.Remove(bed); break;
                case Act.Close: _closed.Add(bed); break;
                case Act.Retire: _retired.Add(bed); break;
                case Act.Reopen:
                    _closed.Remove(bed);
                    _dirty.Add(bed);
                    break;
            }
        }

        public void Die(ElderId elder)
        {
            _dead.Add(elder);
            EndOf(elder);
            if (Lies.Remove(elder, out var bed)) _dirty.Add(bed);
        }

        private void EndOf(ElderId elder)
        {
            if (Open.Remove(elder, out var a)) _kept.Remove(a);
        }

        private static bool Suits(BedId bed, ElderId elder) => bed != ForLadies || elder == Anna;
    }
}
