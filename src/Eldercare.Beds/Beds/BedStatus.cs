namespace Eldercare.Beds.Beds;

/// <summary>Table 0116 (bed status) of HL7 v2.</summary>
public enum BedStatusCode
{
    /// <summary>Closed.</summary>
    C,

    /// <summary>Housekeeping.</summary>
    H,

    /// <summary>Isolated.</summary>
    I,

    /// <summary>Contaminated.</summary>
    K,

    /// <summary>Occupied.</summary>
    O,

    /// <summary>Unoccupied.</summary>
    U,
}

/// <summary>A bed's state as other systems are told it.</summary>
/// <param name="Code">By the table.</param>
/// <param name="Extension">The state itself where the table has no code for it.</param>
public sealed record BedStatus(BedStatusCode Code, BedState? Extension)
{
    /// <param name="state">Where the bed is in its round.</param>
    /// <param name="closure">Why it is closed; maintenance when not said.</param>
    public static BedStatus Of(BedState state, ClosureKind? closure) => state switch
    {
        BedState.Ready => new(BedStatusCode.U, null),
        // Nobody lies in them and nobody else may: who counts free beds by the code alone must not count these.
        BedState.Held or BedState.Reserved => new(BedStatusCode.O, state),
        BedState.Occupied or BedState.OnLeave => new(BedStatusCode.O, null),
        // Cleaning is all we know of: no bed of ours is K.
        BedState.ToClean => new(BedStatusCode.H, null),
        BedState.Closed => new(closure == ClosureKind.Isolation ? BedStatusCode.I : BedStatusCode.C, null),
        BedState.Retired => new(BedStatusCode.C, state),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
