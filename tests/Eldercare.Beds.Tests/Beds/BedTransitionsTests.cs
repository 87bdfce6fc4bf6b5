using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

/// <summary>Every state with every action, held against one table: the state machine, the fold and the decisions.</summary>
public static class BedTransitionsTests
{
    private const string Table = """
                 Hold  Release Reserve  KeepFor  Admit    TransferIn TransferOut BeginLeave EndLeave ReleaseFromLeave Depart  Clean Close  Reopen  Retire
        Ready    Held  -       -        Reserved Occupied Occupied   -           -          -        -                -       -     Closed -       Retired
        Held     -     Ready   Reserved -        -        -          -           -          -        -                -       -     -      -       -
        Reserved -     Ready   -        -        Occupied -          -           -          -        -                -       -     -      -       -
        Occupied -     -       -        -        -        -          ToClean     OnLeave    -        -                ToClean -     -      -       -
        OnLeave  -     -       -        -        -        -          -           -          Occupied ToClean          ToClean -     -      -       -
        ToClean  -     -       -        -        -        -          -           -          -        -                -       Ready Closed -       Retired
        Closed   -     -       -        -        -        -          -           -          -        -                -       -     -      ToClean Retired
        Retired  -     -       -        -        -        -          -           -          -        -                -       -     -      -       -
        """;

    private static readonly Tenure s_from = new(Today, null, Today);

    public static TheoryData<BedState, BedAction, BedState?> Pairs { get; } = Read();

    [Fact]
    public static void The_table_holds_every_pair() => Assert.Equal(
        Enum.GetValues<BedState>().Length * Enum.GetValues<BedAction>().Length, Pairs.Count);

    [Theory, MemberData(nameof(Pairs))]
    public static void The_state_machine_follows_the_table(BedState state, BedAction action, BedState? after) =>
        Assert.Equal(after, BedTransitions.After(state, action));

    [Theory, MemberData(nameof(Pairs))]
    public static void The_fold_follows_the_table_and_is_loud_where_it_has_nothing(BedState state, BedAction action, BedState? after)
    {
        if (after is { } next) Assert.Equal(next, Bed.Evolve(In(state), FactOf(action))?.State);
        else Assert.Throws<InvalidOperationException>(() => Bed.Evolve(In(state), FactOf(action)));
    }

    [Theory, MemberData(nameof(Pairs))]
    public static void A_decision_refuses_what_the_table_does_not_hold(BedState state, BedAction action, BedState? after)
    {
        // An offer's end frees the bed its application knows of, and timers look first: no command of these is refused for the state.
        if (action is BedAction.Release or BedAction.KeepFor or BedAction.ReleaseFromLeave) return;
        Assert.Equal(after is null ? new BedStateForbids(One, state, action) : null, Decide(In(state), action));
    }

    public static TheoryData<BedFact> AllButTheFirst { get; } = new(Enum.GetValues<BedAction>().Select(FactOf));

    [Theory, MemberData(nameof(AllButTheFirst))]
    public static void Nothing_happens_to_a_bed_before_it_is_registered(BedFact fact) =>
        Assert.Throws<InvalidOperationException>(() => Bed.Evolve(null, fact));

    [Fact]
    public static void A_bed_is_registered_once() =>
        Assert.Throws<InvalidOperationException>(() => Bed.Evolve(Bed.Evolve(null, OneRegistered), OneRegistered));

    /// <summary>The bed as it stands in that state, with whom it then concerns.</summary>
    private static Bed In(BedState state)
    {
        var bed = Bed.Evolve(null, OneRegistered)! with { State = state, Reservations = [new(Bruno, Today, null)] };
        return state switch
        {
            BedState.Held => bed with { Elder = Anna, Application = Wish, HeldUntil = Until, Tenure = s_from },
            BedState.Reserved => bed with { Elder = Anna, Application = Wish, Tenure = s_from },
            BedState.Occupied => bed with { Elder = Anna, Tenure = s_from },
            BedState.OnLeave => bed with { Elder = Anna, Tenure = s_from, Leave = new(LeaveKind.Visit, Today, Tomorrow) },
            _ => bed,
        };
    }

