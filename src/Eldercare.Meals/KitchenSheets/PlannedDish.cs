using Eldercare.People;
using Eldercare.People.Diets;

namespace Eldercare.Meals;

/// <summary>Who decided what a diner gets instead, in the order they are asked.</summary>
public enum SubstitutedBy
{
    /// <summary>Chosen for this sitting, by the elder or a person for her.</summary>
    Chosen,

    PointRule,

    KitchenRule,
}

/// <summary>One dish on one diner's tray.</summary>
/// <param name="Dish">What is cooked.</param>
/// <param name="InsteadOf">The set's dish it stands for, when it is a substitute.</param>
/// <param name="By">Who decided that.</param>
/// <param name="Food">At which level, when it is food.</param>
/// <param name="Drink">At which level, when it is a drink.</param>
/// <param name="Open">It clashes with the diner's profile and nobody has said what she gets instead.</param>
public sealed record PlannedDish(
    DishId Dish, DishId? InsteadOf, SubstitutedBy? By, FoodTexture? Food, DrinkThickness? Drink, bool Open);

/// <summary>A dish a diner of the sitting cannot have, and what became of it.</summary>
/// <param name="Elder">The diner.</param>
/// <param name="Dish">The dish of her set.</param>
/// <param name="Why">Every reason.</param>
/// <param name="By">Who decided what she gets instead; null while it is open.</param>
/// <param name="Substitute">What she gets; null while open, and when the dish is left out.</param>
public sealed record FoundClash(ElderId Elder, DishId Dish, ImmutableArray<Clash> Why, SubstitutedBy? By, DishId? Substitute)
{
    /// <summary>Lists are compared by what they hold.</summary>
    public bool SaysTheSameAs(FoundClash other) => Why.SequenceEqual(other.Why) && this == other with { Why = Why };
}

/// <summary>What one diner gets, and what of it clashed.</summary>
/// <param name="Set">The set's code; null when the menu has none for the meal.</param>
public sealed record Tray(string? Set, ImmutableArray<PlannedDish> Dishes, ImmutableArray<FoundClash> Clashes);

/// <summary>What is cooked at a sitting, all of it that a tray depends on.</summary>
/// <param name="Point">Where it is eaten.</param>
/// <param name="Kitchen">Who cooks; null when the point has no kitchen.</param>
/// <param name="Sets">What there is; empty when no menu says.</param>
/// <param name="Sheet">What was chosen and settled for the sitting.</param>
public sealed record SittingMenu(MealPointId Point, Kitchen? Kitchen, ImmutableArray<MenuSet> Sets, KitchenSheet Sheet)
{
    /// <summary>Every dish a tray may hold: of the sets, of the rules for these, those chosen, and those on the sheet already.</summary>
    public ImmutableHashSet<DishId> Dishes
    {
        get
        {
            var planned = Sets.SelectMany(s => s.Dishes).Concat(Sheet.WalkInDishes).ToImmutableHashSet();
            var ruled = Kitchen is null ? [] : planned.SelectMany(d => Kitchen.SubstitutesFor(Point, d)).Select(s => s.Dish);
            var standing = Sheet.Trays.Values.SelectMany(l => l.Dishes).SelectMany(d => new[] { d.Dish, d.InsteadOf ?? d.Dish });
            return planned.Union(ruled).Union(Sheet.Settled.Values.OfType<DishId>()).Union(standing);
        }
    }

    /// <summary>The kitchen that made the sheet still cooks; without a sheet, or one that no kitchen made, whichever does.</summary>
    public bool IsOfTheSheet => Sheet.Frozen?.Kitchen is not { } made || made == Kitchen?.Id;

    /// <summary>The set a diner gets: the one she chose while the menu has it, else the first.</summary>
    public MenuSet? SetOf(ElderId elder) =>
        Sheet.Choices.TryGetValue(elder, out var code) && Sets.FirstOrDefault(s => s.Code == code) is { } chosen
            ? chosen
            : Sets.FirstOrDefault();

    /// <summary>What a diner gets: her set, with a substitute for each dish she cannot have as far as the chain gives one that suits her.</summary>
    /// <param name="diner">Her profile.</param>
    /// <param name="card">The row of each of <see cref="Dishes"/>.</param>
    public Tray TrayOf(DinerProfile diner, Func<DishId, DishCard?> card) =>
        SetOf(diner.Elder) is { } set ? TrayOf(set.Code, set.Dishes, diner, card) : new Tray(Set: null, [], []);

    /// <summary>Likewise of these dishes.</summary>
    public Tray TrayOf(string? set, ImmutableArray<DishId> setDishes, DinerProfile diner, Func<DishId, DishCard?> card)
    {
        var (dishes, clashes) = (ImmutableArray.CreateBuilder<PlannedDish>(), ImmutableArray.CreateBuilder<FoundClash>());
        foreach (var dish in setDishes)
        {
            var why = card(dish) is { } planned ? DietCheck.Clashes(planned.Spec, diner) : [];
            if (why.IsEmpty)
            {
                dishes.Add(Served(dish, insteadOf: null, by: null, diner, card));
                continue;
            }

            var (substitute, by) = Substitute(dish, diner, card);
            if (by is null) dishes.Add(Served(dish, insteadOf: null, by: null, diner, card) with { Open = true });
            else if (substitute is { } found) dishes.Add(Served(found, dish, by, diner, card));
            clashes.Add(new FoundClash(diner.Elder, dish, why, by, substitute));
        }

        return new Tray(set, dishes.ToImmutable(), clashes.ToImmutable());
    }

    private (DishId? Substitute, SubstitutedBy? By) Substitute(DishId dish, DinerProfile diner, Func<DishId, DishCard?> card)
    {
        // A profile may have changed since: then the choice counts no more than a rule that does not suit.
        if (Sheet.Settled.TryGetValue((diner.Elder, dish), out var chosen) && (chosen is not { } picked || Suits(picked)))
            return (chosen, SubstitutedBy.Chosen);
        foreach (var (ruled, by) in Kitchen?.SubstitutesFor(Point, dish) ?? [])
            if (Suits(ruled)) return (ruled, by);
        return (null, null);

        bool Suits(DishId other) => card(other) is { Retired: false } row && DietCheck.Clashes(row.Spec, diner).IsEmpty;
    }

    private static PlannedDish Served(DishId dish, DishId? insteadOf, SubstitutedBy? by, DinerProfile diner, Func<DishId, DishCard?> card) =>
        card(dish) is { } row
            ? new(dish, insteadOf, by, DietCheck.FoodFor(row.Spec, diner), DietCheck.DrinkFor(row.Spec, diner), Open: false)
            : new(dish, insteadOf, by, Food: null, Drink: null, Open: false);
}
