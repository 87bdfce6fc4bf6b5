using Eldercare.Meals;
using Eldercare.People;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// A menu, a dish, a rule or a profile changed: the coming sittings it touches are looked at again. New bookings and cancellations are
/// the keeper's: a message for each would cost the booking path more than the few seconds are worth.
/// </summary>
public sealed class DishClashes(IKitchenPlans plans, Cooking cooking, TimeProvider clock)
{
    private const string Name = "dish-clashes";

    public Task Handle(IEvent<MenuPublished> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, e.Data.Monday, e.Data.Monday.AddDays(6), cancellation);

    public Task Handle(IEvent<MenuDayChanged> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, e.Data.Meal.Date, e.Data.Meal.Date, cancellation);

    public Task Handle(IEvent<DishChanged> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, Today, Today.AddDays(OpenSittingDecider.DaysAhead), cancellation);

    public Task Handle(IEvent<SubstituteRuled> e, CancellationToken cancellation) =>
        CookedAsync(e, e.Data.Kitchen, Today, Today.AddDays(OpenSittingDecider.DaysAhead), cancellation);

    public async Task Handle(IEvent<DinerProfileChanged> e, CancellationToken cancellation) =>
        await CheckAsync(await plans.OfAsync(e.TenantId, e.Data.Elder, Today, cancellation), cancellation);

    private DateOnly Today => CityTime.Today(clock.GetUtcNow());

    private async Task CookedAsync(IEvent e, KitchenId kitchen, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        await CheckAsync(await plans.CookedByAsync(e.TenantId, kitchen, from < Today ? Today : from, to, cancellation), cancellation);

    private Task CheckAsync(IReadOnlyList<CitySitting> sittings, CancellationToken cancellation) => Parallel.ForEachAsync(
        sittings, new ParallelOptions { MaxDegreeOfParallelism = KitchenKeeper.AtOnce, CancellationToken = cancellation },
        async (sitting, stop) => await cooking.CheckAsync(Name, sitting, stop));
}
