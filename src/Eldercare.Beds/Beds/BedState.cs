using System.Collections.Frozen;

namespace Eldercare.Beds.Beds;

/// <summary>Where a bed is in its round; other systems are told its <see cref="BedStatus"/>.</summary>
public enum BedState
{
    Ready,

    /// <summary>Kept by an offer until it is answered or expires.</summary>
    Held,

    /// <summary>Accepted, not yet moved in.</summary>
    Reserved,
    Occupied,
    OnLeave,
    ToClean,

    /// <summary>Maintenance or isolation.</summary>
    Closed,

    /// <summary>Out of use for ever.</summary>
    Retired,
}

public enum BedAction
{
    Hold,
    Release,
    Reserve,

    /// <summary>The day of a reservation has come.</summary>
    KeepFor,
    Admit,
    TransferIn,
    TransferOut,
    BeginLeave,
    EndLeave,
    ReleaseFromLeave,
    Depart,
    Clean,
    Close,
    Reopen,
    Retire,
}

/// <summary>The bed's state machine: every pair that is not here is refused.</summary>
public static class BedTransitions
{
    private static readonly FrozenDictionary<(BedState, BedAction), BedState> s_allowed =
        new Dictionary<(BedState, BedAction), BedState>
        {
            [(BedState.Ready, BedAction.Hold)] = BedState.Held,
            [(BedState.Held, BedAction.Release)] = BedState.Ready,
            [(BedState.Held, BedAction.Reserve)] = BedState.Reserved,
            [(BedState.Ready, BedAction.KeepFor)] = BedState.Reserved,
            [(BedState.Reserved, BedAction.Release)] = BedState.Ready,
            [(BedState.Reserved, BedAction.Admit)] = BedState.Occupied,
            [(BedState.Ready, BedAction.Admit)] = BedState.Occupied,
            [(BedState.Ready, BedAction.TransferIn)] = BedState.Occupied,
            [(BedState.Occupied, BedAction.TransferOut)] = BedState.ToClean,
            [(BedState.Occupied, BedAction.Depart)] = BedState.ToClean,
            [(BedState.Occupied, BedAction.BeginLeave)] = BedState.OnLeave,
            [(BedState.OnLeave, BedAction.EndLeave)] = BedState.Occupied,
            [(BedState.OnLeave, BedAction.ReleaseFromLeave)] = BedState.ToClean,
            [(BedState.OnLeave, BedAction.Depart)] = BedState.ToClean,
            [(BedState.ToClean, BedAction.Clean)] = BedState.Ready,
            [(BedState.Ready, BedAction.Close)] = BedState.Closed,
            [(BedState.ToClean, BedAction.Close)] = BedState.Closed,
            [(BedState.Closed, BedAction.Reopen)] = BedState.ToClean,
            [(BedState.Ready, BedAction.Retire)] = BedState.Retired,
            [(BedState.ToClean, BedAction.Retire)] = BedState.Retired,
            [(BedState.Closed, BedAction.Retire)] = BedState.Retired,
        }.ToFrozenDictionary();

    /// <summary>What happened to the bed by a fact; null when its state does not change.</summary>
    public static BedAction? ActionOf(BedFact fact) => fact switch
    {
        BedHeld => BedAction.Hold,
        HoldReleased or ReservationCancelled { Kept: true } => BedAction.Release,
        BedReserved => BedAction.Reserve,
        ReservationBegan => BedAction.KeepFor,
        ResidentAdmitted => BedAction.Admit,
        ResidentTransferredIn => BedAction.TransferIn,
        ResidentTransferredOut => BedAction.TransferOut,
        LeaveBegan => BedAction.BeginLeave,
        LeaveEnded => BedAction.EndLeave,
        BedReleasedFromLeave => BedAction.ReleaseFromLeave,
        ResidentDeparted => BedAction.Depart,
        BedCleaned => BedAction.Clean,
        BedClosed => BedAction.Close,
        BedReopened => BedAction.Reopen,
        BedRetired => BedAction.Retire,
        BedChanged or BedPriceSet or BedGenderRuleChanged or ReservationMade or ReservationCancelled or StayEndAgreed or LeaveExtended or StayCorrected
            or ClosureOrdered or ClosureLifted or ClosureEndChanged => null,
        _ => throw new InvalidOperationException($"{fact} is not known to the bed's state machine."),
    };

    /// <summary>The state the action leads to, or null when it is not allowed.</summary>
    public static BedState? After(BedState state, BedAction action) =>
        s_allowed.TryGetValue((state, action), out var next) ? next : null;
}
