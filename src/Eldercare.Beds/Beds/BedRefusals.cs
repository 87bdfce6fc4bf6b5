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
    public override string Message => $"The bed is {State}; {Action} is not possible.";
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
    public override string Message => "The bed is not reserved for this admission.";
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
