using CsCheck;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests;

/// <summary>
/// Any history of stays, short stays, reservations, leaves and corrections, recorded in any order and for any day, against a model that
/// knows nothing but intervals: which days each bed and each elder has, counted day by day.
/// </summary>
public static class DaysOfBedsTests
{
    private static readonly BedId[] s_beds = [One, Two, new(Id(40))];
    private static readonly ElderId[] s_elders = [Anna, Bruno, Clara];

    private enum Act
    {
        Admit,
        AdmitShort,
        Reserve,
        Cancel,
        Begin,
        AgreeEnd,
        Transfer,
        Depart,
        BeginLeave,
        ExtendLeave,
        EndLeave,
        Release,
        Correct,
        CorrectTransfer,
        Die,
        Clean,
        Close,
        CloseRoom,
        ReopenRoom,
        CloseUntil,
        Reopen,
        Move,
        NextDay,
    }

    private static readonly Gen<(Act Act, int Bed, int Other, int Elder, int From, int Length)[]> s_acts = Gen.Select(
        Gen.Frequency(
            (6, Gen.Const(Act.Admit)), (6, Gen.Const(Act.AdmitShort)), (8, Gen.Const(Act.Reserve)), (2, Gen.Const(Act.Cancel)),
            (3, Gen.Const(Act.Begin)), (4, Gen.Const(Act.AgreeEnd)), (5, Gen.Const(Act.Transfer)), (6, Gen.Const(Act.Depart)),
            (6, Gen.Const(Act.BeginLeave)), (2, Gen.Const(Act.ExtendLeave)), (5, Gen.Const(Act.EndLeave)), (3, Gen.Const(Act.Release)),
            (6, Gen.Const(Act.Correct)), (4, Gen.Const(Act.CorrectTransfer)), (1, Gen.Const(Act.Die)), (9, Gen.Const(Act.Clean)),
            (2, Gen.Const(Act.Close)), (2, Gen.Const(Act.CloseRoom)), (3, Gen.Const(Act.ReopenRoom)), (3, Gen.Const(Act.CloseUntil)), (3, Gen.Const(Act.Reopen)), (4, Gen.Const(Act.Move)),
            (7, Gen.Const(Act.NextDay))),
        Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[-8, 8], Gen.Int[-2, 9]).Array[0, 60];

    [Fact]
    public static void Every_day_of_a_bed_and_of_an_elder_is_given_out_once_whatever_is_recorded()
    {
        var seen = new HashSet<(Act, string?)>();
        s_acts.Sample(
            acts =>
            {
                var world = Given(OneRegistered with { Bed = s_beds[2], Number = "3" });
                var model = new Intervals();
                foreach (var (act, b, o, e, from, length) in acts)
                {
                    if (act == Act.NextDay)
                    {
                        world.Clock += TimeSpan.FromDays(1);
                        continue;
                    }

                    var command = Command(act, model, s_beds[b], s_beds[o], s_elders[e], CityTime.Today(world.Clock), from, length);
                    if (command is null) continue;
                    var before = world.Facts.Count;
                    var outcome = world.Run(command);
                    seen.Add((act, outcome.Refusal?.Code));
                    if (outcome.Refusal is BedTaken or ElderElsewhere) Assert.True(model.IsInTheWay(command), $"{command} was refused: {outcome.Refusal}");
                    if (outcome.Refusal is ReservationsInTheWay r) Assert.All(r.Reservations, p => Assert.True(model.IsPromised(p), $"{command}: {p}"));
                    foreach (var fact in world.Facts.Skip(before)) model.Take((BedFact)fact);
                    model.AssertSound();
                    AssertSame(world, model);
                }
            },
            iter: 1_500, threads: 1);
        // Each way of going wrong came up: the histories are not all too tame to say anything.
        Assert.All(Enum.GetValues<Act>().Except([Act.NextDay]), act => Assert.Contains((act, null), seen));
        (Act, string?)[] refused =
            [
                (Act.Admit, "BED_TAKEN"), (Act.Admit, "ELDER_ELSEWHERE"), (Act.Reserve, "BED_TAKEN"), (Act.Reserve, "ELDER_ELSEWHERE"),
                (Act.AgreeEnd, "BED_TAKEN"), (Act.Transfer, "BED_TAKEN"), (Act.Move, "BED_TAKEN"), (Act.Close, "RESERVATIONS_IN_THE_WAY"),
                (Act.CloseRoom, "RESERVATIONS_IN_THE_WAY"),
            ];
        Assert.All(refused, r => Assert.Contains(r, seen));
    }

