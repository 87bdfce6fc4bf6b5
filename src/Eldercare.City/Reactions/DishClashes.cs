using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// A menu, a dish, a rule, a profile or a choice changed, or another kitchen cooks: the coming sittings it touches are looked at again, and
/// those whose sheet is made. New bookings and cancellations are the keeper's: a message for each would cost the booking path more than the
/// few seconds are worth.
/// </summary>
public sealed class DishClashes(IKitchenPlans plans, Cooking cooking, IStateReader states, TimeProvider clock)
{
    private const string Name = "dish-clashes";

    public Task Handle(IEvent<MenuPublished> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, e.Data.Monday, e.Data.Monday.AddDays(6), ReplanCause.MenuChanged, cancellation);

    public Task Handle(IEvent<MenuDayChanged> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, e.Data.Meal.Date, e.Data.Meal.Date, ReplanCause.MenuChanged, cancellation);

    public Task Handle(IEvent<DishChanged> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, ReplanCause.DishChanged, cancellation);

    /// <summary>Nobody gets it instead of another any more.</summary>
    public async Task Handle(IEvent<DishRetired> e, CancellationToken cancellation)
    {
        if (await states.ReadAsync<Dish>(e.TenantId, Dish.Stream.At(e.Data.Dish.Value), cancellation) is { } dish)
            await CookedAsync(e, dish.Kitchen, ReplanCause.DishChanged, cancellation);
    }

    public Task Handle(IEvent<SubstituteRuled> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, ReplanCause.RuleChanged, cancellation);

    public Task Handle(IEvent<SupplyBegun> e, CancellationToken cancellation) => SuppliedAsync(e, e.Data.Point, cancellation);

    public Task Handle(IEvent<SupplyEnded> e, CancellationToken cancellation) => SuppliedAsync(e, e.Data.Point, cancellation);

    public async Task Handle(IEvent<DinerProfileChanged> e, CancellationToken cancellation) =>
        await CheckAsync(e, await plans.OfAsync(e.TenantId, e.Data.Elder, Today, cancellation), ReplanCause.ProfileChanged, cancellation);

    /// <summary>Who eats everything can have any set.</summary>
    public async Task Handle(IEvent<SetChosen> e, CancellationToken cancellation)
    {
        if (await plans.HasProfileAsync(e.TenantId, e.Data.Elder, cancellation))
            await cooking.CheckAsync(Name, e.TenantId, e.Data.Sitting, ReplanCause.LookedAgain, e.UserName, cancellation);
    }

    public Task Handle(IEvent<ClashSettled> e, CancellationToken cancellation) =>
        cooking.CheckAsync(Name, e.TenantId, e.Data.Sitting, ReplanCause.ClashSettled, e.UserName, cancellation);

    private DateOnly Today => CityTime.Today(clock.GetUtcNow());

    private Task CookedAsync(IEvent e, KitchenId kitchen, ReplanCause cause, CancellationToken cancellation) =>
        CookedAsync(e, kitchen, Today, Today.AddDays(OpenSittingDecider.DaysAhead), cause, cancellation);

    private async Task CookedAsync(IEvent e, KitchenId kitchen, DateOnly from, DateOnly to, ReplanCause cause, CancellationToken cancellation) =>
        await CheckAsync(e, await plans.CookedByAsync(e.TenantId, kitchen, from < Today ? Today : from, to, clock.GetUtcNow(), cancellation), cause, cancellation);

    private async Task SuppliedAsync(IEvent e, MealPointId point, CancellationToken cancellation) =>
        await CheckAsync(e, await plans.AtAsync(e.TenantId, point, Today, clock.GetUtcNow(), cancellation), ReplanCause.KitchenChanged, cancellation);

    private Task CheckAsync(IEvent e, IReadOnlyList<CitySitting> sittings, ReplanCause cause, CancellationToken cancellation) => Parallel.ForEachAsync(
        sittings, new ParallelOptions { MaxDegreeOfParallelism = KitchenKeeper.AtOnce, CancellationToken = cancellation },
        async (sitting, stop) => await cooking.CheckAsync(Name, sitting, cause, e.UserName, stop));
}
