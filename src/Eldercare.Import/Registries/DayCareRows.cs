using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Meals;

namespace Eldercare.Import.Registries;

/// <summary><c>day_care_centres</c>: the register of street day-care centres, with the meal point each hosts, if any.</summary>
internal static class DayCareRows
{
    private const int Number = 0, Name = 1, District = 2, Address = 3, Hosted = 4;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.DayCareCentres);
        if (file is not null) await context.RunAsync(file, Read(file, context.Now));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, DateTimeOffset now)
    {
        var seen = new HashSet<DayCareCentreId>();
        while (file.Next())
        {
            var centre = DayCareCentreId.FromRegistry(file.Number(Number));
            MealPointId? hosted = file.IsEmpty(Hosted) ? null : MealPointId.FromRegistry(file.Number(Hosted));
            var record = new RecordDayCareCentre(centre, file.Text(Name), file.Text(District), file.Text(Address), hosted, !file.Has(Hosted));
            if (!file.Failed && !seen.Add(centre)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (file.Failed) continue;

            Step[] step = [new([file.At], "registry_number", record, now)];
            yield return new CommandEntry(DayCareCentre.Stream.At(centre.Value), step, step, now);
        }
    }
}
