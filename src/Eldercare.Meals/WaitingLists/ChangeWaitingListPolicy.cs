using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>How long freed places are offered from now on; offers made already keep their end.</summary>
public sealed record ChangeWaitingListPolicy(MealPointId Point, WaitingListPolicy Policy) : ICommand
{
    private StreamRef Stream => MealPoint.Stream.At(Point.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => ChangeWaitingListPolicyDecider.Decide(this, known.State<MealPoint>(Stream)).On(Stream);
}

public static class ChangeWaitingListPolicyDecider
{
    public static Decision<MealPointFact> Decide(ChangeWaitingListPolicy command, MealPoint? point)
    {
        if (point is null) return new MealPointUnknown(command.Point);

        var policy = command.Policy;
        if (policy.OfferMinutes is < 1 || policy.OfferMinutes > WaitingListPolicy.MostOfferMinutes) return new WaitingListPolicyInvalid("offerMinutes");
        if (policy.LastMinutes is < 0 || policy.LastMinutes > WaitingListPolicy.MostOfferMinutes) return new WaitingListPolicyInvalid("lastMinutes");
        if (policy.WakingUntil <= policy.WakingFrom) return new WaitingListPolicyInvalid("wakingUntil");

        return point.WaitingListPolicy == policy ? Decision<MealPointFact>.NoChange : new WaitingListPolicyChanged(point.Id, policy);
    }
}
