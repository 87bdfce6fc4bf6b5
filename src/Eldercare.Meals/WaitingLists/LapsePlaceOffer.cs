using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Ends an offer whose time is up; the place goes to the next who waits. It happens by itself.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Who had the offer.</param>
/// <param name="Until">The offer meant; a later one of the same elder stays.</param>
public sealed record LapsePlaceOffer(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, DateTimeOffset Until)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) =>
        LapsePlaceOfferDecider.Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
            .On(Stream).Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
}

public static class LapsePlaceOfferDecider
{
    public static Decision<SittingFact> Decide(LapsePlaceOffer command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (!sitting.Offers.TryGetValue(command.Elder, out var offer) || offer.Until != command.Until || now < offer.Until)
            return Decision<SittingFact>.NoChange;

        return WaitingList.ThenOffer(sitting, [new PlaceOfferLapsed(sitting.Id, command.Elder)], point, PlaceFreedBy.Lapsed, now);
    }
}
