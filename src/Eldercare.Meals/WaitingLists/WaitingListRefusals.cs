using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record AlreadyWaiting(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "The elder waits for a place at this sitting already.";
}

/// <param name="Elder">Who waits.</param>
/// <param name="Elsewhere">The sitting she waits at, for the same date and meal.</param>
public sealed record WaitingElsewhere(ElderId Elder, SittingId Elsewhere) : Refusal
{
    public override string Message => "The elder waits for a place at another meal point for this date and meal.";
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="Places">How many are free.</param>
public sealed record PlacesLeft(SittingId Sitting, int Places) : Refusal
{
    public override string Message => "The sitting still has places: book one instead of waiting.";
}

public sealed record NotWaiting(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "The elder does not wait for a place at this sitting.";
}

public sealed record NoPlaceOffered(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "No place is offered to the elder at this sitting.";
}

/// <param name="Sitting">Where the place was.</param>
/// <param name="Until">It was kept until then.</param>
public sealed record PlaceOfferOver(SittingId Sitting, DateTimeOffset Until) : Refusal
{
    public override string Message => "The place was kept until its time was up; it goes to the next who waits.";
}

public sealed record WaitingListPolicyInvalid(string Field) : Refusal
{
    public override string Message => $"{Field} is out of range.";
}
