using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>diner_profiles</c>: what elders can and may eat, lists with semicolons. A row is the whole profile: an empty cell, or a column that
/// is not there, sets no limit.
/// </summary>
internal static class DinerProfileRows
{
    private const int ElderOf = 0, Food = 1, Drink = 2, Allergens = 3, Others = 4, Diets = 5;

    public static void Read(RegistryReader file, ImportContext context, ElderDetails details)
    {
        var seen = new HashSet<ElderId>();
        foreach (var row in file.Rows(context.Report))
        {
            var change = new ChangeDinerProfile(
                ElderIds.FromRegistry(file.Number(ElderOf)), file.IsEmpty(Food) ? FoodTexture.Regular : file.Choice<FoodTexture>(Food),
                file.IsEmpty(Drink) ? DrinkThickness.Thin : file.Choice<DrinkThickness>(Drink), file.Choices<Allergen>(Allergens),
                file.List(Others), file.Choices<Diet>(Diets));
            if (!file.Failed && !seen.Add(change.Elder)) file.Fail(ElderOf, "ROW_TWICE", "A row above is about the same elder.");
            if (file.Failed) continue;

            var step = new Step([row], "elder", change, context.Now);
            details.Add(change.Elder, step, step with
            {
                Against = Comparison.With<DinerProfile>(
                    change.Elder.Value,
                    known => change.Profile.SaysTheSameAs(known ?? DinerProfile.Unrestricted(change.Elder)) ? Verdict.Same : Verdict.Changed),
            });
        }
    }
}
