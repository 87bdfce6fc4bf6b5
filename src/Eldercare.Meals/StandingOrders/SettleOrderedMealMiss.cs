using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A person says what was done about a missed portion; who it was is kept with the event. The order asks for it no more.</summary>
/// <param name="Point">Where it was wanted: decides who may.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose portion.</param>
/// <param name="Action">What was done.</param>
/// <param name="Note">Kept for ever: nothing about a person. At most 200 characters.</param>
public sealed record SettleOrderedMealMiss(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, MissAction Action, string? Note) : ICommand
{
    private StreamRef Orders => StandingOrders.Of(Elder);

    public Footprint Footprint => new() { Writes = [Orders] };

    public Outcome Decide(Known known) => SettleOrderedMealMissDecider.Decide(this, known.State<StandingOrders>(Orders)).On(Orders);
}

/// <summary>No standing order of the elder missed that meal there.</summary>
public sealed record NoOrderedMealMissed(ElderId Elder, DateOnly Date) : Refusal
{
    public override Words Message => new(
        "没有需要处理的漏订餐食，或这份长期订餐已不要这一餐。",
        "No portion of a standing order was missed there, or the order does not want it any more.");
}

/// <param name="Elder">Whose portion.</param>
/// <param name="Date">City date.</param>
/// <param name="Action">What was done.</param>
public sealed record OrderedMealMissAlreadySettled(ElderId Elder, DateOnly Date, MissAction Action) : Refusal
{
    public override Words Message => new(
        "已由他人作了不同的处理，请刷新查看。",
        "Somebody has settled it already, and did something else: look at it again.");
}

public static class SettleOrderedMealMissDecider
{
    public static Decision<StandingOrderFact> Decide(SettleOrderedMealMiss command, StandingOrders? orders)
    {
        if (Text.CheckOptional("note", command.Note, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (orders is null || !orders.Missed.TryGetValue(new(command.Date, command.Meal), out var missed) || missed.Point != command.Point)
            return new NoOrderedMealMissed(command.Elder, command.Date);
        if (missed.Settled == command.Action) return Decision<StandingOrderFact>.NoChange;
        if (missed.Settled is { } action) return new OrderedMealMissAlreadySettled(command.Elder, command.Date, action);

        return new OrderedMealMissSettled(command.Elder, missed.Order, command.Date, command.Meal, command.Action, command.Note);
    }
}
