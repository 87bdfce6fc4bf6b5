using Eldercare.Beds.Beds;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People.Elders;
using MiniExcelLibs;

namespace Eldercare.Import.Tests;

public static class ChangedRowTests
{
    [Fact]
    public static async Task Takes_a_changed_care_level_over_and_back_again()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        var row = File.ReadLines(folder.File("elders.csv")).First(l => l.Contains(",mild,", StringComparison.Ordinal));
        var changed = row.Replace(",mild,", ",severe,", StringComparison.Ordinal);

        folder.Replace("elders.csv", row, changed);
        var there = await folder.ImportAsync(store, ImportSteps.Elders);
        folder.Replace("elders.csv", changed, row);
        var back = await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Equal([Changed("elders.csv", 2000)], there.Files);
        Assert.Equal([Changed("elders.csv", 2000)], back.Files);
        Assert.Equal(2, store.Facts.OfType<CareLevelChanged>().CountBy(f => f.Elder).Max(e => e.Value) - 1);
    }

    [Fact]
    public static async Task Takes_a_new_name_and_a_new_week_of_a_meal_point_over()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        folder.Replace("meal_points.csv", "MP-001,", "MP-001,新");
        folder.Replace("weekly_sittings.csv", "MP-002,monday,lunch,", "MP-002,monday,lunch,1");
        var report = await folder.ImportAsync(store, ImportSteps.MealPoints);

        Assert.Empty(folder.Errors());
        Assert.Equal(2, report.Events);
        Assert.Single(store.Facts.OfType<MealPointChanged>());
        Assert.Single(store.Facts.OfType<WeekChanged>());
    }

    [Fact]
    public static async Task Adds_new_bookings_rooms_and_residents_to_what_is_there()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon.AddHours(-5));
        var (bookings, residents) = (File.ReadAllLines(folder.File("bookings.csv")), File.ReadAllLines(folder.File("residents.csv")));
        folder.With("bookings.csv", bookings[..^1]).With("residents.csv", residents[..^1]);
        await folder.ImportAsync(store);

        folder.With("bookings.csv", bookings).With("residents.csv", residents);
        await File.AppendAllTextAsync(folder.File("rooms.csv"), "CH-001,999,mixed\n", TestContext.Current.CancellationToken);
        var report = await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        Assert.Equal(3, report.Events);
        Assert.Equal(bookings.Length - 1, store.Streams.Values.Select(s => s.State).OfType<Sitting>().Where(s => !s.Closed).Sum(s => s.Booked));
        Assert.Equal(residents.Length - 1, store.Facts.OfType<ResidentAdmitted>().Count());
    }

    [Fact]
    public static async Task Refuses_a_second_bed_and_a_second_application()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        var resident = File.ReadLines(folder.File("residents.csv")).Skip(1).First().Split(',');
        folder.With("residents.csv", "home,room,bed,elder,admitted_on", $"CH-404,101,1,{resident[3]},2026-01-01");
        folder.With("applications.csv", "registry_number,elder,homes,districts,kind,lane,applied_at",
            $"AP-1,{resident[3]},CH-001,,nursing,everyone,2026-01-01 10:00", "AP-2,E-0001999,CH-404,,nursing,everyone,2026-01-01 10:00",
            "AP-3,E-9999999,,,nursing,everyone,2026-01-01 10:00");
        var report = await folder.ImportAsync(store, ImportSteps.Beds | ImportSteps.Applications);

        Assert.Equal(
            ["residents.csv,2,bed,BED_UNKNOWN", "applications.csv,3,homes,HOME_UNKNOWN", "applications.csv,2,registry_number,ELDER_HAS_BED", "applications.csv,4,elder,ELDER_UNKNOWN"],
            folder.Errors().OrderBy(e => e[0] == 'a').ThenBy(e => e.Contains("HOME", StringComparison.Ordinal) ? 0 : e[17]));
        Assert.Equal(0, report.Events);
    }

    [Fact]
    public static async Task Reads_workbooks_as_it_reads_text()
    {
        using var text = await Folder.WithSmallCityAsync();
        using var workbooks = new Folder();
        foreach (var file in Directory.GetFiles(text.Path, "*.csv"))
        {
            var lines = File.ReadAllLines(file).Select(l => l.Split(',')).ToList();
            var rows = lines.Skip(1).Select(l => l.Select((cell, i) => (lines[0][i], (object)Cell(lines[0][i], cell))).ToDictionary(c => c.Item1, c => c.Item2));
            MiniExcel.SaveAs(workbooks.File(Path.GetFileNameWithoutExtension(file) + ".xlsx"), rows);
        }

        var (fromText, fromWorkbooks) = (new MemoryStore(Folder.Noon), new MemoryStore(Folder.Noon));
        await text.ImportAsync(fromText);
        await workbooks.ImportAsync(fromWorkbooks);

        Assert.Empty(workbooks.Errors());
        Assert.Equal(fromText.Streams.Keys.Order(), fromWorkbooks.Streams.Keys.Order());
        foreach (var (id, stream) in fromText.Streams)
            Assert.Equal(string.Join('\n', stream.Facts), string.Join('\n', fromWorkbooks.Streams[id].Facts));
        Assert.Equal(fromText.Elders, fromWorkbooks.Elders);
    }

    /// <summary>As Excel has them: numbers and dates are no text.</summary>
    private static object Cell(string column, string text) => column switch
    {
        "capacity" or "latitude" or "longitude" => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        "assessed_on" or "date" or "booked_at" when text.Length > 0 => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture),
        _ => text,
    };

    private static FileReport Changed(string file, int rows) => new(file, rows, 0, 1, rows - 1, 0, 1, Faulty: false);
}
