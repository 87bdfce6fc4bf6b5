using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

public sealed record BedUnknown(BedId Bed) : Refusal
{
    public override string Message => "There is no bed of that id.";
}

public sealed record BedAlreadyRegistered(BedId Bed) : Refusal
{
    public override string Message => "This bed is registered already.";
}

public sealed record BedStateForbids(BedId Bed, BedState State, BedAction Action) : Refusal
{
    public override string Message => $"The bed is {State}; {Action} is not possible{Instead}.";

    /// <summary>What would have to come first.</summary>
    private string Instead => (State, Action) switch
    {
        (BedState.ToClean, _) => ": it is cleaned first (markBedCleaned)",
        (BedState.Held, _) => ": it is offered to somebody (withdrawOffer takes the offer back, and can close the bed)",
        (BedState.Reserved, _) => ": it is kept for somebody (withdrawOffer or cancelReservation gives it up)",
        (BedState.Occupied or BedState.OnLeave, BedAction.Close) => ": somebody lives in it (closeRoom closes it once she has left)",
        (BedState.Closed, _) => ": it is reopened first (reopenBed)",
        _ => string.Empty,
    };
}

/// <param name="Rules">Every rule that fails, not only the first.</param>
public sealed record BedDoesNotMatch(BedId Bed, ImmutableArray<MatchRule> Rules) : Refusal
{
    public override string Message => $"The bed does not suit: {string.Join(", ", Rules)}.";

    public bool Equals(BedDoesNotMatch? other) => other is not null && Bed == other.Bed && Rules.AsSpan().SequenceEqual(other.Rules.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Bed, Rules.Length);
}

public sealed record ElderHasBed(ElderId Elder, BedId Bed) : Refusal
{
    public override string Message => "The elder has a bed already.";
}

public sealed record BedReservedForAnother(BedId Bed) : Refusal
{
    public override string Message => "The bed is not reserved for this admission: by an application it is offered and accepted first (offerBed, acceptOffer), and the application is named.";
}

/// <param name="Earliest">The day the stay began, or the one before it ended.</param>
public sealed record StayTooEarly(BedId Bed, DateOnly Earliest) : Refusal
{
    public override string Message => $"For this bed the day cannot lie before {Earliest:yyyy-MM-dd}.";
}

/// <param name="Until">The agreed day that is not after the first one.</param>
public sealed record StayEndsTooEarly(DateOnly Until) : Refusal
{
    public override string Message => "A stay ends after the day it begins.";
}

/// <param name="Number">As it is in the room already.</param>
public sealed record BedNumberTaken(RoomId Room, string Number) : Refusal
{
    public override string Message => "The room has a bed of that number.";
}

public sealed record NotTheResident(BedId Bed, ElderId Elder) : Refusal
{
    public override string Message => "The elder does not live in this bed.";
}
