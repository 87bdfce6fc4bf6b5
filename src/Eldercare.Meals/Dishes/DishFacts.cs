using Eldercare.People.Diets;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>A dish (菜品) of one kitchen.</summary>
public readonly record struct DishId(Guid Value) : IId<DishId>
{
    public static DishId From(Guid value) => new(value);

    /// <summary>The dish with this number in the city's own registry.</summary>
    public static DishId FromRegistry(string registryNumber) => new(NameBasedId.Of($"dish:{registryNumber}"));

    public override string ToString() => Value.ToString();
}

/// <summary>What is said of a dish.</summary>
/// <param name="NameZh">As on the menu.</param>
/// <param name="NameEn">Null for none.</param>
/// <param name="Allergens">Of the groups of GB 7718.</param>
/// <param name="OtherAllergens">Codes of others, such as <c>sesame</c>.</param>
/// <param name="Food">IDDSI levels the kitchen can serve it at; empty for a drink.</param>
/// <param name="Drink">IDDSI levels of a drink or soup; empty for food.</param>
/// <param name="Suits">Diets it suits.</param>
/// <param name="Price">Of a portion.</param>
/// <param name="AllergensUnknown">Nobody knows all it holds: whoever avoids anything cannot have it.</param>
public sealed record DishSpec(
    string NameZh, string? NameEn, ImmutableArray<Allergen> Allergens, ImmutableArray<string> OtherAllergens, ImmutableArray<FoodTexture> Food,
    ImmutableArray<DrinkThickness> Drink, ImmutableArray<Diet> Suits, Fen Price, bool AllergensUnknown = false)
{
    /// <summary>The same, with each list in order and each entry once.</summary>
    public DishSpec Canonical() => this with
    {
        Allergens = Codes.Canonical(Allergens),
        OtherAllergens = Codes.Canonical(OtherAllergens),
        Food = Codes.Canonical(Food),
        Drink = Codes.Canonical(Drink),
        Suits = Codes.Canonical(Suits),
    };

    /// <summary>The same, but for <paramref name="kept"/>, which is as in <paramref name="before"/>.</summary>
    public DishSpec Keeping(DishParts kept, DishSpec before) => this with
    {
        NameEn = kept.HasFlag(DishParts.NameEn) ? before.NameEn : NameEn,
        Allergens = kept.HasFlag(DishParts.Allergens) ? before.Allergens : Allergens,
        OtherAllergens = kept.HasFlag(DishParts.OtherAllergens) ? before.OtherAllergens : OtherAllergens,
        Food = kept.HasFlag(DishParts.Food) ? before.Food : Food,
        Drink = kept.HasFlag(DishParts.Drink) ? before.Drink : Drink,
        Suits = kept.HasFlag(DishParts.Suits) ? before.Suits : Suits,
        AllergensUnknown = kept.HasFlag(DishParts.AllergensUnknown) ? before.AllergensUnknown : AllergensUnknown,
    };

    /// <summary>Lists are compared by what they hold.</summary>
    public bool SaysTheSameAs(DishSpec other) =>
        NameZh == other.NameZh && NameEn == other.NameEn && Price == other.Price && AllergensUnknown == other.AllergensUnknown && Allergens.SequenceEqual(other.Allergens)
        && OtherAllergens.SequenceEqual(other.OtherAllergens, StringComparer.Ordinal) && Food.SequenceEqual(other.Food)
        && Drink.SequenceEqual(other.Drink) && Suits.SequenceEqual(other.Suits);
}

/// <summary>Parts of a <see cref="DishSpec"/> that a source may know nothing of.</summary>
[Flags]
public enum DishParts
{
    None = 0,
    NameEn = 1,
    Allergens = 2,
    OtherAllergens = 4,
    Food = 8,
    Drink = 16,
    Suits = 32,
    AllergensUnknown = 64,
}

public abstract record DishFact;

[EventVersion(2)]
public sealed record DishRegistered(DishId Dish, KitchenId Kitchen, DishSpec Spec) : DishFact;

/// <summary>All that is said of it now, changed or not.</summary>
[EventVersion(2)]
public sealed record DishChanged(DishId Dish, KitchenId Kitchen, DishSpec Spec) : DishFact;

/// <summary>On no new menu any more; what is planned already is cooked.</summary>
public sealed record DishRetired(DishId Dish) : DishFact;