    private static ICommand? Command(Act act, Intervals model, BedId bed, BedId other, ElderId elder, DateOnly today, int from, int length)
    {
        var (on, until) = (today.AddDays(from), today.AddDays(from + length));
        var stay = model.All.Where(i => i.Elder == elder && i.IsStay).Skip(Math.Abs(length) % 2).FirstOrDefault();
        var here = model.All.Find(i => i is { IsStay: true, Left: false } && i.Elder == elder)?.Bed ?? bed;
        var (away, absent) = model.All.Find(i => i is { IsStay: true, Left: false } && model.LeaveOf(i.Bed) is not null) is { } leave
            ? (leave.Bed, leave.Elder) : (here, elder);
        return act switch
        {
            Act.Admit => new AdmitResident(bed, elder, Application: null, on),
            Act.AdmitShort => new AdmitResident(bed, elder, Application: null, on, until),
            Act.Reserve => new ReserveBed(bed, elder, on, length > 6 ? null : until),
            Act.Cancel => model.All.Find(i => i is { IsStay: false } && i.Elder == elder) is { } r
                ? new CancelReservation(r.Bed, elder, r.From, ReservationEnd.Cancelled) : null,
            Act.Begin => new BeginReservation(bed),
            Act.AgreeEnd => new AgreeStayEnd(here, elder, length > 6 ? null : until),
            Act.Transfer => new TransferResident(elder, here, other, on),
            Act.Depart => new RecordDeparture(here, elder, on, DepartureReason.Departed),
            Act.BeginLeave => new BeginLeave(here, elder, LeaveKind.Hospital, on > today ? today : on, today.AddDays(length + 3)),
            Act.ExtendLeave => new ExtendLeave(away, absent, until),
            Act.EndLeave => new EndLeave(away, absent, on > today ? today : on),
            Act.Release => model.LeaveOf(away) is { } kept ? new ReleaseBedFromLeave(away, absent, kept) : null,
            Act.Correct => stay is null ? null
                : new CorrectStay(stay.Bed, elder, stay.From, stay.From.AddDays(from / 2), stay.Left ? stay.Until!.Value.AddDays(length / 2) : null, "Slip"),
            Act.CorrectTransfer => model.Transfers.LastOrDefault(t => t.Elder == elder) is { Elder: var moved } t && moved == elder
                ? new CorrectTransfer(elder, t.From, t.To, t.On, t.On.AddDays(from / 2), "Slip") : null,
            Act.Close => new CloseBed(bed, "Water pipe", ClosureKind.Maintenance, length > 6 ? null : until),
            Act.CloseRoom => new CloseRooms(Hillside, [MixedRoom], "Flu", ClosureKind.Isolation, length > 6 ? null : until, [.. s_beds]),
            Act.ReopenRoom => new ReopenRooms(Hillside, [MixedRoom], [.. s_beds]),
            Act.CloseUntil => new ChangeClosureEnd(bed, length > 6 ? null : until),
            Act.Reopen => new ReopenBed(bed),
            Act.Move => model.All.Find(i => i is { IsStay: false } && i.Elder == elder) is { } promised
                ? new MoveReservation(elder, promised.Bed, other, promised.From) : null,
            Act.Die => new ReleaseBedOnDeath(here, elder, on > today ? today : on),
            _ => new MarkBedCleaned(bed),
        };
    }

    /// <summary>What the writer keeps in its table, and what each bed's own facts say, is what the model has.</summary>
    private static void AssertSame(World world, Intervals model)
    {
        foreach (var bed in s_beds)
        {
            var expected = model.All.Where(i => i.Bed == bed && i.From != i.Until).Select(i => new Span(i.From, i.Until, i.Elder.Value)).ToHashSet();
            if (model.Closed.TryGetValue(bed, out var closed)) expected.Add(new(closed.From, closed.Until, bed.Value));
            Assert.Equal(expected, world.SpansOf(Days.Of(bed)).ToHashSet());
            Assert.Equal(expected, world.StateOf(bed).Spans.Where(s => s.Timeline == Days.Of(bed)).Select(s => s.Span).ToHashSet());
        }

        foreach (var elder in s_elders)
            Assert.Equal(
                model.All.Where(i => i.Elder == elder && i.From != i.Until).Select(i => new Span(i.From, i.Until, i.Bed.Value)).ToHashSet(),
                world.SpansOf(Days.Of(elder)).ToHashSet());
    }

    /// <param name="Until">The first day free again, as agreed or as it was; null without end.</param>
    /// <param name="Left">The stay is over.</param>
    private sealed record Interval(BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until, bool IsStay, bool Left);

