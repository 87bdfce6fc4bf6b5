using Eldercare.Store.Tables;

namespace Eldercare.People.Diets;

/// <summary>
/// What an elder can and may eat, as it stands now. Health data: erased with the elder's record; events keep what an id could eat, and no
/// longer whose that was. An elder without one eats everything.
/// </summary>
/// <param name="Elder">Whose.</param>
/// <param name="Food">Food at this level or an easier one.</param>
/// <param name="Drink">Drinks at this level or a thicker one.</param>
/// <param name="Allergens">Never any of these.</param>
/// <param name="OtherAllergens">Codes of others, such as <c>sesame</c>.</param>
/// <param name="Diets">What she keeps to.</param>
[Table("diner_profiles")]
public sealed record DinerProfile(
    [Key] ElderId Elder, FoodTexture Food, DrinkThickness Drink, ImmutableArray<Allergen> Allergens, ImmutableArray<string> OtherAllergens,
    ImmutableArray<Diet> Diets)
{
    /// <summary>The profile of who has none.</summary>
    public static DinerProfile Unrestricted(ElderId elder) => new(elder, FoodTexture.Regular, DrinkThickness.Thin, [], [], []);

    /// <summary>Lists are compared by what they hold.</summary>
    public bool SaysTheSameAs(DinerProfile other) =>
        Elder == other.Elder && Food == other.Food && Drink == other.Drink && Allergens.SequenceEqual(other.Allergens)
        && OtherAllergens.SequenceEqual(other.OtherAllergens, StringComparer.Ordinal) && Diets.SequenceEqual(other.Diets);

    /// <summary>Without health data, for logs.</summary>
    public override string ToString() => $"{nameof(DinerProfile)} {Elder}";
}
