using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Meals;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary><c>bookings</c>: portions booked for today and the days after, in any order. Their sittings are opened.</summary>
internal static class BookingRows
{
    private const int Point = 0, Date = 1, MealOf = 2, ElderOf = 3, ChannelOf = 4, BookedAt = 5;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Bookings);
        if (file is not null) await context.RunAsync(file, Read(file, context));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, ImportContext context)
    {
        var sittings = new Dictionary<(MealPointId Point, DateOnly Date, Meal Meal), List<Step>>();
        foreach (var row in file.Rows(context.Report))
        {
            var book = new BookMeal(
                MealPointId.FromRegistry(file.Number(Point)), file.Date(Date), file.Choice<Meal>(MealOf),
                ElderIds.FromRegistry(file.Number(ElderOf)), file.Choice<Channel>(ChannelOf),
                // Made in time at its own system: a sitting that is open here already takes it after the cut-off too, as a late change.
                Late: true);
            var bookedAt = file.Moment(BookedAt);
            if (!file.Failed && bookedAt > context.Now) file.Fail(BookedAt, "DATE_IN_FUTURE", "It lies in the future.");
            if (file.Failed) continue;
            var sitting = (book.Point, book.Date, book.Meal);
            if (!sittings.TryGetValue(sitting, out var steps)) sittings[sitting] = steps = [];
            // Whoever the sitting knows was booked by this row once, and what became of it since stands.
            steps.Add(new([row], "elder", book, bookedAt) { Done = known => ((Sitting)known).StateOf(book.Elder) is not null });
        }

        foreach (var ((point, date, meal), steps) in sittings)
        {
            steps.Sort((a, b) => (a.Now, a.Row.Row).CompareTo((b.Now, b.Row.Row)));
            var open = new Step(steps[0].Rows, "meal", new OpenSitting(point, date, meal), steps[0].Now) { Prepares = true };
            List<Step> all = [open, .. steps];
            yield return new CommandEntry(Sitting.At(point, date, meal), all, all, steps[^1].Now);
        }
    }
}