    private sealed class Intervals
    {
        private readonly Dictionary<BedId, DateOnly> _leaves = [], _begun = [];

        public List<Interval> All { get; } = [];

        public List<(ElderId Elder, BedId From, BedId To, DateOnly On)> Transfers { get; } = [];

        /// <summary>The beds that are closed, and for which days.</summary>
        public Dictionary<BedId, (DateOnly From, DateOnly? Until)> Closed { get; } = [];

        /// <summary>The beds that are to be closed once they are left, and for which days.</summary>
        public Dictionary<BedId, (DateOnly From, DateOnly? Until)> Ordered { get; } = [];

        public bool IsPromised(ReservationInTheWay r) => All.Contains(new(r.Bed, r.Elder, r.From, r.Until, false, false));

        public DateOnly? LeaveOf(BedId bed) => _leaves.TryGetValue(bed, out var kept) ? kept : null;

        public void Take(BedFact fact)
        {
            switch (fact)
            {
                case ReservationMade f: All.Add(new(f.Bed, f.Elder, f.From, f.Until, false, false)); break;
                case BedClosed f:
                    Closed.Add(f.Bed, (f.On!.Value, f.Until));
                    Ordered.Remove(f.Bed);
                    break;
                case BedReopened f: Closed.Remove(f.Bed); break;
                case ClosureOrdered f: Ordered[f.Bed] = (f.On, f.Until); break;
                case ClosureLifted f: Ordered.Remove(f.Bed); break;
                case ClosureEndChanged f: (Ordered.ContainsKey(f.Bed) ? Ordered : Closed)[f.Bed] = (f.From, f.Until); break;
                case ReservationBegan f: _begun[f.Bed] = f.From; break;
                case ReservationCancelled f:
                    if (f.Kept) _begun.Remove(f.Bed);
                    All.Remove(All.First(i => !i.IsStay && i.Bed == f.Bed && i.Elder == f.Elder && i.From == f.From));
                    break;
                case ResidentAdmitted f: Arrive(f.Bed, f.Elder, f.On, f.Until); break;
                case ResidentTransferredIn f:
                    Arrive(f.Bed, f.Elder, f.On, f.Until);
                    Transfers.Add((f.Elder, f.From, f.Bed, f.On));
                    break;
                case ResidentTransferredOut f: Leave(f.Bed, f.On); break;
                case ResidentDeparted f: Leave(f.Bed, f.Reason == DepartureReason.Died ? Cut(f.Bed, f.On) : f.On); break;
                case BedReleasedFromLeave f: Leave(f.Bed, f.On); break;
                case StayEndAgreed f: Change(Open(f.Bed), i => i with { Until = f.Until }); break;
                case LeaveBegan f: _leaves[f.Bed] = f.KeptUntil; break;
                case LeaveExtended f: _leaves[f.Bed] = f.KeptUntil; break;
                case LeaveEnded f: _leaves.Remove(f.Bed); break;
                case StayCorrected f:
                    Change(
                        All.FindLast(i => i.IsStay && i.Bed == f.Bed && i.Elder == f.Elder && i.From == f.From && i.Left == f.ToUntil is not null)!,
                        i => i with { From = f.ToFrom, Until = f.ToUntil ?? i.Until });
                    for (var t = 0; t < Transfers.Count; t++)
                        if (Transfers[t].Elder == f.Elder && Transfers[t].To == f.Bed && Transfers[t].On == f.From)
                            Transfers[t] = Transfers[t] with { On = f.ToFrom };
                    break;
            }
        }

        /// <summary>Day by day: no bed and no elder twice.</summary>
        public void AssertSound()
        {
            var given = new HashSet<(DateOnly, Guid)>();
            foreach (var (bed, (from, until)) in Closed)
                for (var day = from; day < (until ?? Today.AddDays(100)); day = day.AddDays(1)) given.Add((day, bed.Value));
            foreach (var (bed, elder, from, until, _, _) in All)
                for (var day = from; day < (until ?? Today.AddDays(100)); day = day.AddDays(1))
                    Assert.True(given.Add((day, bed.Value)) & given.Add((day, elder.Value)), $"On {day} a bed or an elder is given out twice.");
        }

