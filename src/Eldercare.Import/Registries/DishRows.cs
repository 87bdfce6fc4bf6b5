using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Meals;
using Eldercare.People.Diets;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>dishes</c>: what the kitchens cook; lists with semicolons. Of a dish known already everything is taken over that the file has a
/// column for; of a new one nobody knows what it holds when there is no column for that.
/// </summary>
internal static class DishRows
{
    private const int Number = 0, KitchenOf = 1, NameZh = 2, NameEn = 3, Allergens = 4, Others = 5, Food = 6, Drink = 7, Diets = 8, Price = 9, Unknown = 10;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Dishes);
        if (file is not null) await context.RunAsync(file, Read(file, context.Now));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, DateTimeOffset now)
    {
        var (seen, kept) = (new HashSet<DishId>(), NotIn(file));
        while (file.Next())
        {
            var dish = DishId.FromRegistry(file.Number(Number));
            var kitchen = KitchenId.FromRegistry(file.Number(KitchenOf));
            var spec = new DishSpec(
                file.Text(NameZh), file.Optional(NameEn), file.Choices<Allergen>(Allergens), file.List(Others),
                file.Choices<FoodTexture>(Food), file.Choices<DrinkThickness>(Drink), file.Choices<Diet>(Diets), file.Yuan(Price),
                file.Has(Unknown) ? !file.IsEmpty(Unknown) && file.YesOrNo(Unknown) : !file.Has(Allergens)).Canonical();
            if (!file.Failed && !seen.Add(dish)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (file.Failed) continue;

            var change = new ChangeDish(dish, spec, kept);
            yield return new CommandEntry(
                Dish.Stream.At(dish.Value),
                [new([file.At], "registry_number", new RegisterDish(dish, kitchen, spec), now)],
                [
                    new([file.At], "kitchen", new RegisterDish(dish, kitchen, spec), now) { Done = known => ((Dish)known).Kitchen == kitchen },
                    new([file.At], "registry_number", change, now)
                    {
                        // One of another kitchen is reported by the step before, and left as it is.
                        Done = known => ((Dish)known).Kitchen != kitchen || ((Dish)known).Spec.SaysTheSameAs(change.SpecAfter(((Dish)known).Spec)),
                    },
                ],
                now);
        }
    }

    private static DishParts NotIn(RegistryReader file)
    {
        (int Column, DishParts Part)[] parts =
        [
            (NameEn, DishParts.NameEn), (Allergens, DishParts.Allergens), (Others, DishParts.OtherAllergens), (Food, DishParts.Food),
            (Drink, DishParts.Drink), (Diets, DishParts.Suits), (Unknown, DishParts.AllergensUnknown),
        ];
        return parts.Where(p => !file.Has(p.Column)).Aggregate(DishParts.None, (all, p) => all | p.Part);
    }
}

/// <summary>
/// <c>substitutes</c>: what those get who cannot have a dish, at one meal point or wherever the kitchen cooks; an empty substitute ends the
/// rule.
/// </summary>
internal static class SubstituteRows
{
    private const int KitchenOf = 0, Point = 1, DishOf = 2, Instead = 3;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Substitutes);
        if (file is not null) await context.RunAsync(file, Read(file, context));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, ImportContext context)
    {
        var (rules, seen) = (new Dictionary<KitchenId, List<Step>>(), new HashSet<(MealPointId?, DishId)>());
        foreach (var row in file.Rows(context.Report))
        {
            MealPointId? point = file.IsEmpty(Point) ? null : MealPointId.FromRegistry(file.Number(Point));
            DishId? instead = file.IsEmpty(Instead) ? null : DishId.FromRegistry(file.Number(Instead));
            var rule = new RuleSubstitute(KitchenId.FromRegistry(file.Number(KitchenOf)), point, DishId.FromRegistry(file.Number(DishOf)), instead);
            if (!file.Failed && !seen.Add((point, rule.Dish))) file.Fail(DishOf, "ROW_TWICE", "A row above is about the same dish there.");
            if (file.Failed) continue;
            if (!rules.TryGetValue(rule.Kitchen, out var steps)) rules[rule.Kitchen] = steps = [];
            steps.Add(new([row], instead is null ? "dish" : "substitute", rule, context.Now) { Done = known => Stands((Kitchen)known, rule) });
        }

        foreach (var (kitchen, steps) in rules)
            yield return new CommandEntry(Kitchen.Stream.At(kitchen.Value), steps, steps, context.Now) { EachAlone = true };
    }

    private static bool Stands(Kitchen kitchen, RuleSubstitute rule) => rule.Substitute == (rule.Point is { } point
        ? kitchen.PointRules.TryGetValue((point, rule.Dish), out var there) ? there : null
        : kitchen.Rules.TryGetValue(rule.Dish, out var everywhere) ? everywhere : (DishId?)null);
}
