using Eldercare.Beds.Beds;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store;

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

        Assert.Equal([Changed("elders.csv", 2000)], ElderFile(there));
        Assert.Equal([Changed("elders.csv", 2000)], ElderFile(back));
        Assert.Equal(2, store.Facts.OfType<CareLevelChanged>().CountBy(f => f.Elder).Max(e => e.Value) - 1);
    }

    [Fact]
    public static async Task Takes_prices_over_and_keeps_them_when_a_file_does_not_know_of_prices()
    {
        const string Weeks = "meal_point,weekday,meal,capacity,walk_in_buffer,served_from,served_until,cut_off_minutes";
        const string Points = "registry_number,name,district,address,latitude,longitude", Point = "MP-1,金山助餐点,321102,金山路1号,32.2,119.45";
        const string Lunch = "MP-1,monday,lunch,50,5,11:00,12:30,120";
        var store = new MemoryStore(Folder.Noon);
        async Task<WeeklySitting?> ImportedAsync(string heading, string row)
        {
            using var folder = new Folder().With("meal_points.csv", Points, Point).With("weekly_sittings.csv", heading, row);
            await folder.ImportAsync(store);
            Assert.Empty(folder.Errors());
            return store.Facts.OfType<WeekChanged>().LastOrDefault()?.Week.Single();
        }

        await ImportedAsync(Weeks, Lunch);
        Assert.Equal(new Fen(850), (await ImportedAsync(Weeks + ",price,delivery_fee", Lunch + ",8.50,1"))!.Price);
        var kept = await ImportedAsync(Weeks, Lunch.Replace(",50,", ",60,", StringComparison.Ordinal));
        Assert.Equal((60, new Fen(850), new Fen(100)), (kept!.Capacity, kept.Price, kept.DeliveryFee));
        Assert.Null((await ImportedAsync(Weeks + ",price", Lunch + ","))!.Price);
    }

    [Fact]
    public static async Task An_assessment_older_than_the_one_in_force_is_no_news()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        var row = File.ReadLines(folder.File("elders.csv")).First(l => l.Contains(",mild,", StringComparison.Ordinal)).Split(',');
        string[] older = [.. row[..6], "severe", row[7], "2001-01-01", .. row[9..]];

        folder.Replace("elders.csv", string.Join(',', row), string.Join(',', older));
        var report = await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Empty(folder.Errors());
        Assert.Equal((0, 0L), (report.Events, report.Files.Single(f => f.File == "elders.csv").Refused));
        Assert.Equal(CareLevel.Mild, store.Elders[ElderIds.FromRegistry(row[0]).Value].CareLevel);
    }

    [Fact]
    public static async Task Takes_an_elders_new_name_phone_address_and_district_over_without_a_trace_of_them_in_events()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Elders);
        var row = File.ReadLines(folder.File("elders.csv")).ElementAt(1).Split(',');
        string[] changed = [row[0], "新名字", row[2], "10012345678", "新路1号", "321102", .. row[6..]];
        var elder = ElderIds.FromRegistry(row[0]);

        folder.Replace("elders.csv", string.Join(',', row), string.Join(',', changed));
        var report = await folder.ImportAsync(store, ImportSteps.Elders);
        var again = await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Empty(folder.Errors());
        Assert.Equal([Changed("elders.csv", 2000)], ElderFile(report));
        Assert.Equal(0, again.Events);
        var record = store.Elders[elder.Value];
        Assert.Equal(("新名字", "10012345678", "新路1号", "321102"), (record.Name, record.Phone, record.Address, record.District));
        var told = Assert.Single(store.Facts.OfType<ElderDetailsChanged>());
        Assert.Equal((elder, "321102", row[5]), (told.Elder, told.District, told.DistrictBefore ?? "321102"));
    }

    [Fact]
    public static async Task Brings_nobody_back_who_was_erased()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Elders);
        var elder = ElderIds.FromRegistry(File.ReadLines(folder.File("elders.csv")).ElementAt(1).Split(',')[0]);
        store.Elders[elder.Value] = store.Elders[elder.Value].Erased(new(2026, 3, 2));

        var report = await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Equal(["elders.csv,2,registry_number,PERSON_ERASED"], folder.Errors());
        Assert.Equal(0, report.Events);
        Assert.Equal("", store.Elders[elder.Value].Name);
    }

    [Fact]
    public static async Task Takes_no_other_persons_identity_number_for_an_elder_it_knows()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Elders);
        var number = File.ReadLines(folder.File("elders.csv")).ElementAt(1).Split(',')[2];

        folder.Replace("elders.csv", number, "321102194002290024");
        var report = await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Equal(["elders.csv,2,identity_number,IDENTITY_NUMBER_DIFFERS"], folder.Errors());
        Assert.Equal(0, report.Events);
        Assert.DoesNotContain(store.Elders.Values, e => e.IdentityNumber == "321102194002290024");
    }

    [Theory]
    [InlineData("homes.csv", 2, "homes.csv,2,district,HOME_DIFFERS")]
    [InlineData("rooms.csv", 2, "rooms.csv,2,gender_rule,ROOM_DIFFERS")]
    [InlineData("home_certificates.csv", 5, "home_certificates.csv,2,valid_until,CERTIFICATE_DIFFERS")]
    [InlineData("meal_points.csv", 2, "meal_points.csv,2,district,MEAL_POINT_DIFFERS")]
    public static async Task Reports_what_no_command_can_change(string file, int column, string error)
    {
        const ImportSteps Known = ImportSteps.Elders | ImportSteps.MealPoints | ImportSteps.Homes | ImportSteps.Beds;
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, Known);
        var lines = File.ReadAllLines(folder.File(file));
        var cells = lines[1].Split(',');
        string[] others = (file, column) switch
        {
            ("home_certificates.csv", _) => ["2027-01-01"],
            ("homes.csv" or "meal_points.csv", 2) => ["321102", "321183"],
            ("rooms.csv", _) => ["male", "female"],
            _ => ["新"],
        };
        cells[column] = others.First(o => o != cells[column]);

        folder.With(file, [lines[0], string.Join(',', cells), .. lines[2..]]);
        var report = await folder.ImportAsync(store, Known);

        Assert.Equal([error], folder.Errors());
        Assert.Equal(0, report.Events);
        Assert.Equal(1, report.Files.Sum(f => f.Refused));
    }

    [Fact]
    public static async Task Takes_changed_day_care_centres_over_and_reports_one_at_an_unknown_meal_point()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.MealPoints);

        folder.With(
            "day_care_centres.csv", "registry_number,name,district,address,meal_point",
            "DC-01,新中心,321102,新路1号,", "DC-03,丙中心,321102,新路3号,MP-001", "DC-04,丁中心,321102,新路4号,MP-404");
        var report = await folder.ImportAsync(store, ImportSteps.MealPoints);

        Assert.Equal(["day_care_centres.csv,4,meal_point,MEAL_POINT_UNKNOWN"], folder.Errors());
        Assert.Equal((1, 1, 0, 1), report.Files.Where(f => f.File == "day_care_centres.csv").Select(f => (f.New, f.Changed, f.Unchanged, f.Refused)).Single());
        Assert.Equal(
            ["新中心", "丙中心"],
            store.Streams.Values.Select(s => s.State).OfType<DayCareCentre>().Where(c => c.Address.StartsWith("新路", StringComparison.Ordinal)).OrderBy(c => c.Address).Select(c => c.Name));
    }

    [Fact]
    public static async Task Keeps_the_errors_of_an_earlier_run_under_their_time()
    {
        using var folder = new Folder().With("elders.csv", "wrong");
        await folder.ImportAsync(new MemoryStore(Folder.Noon));
        File.SetLastWriteTimeUtc(folder.File("errors.csv"), new DateTime(2026, 11, 25, 9, 30, 0, DateTimeKind.Utc));

        folder.With("elders.csv", "registry_number,name,identity_number,district");
        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.False(File.Exists(folder.File("errors.csv")));
        Assert.True(File.Exists(folder.File("errors-20261125-093000.csv")));
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
        await File.AppendAllTextAsync(folder.File("rooms.csv"), "CH-001,999,mixed,,\n", TestContext.Current.CancellationToken);
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
        folder.With("applications.csv", "registry_number,elder,homes,districts,kind,applied_at",
            $"AP-1,{resident[3]},CH-001,,nursing,2026-01-01 10:00", "AP-2,E-0001999,CH-404,,nursing,2026-01-01 10:00",
            "AP-3,E-9999999,,,nursing,2026-01-01 10:00");
        var report = await folder.ImportAsync(store, ImportSteps.Beds | ImportSteps.Applications);

        Assert.Equal(
            ["residents.csv,2,bed,BED_UNKNOWN", "applications.csv,3,homes,HOME_UNKNOWN", "applications.csv,2,registry_number,ELDER_HAS_BED", "applications.csv,4,elder,ELDER_UNKNOWN"],
            folder.Errors().OrderBy(e => e[0] == 'a').ThenBy(e => e.Contains("HOME", StringComparison.Ordinal) ? 0 : e[17]));
        Assert.Equal(0, report.Events);
    }

    /// <summary>With it come the files of what belongs to elders.</summary>
    private static IEnumerable<FileReport> ElderFile(ImportReport report)
    {
        Assert.All(report.Files.Skip(1), f => Assert.Equal((f.Rows, 0), (f.Unchanged, f.Events)));
        return report.Files.Take(1);
    }

    private static FileReport Changed(string file, int rows) => new(file, rows, 0, 1, rows - 1, 0, 1, Faulty: false);
}
