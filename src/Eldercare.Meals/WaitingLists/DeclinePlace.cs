using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Declines an offered place; it goes to the next who waits, and does not come back.</summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Who declines.</param>
/// <param name="Reason">Kept for ever: nothing about a person. At most 200 characters.</param>
public sealed record DeclinePlace(MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, string? Reason)
    : SittingCommand(Point, Date, Meal), ICommand
{
    public Footprint Footprint => new() { Writes = [Stream], Reads = [PointStream] };

    public Outcome Decide(Known known) =>
        DeclinePlaceDecider.Decide(this, known.State<MealPoint>(PointStream), known.State<Sitting>(Stream), known.Now)
            .On(Stream).Releasing(WaitingList.Claim(Elder, Date, Meal), Stream);
}

public static class DeclinePlaceDecider
{
    public static Decision<SittingFact> Decide(DeclinePlace command, MealPoint? point, Sitting? sitting, DateTimeOffset now)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Text.CheckOptional("reason", command.Reason, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (!sitting.Offers.ContainsKey(command.Elder)) return new NoPlaceOffered(sitting.Id, command.Elder);

        return WaitingList.ThenOffer(
            sitting, [new PlaceDeclined(sitting.Id, command.Elder, command.Reason)], point, PlaceFreedBy.Declined, now);
    }
}