    private static Refusal? Decide(Bed bed, BedAction action)
    {
        var waiting = Application.Evolve(null, AnnaApplied)!;
        var offered = Application.Evolve(waiting, new BedOffered(Wish, Anna, One, Hillside, Until))!;
        var other = Bed.Evolve(null, OneRegistered with { Bed = Two })!;
        return action switch
        {
            BedAction.Hold => OfferBedDecider.Check(new(Wish, Anna, One, Until), waiting, bed, Record(Anna), Now),
            BedAction.Reserve => AcceptOfferDecider.Check(new(Wish, Anna, One), offered, bed, Record(Anna), Now),
            BedAction.Admit => AdmitResidentDecider.Decide(
                new(One, Anna, bed.Application, Today), bed, offered, Record(Anna), hasBed: null, open: null, Today).Refusal,
            BedAction.TransferIn => TransferResidentDecider.Check(
                new(Anna, Two, One, Today), other with { State = BedState.Occupied, Elder = Anna, Tenure = s_from }, bed, Record(Anna), Today),
            BedAction.TransferOut => TransferResidentDecider.Check(new(Anna, One, Two, Today), bed, other, Record(Anna), Today),
            BedAction.BeginLeave => BeginLeaveDecider.Decide(new(One, Anna, LeaveKind.Visit, Today, Tomorrow), bed, Today).Refusal,
            BedAction.EndLeave => EndLeaveDecider.Decide(new(One, Anna, Today), bed, Today).Refusal,
            BedAction.Depart => RecordDepartureDecider.Decide(new(One, Anna, Today, DepartureReason.Departed), bed, Today).Refusal,
            BedAction.Clean => MarkBedCleanedDecider.Decide(new(One), bed, Today).Refusal,
            BedAction.Close => CloseBedDecider.Decide(new(One, "Water pipe"), bed with { Reservations = [] }, Today).Refusal,
            BedAction.Reopen => ReopenBedDecider.Decide(new(One), bed).Refusal,
            BedAction.Retire => RetireBedDecider.Decide(new(One, "Worn out"), bed with { Reservations = [] }, Today).Refusal,
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };
    }

    private static BedFact FactOf(BedAction action) => action switch
    {
        BedAction.Hold => new BedHeld(One, Wish, Anna, Until),
        BedAction.Release => new HoldReleased(One, Wish, ReleaseReason.Declined),
        BedAction.Reserve => new BedReserved(One, Wish, Anna),
        BedAction.KeepFor => new ReservationBegan(One, Bruno, Today),
        BedAction.Admit => AnnaInOne,
        BedAction.TransferIn => new ResidentTransferredIn(One, Anna, Two, Today),
        BedAction.TransferOut => new ResidentTransferredOut(One, Anna, Two, Today),
        BedAction.BeginLeave => new LeaveBegan(One, Anna, LeaveKind.Visit, Today, Tomorrow),
        BedAction.EndLeave => new LeaveEnded(One, Anna, Today),
        BedAction.ReleaseFromLeave => new BedReleasedFromLeave(One, Hillside, Anna, Today),
        BedAction.Depart => AnnaLeft,
        BedAction.Clean => new BedCleaned(One),
        BedAction.Close => new BedClosed(One, "Water pipe"),
        BedAction.Reopen => new BedReopened(One),
        BedAction.Retire => new BedRetired(One, Hillside, BedKind.Nursing, "Worn out"),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private static TheoryData<BedState, BedAction, BedState?> Read()
    {
        string[][] lines = [.. Table.Split('\n').Select(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var pairs = new TheoryData<BedState, BedAction, BedState?>();
        foreach (var line in lines.Skip(1))
        {
            for (var column = 1; column < line.Length; column++)
            {
                pairs.Add(
                    Enum.Parse<BedState>(line[0]), Enum.Parse<BedAction>(lines[0][column - 1]),
                    line[column] == "-" ? null : Enum.Parse<BedState>(line[column]));
            }
        }

        return pairs;
    }
}
