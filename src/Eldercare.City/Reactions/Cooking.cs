using Eldercare.Meals;
using Eldercare.Store.Deciding;

namespace Eldercare.City.Reactions;

/// <summary>Looks up what a sitting's cooking depends on, and has it decided; again when it changed in between.</summary>
public sealed class Cooking(IKitchenPlans plans, IStateReader states, Reaction reaction)
{
    private const int Attempts = 8;

    /// <summary>What a person did meanwhile needs no second doing; a sitting that is gone needs none at all.</summary>
    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(KitchenSheetOutOfDate), typeof(SittingAlreadyClosed), typeof(SittingUnknown)];

    private static readonly ImmutableHashSet<Type> s_lastTry = s_settled.Remove(typeof(KitchenSheetOutOfDate));

    /// <summary>Holds the menu against the diners' profiles.</summary>
    /// <param name="name">The reaction's name.</param>
    /// <param name="sitting">Which.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public Task CheckAsync(string name, CitySitting sitting, CancellationToken cancellation) =>
        CheckAsync(name, sitting, ReplanCause.LookedAgain, by: null, cancellation);

    /// <param name="name">The reaction's name.</param>
    /// <param name="sitting">Which.</param>
    /// <param name="cause">What had it looked at.</param>
    /// <param name="by">Whose doing that was, if known.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <inheritdoc cref="CheckAsync(string, CitySitting, CancellationToken)"/>
    public Task CheckAsync(string name, CitySitting sitting, ReplanCause cause, string? by, CancellationToken cancellation) => SendAsync(
        name, sitting, (k, g, d) => new CheckDishes(sitting.Point, sitting.Date, sitting.Meal, k, g, d, cause, by), cancellation);

    /// <param name="name">The reaction's name.</param>
    /// <param name="city">The tenant.</param>
    /// <param name="id">The sitting's.</param>
    /// <param name="cause">What had it looked at.</param>
    /// <param name="by">Whose doing that was, if known.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <inheritdoc cref="CheckAsync(string, CitySitting, CancellationToken)"/>
    public async Task CheckAsync(string name, string city, SittingId id, ReplanCause cause, string? by, CancellationToken cancellation)
    {
        if (await states.ReadAsync<Sitting>(city, Sitting.Stream.At(id.Value), cancellation) is not { } sitting) return;
        await CheckAsync(name, new CitySitting(city, sitting.Point, sitting.Date, sitting.Meal), cause, by, cancellation);
    }

    /// <summary>Makes the sheet of a sitting past its cut-off.</summary>
    /// <inheritdoc cref="CheckAsync(string, CitySitting, CancellationToken)"/>
    public Task FreezeAsync(string name, CitySitting sitting, CancellationToken cancellation) => SendAsync(
        name, sitting, (k, g, d) => new FreezeKitchenSheet(sitting.Point, sitting.Date, sitting.Meal, k, g, d), cancellation);

    private async Task SendAsync(
        string name, CitySitting at, Func<KitchenId?, ImmutableArray<People.ElderId>, ImmutableArray<DishId>, ICommand> command,
        CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await states.ReadAsync<Sitting>(at.City, Sitting.Stream.At(at.Id.Value), cancellation) is not { } sitting) return;
            var kitchen = await plans.KitchenOfAsync(at.City, at.Point, cancellation);
            var menu = await MenuAsync(at, kitchen, cancellation);
            // A key of its own each time: the command says what was looked up, which is something else when a message comes again. Done
            // twice it changes nothing.
            var refusal = await reaction.SendAsync(
                name, at.City, $"{at.Id.Value}:{Guid.CreateVersion7()}",
                command(kitchen, [.. Gathered.GuestsOf(sitting).Select(g => g.Elder)], [.. menu.Dishes.OrderBy(d => d.Value)]),
                attempt < Attempts ? s_settled : s_lastTry, cancellation);
            if (refusal is not KitchenSheetOutOfDate) return;
        }
    }

    private async Task<SittingMenu> MenuAsync(CitySitting at, KitchenId? kitchen, CancellationToken cancellation)
    {
        var sheet = await states.ReadAsync<KitchenSheet>(at.City, KitchenSheet.At(at.Id), cancellation) ?? new KitchenSheet(at.Id);
        if (kitchen is not { } id) return new SittingMenu(at.Point, Kitchen: null, [], sheet);
        var menu = await states.ReadAsync<Menu>(at.City, Menu.Stream.At(MenuId.Of(id, at.Date).Value), cancellation);
        return new SittingMenu(
            at.Point, await states.ReadAsync<Kitchen>(at.City, Kitchen.Stream.At(id.Value), cancellation),
            menu?.SetsAt(at.Date, at.Meal) ?? [], sheet);
    }
}