        /// <summary>Some day that the command would give out belongs to someone else, or to her elsewhere.</summary>
        public bool IsInTheWay(ICommand command)
        {
            (BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until)[] wanted = command switch
            {
                AdmitResident c => [(c.Bed, c.Elder, c.On, c.Until ?? Reserved(c.Bed, c.Elder, c.On))],
                ReserveBed c => [(c.Bed, c.Elder, c.From, c.Until)],
                MoveReservation c => [(c.To, c.Elder, c.FirstDay, All.Find(i => i is { IsStay: false } && i.Elder == c.Elder)!.Until)],
                AgreeStayEnd c => [(c.Bed, c.Elder, Open(c.Bed).From, c.Until)],
                RecordDeparture c => [(c.Bed, c.Elder, Open(c.Bed).From, c.On)],
                CorrectStay c => [(c.Bed, c.Elder, c.ToFrom, c.ToUntil ?? Open(c.Bed).Until)],
                TransferResident c => [(c.From, c.Elder, Open(c.From).From, c.On), (c.To, c.Elder, c.On, Open(c.From).Until)],
                CorrectTransfer c =>
                [
                    (c.From, c.Elder, All.FindLast(i => i.Bed == c.From && i.Elder == c.Elder && i.Until == c.On)!.From, c.ToOn),
                    (c.To, c.Elder, c.ToOn, All.FindLast(i => i.Bed == c.To && i.Elder == c.Elder && i.From == c.On)!.Until),
                ],
                _ => [],
            };
            return wanted.Any(w => All.Exists(i => (i.Bed == w.Bed || i.Elder == w.Elder) && !IsOwn(command, i, w)
                && i.From < (w.Until ?? DateOnly.MaxValue) && w.From < (i.Until ?? DateOnly.MaxValue) && i.From != i.Until && w.From != w.Until))
                || wanted.Any(w => (Closed.TryGetValue(w.Bed, out var days) || (command is ReserveBed or MoveReservation && Ordered.TryGetValue(w.Bed, out days)))
                    && w.From != w.Until && days.From < (w.Until ?? DateOnly.MaxValue) && w.From < (days.Until ?? DateOnly.MaxValue));
        }

        /// <summary>What the command itself changes, and gives up for it.</summary>
        private static bool IsOwn(ICommand command, Interval i, (BedId Bed, ElderId Elder, DateOnly From, DateOnly? Until) wanted) => command switch
        {
            MoveReservation c => i is { IsStay: false } && i.Bed == c.From && i.Elder == c.Elder && i.From == c.FirstDay,
            AdmitResident c => i is { IsStay: false } && i.Bed == c.Bed && i.Elder == c.Elder,
            AgreeStayEnd or RecordDeparture => i is { IsStay: true, Left: false } && i.Bed == wanted.Bed,
            TransferResident c => i is { IsStay: true, Left: false } && i.Bed == c.From,
            CorrectStay c => i.IsStay && i.Bed == c.Bed && i.Elder == c.Elder && i.From == c.From,
            CorrectTransfer c => i.Elder == c.Elder && i.IsStay && ((i.Bed == c.From && i.Until == c.On) || (i.Bed == c.To && i.From == c.On)),
            _ => false,
        };

        private DateOnly? Reserved(BedId bed, ElderId elder, DateOnly on) =>
            All.Find(i => !i.IsStay && i.Bed == bed && i.Elder == elder
                && (_begun.TryGetValue(bed, out var begun) ? i.From == begun : i.From <= on && (i.Until is null || on < i.Until)))?.Until;

        private Interval Open(BedId bed) => All.FindLast(i => i is { IsStay: true, Left: false } && i.Bed == bed)!;

        private void Arrive(BedId bed, ElderId elder, DateOnly on, DateOnly? until)
        {
            if (_begun.Remove(bed, out var begun)) All.RemoveAll(i => !i.IsStay && i.Bed == bed && i.From == begun);
            All.RemoveAll(i => !i.IsStay && i.Bed == bed && i.Elder == elder
                && i.From < (until ?? DateOnly.MaxValue) && on < (i.Until ?? DateOnly.MaxValue));
            All.Add(new(bed, elder, on, until, true, false));
        }

        private void Leave(BedId bed, DateOnly on)
        {
            _leaves.Remove(bed);
            Change(Open(bed), i => i with { Until = on, Left = true });
        }

        /// <summary>A death is not refused: of days promised to others meanwhile only those before were hers.</summary>
        private DateOnly Cut(BedId bed, DateOnly on)
        {
            var stay = Open(bed);
            return All.FindAll(i => i != stay && (i.Bed == bed || i.Elder == stay.Elder) && i.From != i.Until && i.From < on && i.From >= stay.From)
                .ConvertAll(i => i.From).Append(on).Min();
        }

        private void Change(Interval interval, Func<Interval, Interval> to) => All[All.IndexOf(interval)] = to(interval);
    }
}
