using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Meals;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>kitchens</c>: who cooks, and for which meal points (a list with semicolons). Points that are new in the list are supplied from now on;
/// one that is no longer in it is so still, until somebody ends it.
/// </summary>
internal static class KitchenRows
{
    private const int Number = 0, Name = 1, District = 2, Points = 3;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Kitchens);
        if (file is not null) await context.RunAsync(file, Read(file, context.Now));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, DateTimeOffset now)
    {
        var seen = new HashSet<KitchenId>();
        while (file.Next())
        {
            var kitchen = KitchenId.FromRegistry(file.Number(Number));
            var open = new OpenKitchen(kitchen, file.Text(Name), file.Text(District));
            var points = file.List(Points).Select(MealPointId.FromRegistry).Distinct().ToArray();
            if (!file.Failed && !seen.Add(kitchen)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (file.Failed) continue;

            Step[] supply =
            [
                .. points.Select(p => new Step([file.At], "meal_points", new SupplyPoint(kitchen, p), now)
                {
                    Done = known => ((Kitchen)known).Points.Contains(p),
                }),
            ];
            // Opened again it is refused, which says that it stands otherwise.
            var create = new Step([file.At], "registry_number", open, now)
            {
                Done = known => known is Kitchen stands && (stands.Name, stands.District) == (open.Name, open.District),
            };
            yield return new CommandEntry(Kitchen.Stream.At(kitchen.Value), [create, .. supply], [create, .. supply], now);
        }
    }
}
