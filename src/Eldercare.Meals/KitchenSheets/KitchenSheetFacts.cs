using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>The kitchen sheet of a sitting (备餐单); its id follows from the sitting's.</summary>
public readonly record struct KitchenSheetId(Guid Value) : IId<KitchenSheetId>
{
    public static KitchenSheetId From(Guid value) => new(value);

    public static KitchenSheetId Of(SittingId sitting) => new(NameBasedId.Of($"kitchen_sheet:{sitting.Value}"));

    public override string ToString() => Value.ToString();
}

public abstract record KitchenSheetFact;

/// <summary>The elder wishes for a set other than the first, or the first again.</summary>
public sealed record SetChosen(SittingId Sitting, ElderId Elder, string Set) : KitchenSheetFact;

/// <summary>Somebody said what the elder gets instead of a dish.</summary>
/// <param name="Sitting">At which sitting.</param>
/// <param name="Elder">Who.</param>
/// <param name="Dish">Instead of which.</param>
/// <param name="Substitute">Null when it is left out.</param>
public sealed record ClashSettled(SittingId Sitting, ElderId Elder, DishId Dish, DishId? Substitute) : KitchenSheetFact;

/// <summary>The sitting's menu was held against its diners' profiles; all that was found, also what was found before.</summary>
/// <param name="Sitting">Which sitting.</param>
/// <param name="Diners">Guests with a profile.</param>
/// <param name="Clashes">Dishes that one of them cannot have.</param>
[EventVersion(2)]
public sealed record DishesChecked(SittingId Sitting, ImmutableArray<ElderId> Diners, ImmutableArray<FoundClash> Clashes) : KitchenSheetFact;

/// <summary>Portions that are the same in everything the kitchen does.</summary>
/// <param name="Set">The set's code; null without a menu.</param>
/// <param name="Channel">How they reach the elders.</param>
/// <param name="Food">The diners' food level.</param>
/// <param name="Drink">The diners' drink level.</param>
/// <param name="Diets">What the diners keep to.</param>
/// <param name="Allergens">What must not come near.</param>
/// <param name="OtherAllergens">Nor these.</param>
/// <param name="Dishes">What is on the tray.</param>
/// <param name="Elders">Whose portions: one each.</param>
public sealed record SheetLine(
    string? Set, Channel Channel, FoodTexture Food, DrinkThickness Drink, ImmutableArray<Diet> Diets, ImmutableArray<Allergen> Allergens,
    ImmutableArray<string> OtherAllergens, ImmutableArray<PlannedDish> Dishes, ImmutableArray<ElderId> Elders);

/// <summary>What a set costs.</summary>
/// <param name="Set">Its code.</param>
/// <param name="Price">Of all of it.</param>
public sealed record SetPrice(string Set, Fen Price)
{
    /// <summary>Of each set of a menu, in its order.</summary>
    public static ImmutableArray<SetPrice> Of(ImmutableArray<MenuSet> sets) => [.. sets.Select(s => new SetPrice(s.Code, s.Price))];
}

/// <summary>What is cooked. Changes of the sitting from here on stand beside it.</summary>
/// <param name="Sitting">For which sitting.</param>
/// <param name="Kitchen">Who cooks; null when the point has no kitchen.</param>
/// <param name="FrozenAt">When.</param>
/// <param name="WalkInPortions">Cooked beside the lines, for those who come without a booking: of the first set.</param>
/// <param name="WalkInDishes">The first set's dishes: what walk-ins and late bookings get.</param>
/// <param name="Lines">One portion an elder booked then.</param>
/// <param name="Prices">Of the menu's sets, the first set's first; null when that was not kept.</param>
[EventVersion(2)]
public sealed record KitchenSheetFrozen(
    SittingId Sitting, KitchenId? Kitchen, DateTimeOffset FrozenAt, int WalkInPortions, ImmutableArray<DishId> WalkInDishes,
    ImmutableArray<SheetLine> Lines, ImmutableArray<SetPrice>? Prices = null) : KitchenSheetFact;

/// <summary>Why guests get something other than the sheet says.</summary>
public enum ReplanCause
{
    /// <summary>They came after it was made: booked late, or without a booking.</summary>
    CameLate,

    /// <summary>Somebody said what they get instead of a dish; <see cref="Meals.ClashSettled"/> says the same of it.</summary>
    ClashSettled,

    MenuChanged,

    DishChanged,

    ProfileChanged,

    RuleChanged,

    /// <summary>Another kitchen cooks, or a first one.</summary>
    KitchenChanged,

    /// <summary>Found when somebody looked again.</summary>
    LookedAgain,

    /// <summary>They had eaten when the first set changed: kept is what there was before.</summary>
    EatenBefore,
}

/// <summary>After the sheet was made these guests get something else than was said before, or the sets have other prices.</summary>
/// <param name="Sitting">At which sitting.</param>
/// <param name="Cause">Why.</param>
/// <param name="By">Whose change it follows from, if that is known: a sign-in.</param>
/// <param name="WalkInDishes">The first set's dishes by then: what those get who are on no line.</param>
/// <param name="Lines">What they get now; one portion an elder.</param>
/// <param name="Prices">Of the menu's sets by then, the first set's first; null when they are as they were.</param>
[EventVersion(2)]
public sealed record TraysReplanned(
    SittingId Sitting, ReplanCause Cause, string? By, ImmutableArray<DishId> WalkInDishes, ImmutableArray<SheetLine> Lines,
    ImmutableArray<SetPrice>? Prices = null) : KitchenSheetFact;
