using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Import.Demo;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Tests;

public static class DemoCityTests
{
    [Fact]
    public static async Task Imports_the_small_city_without_a_single_error()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);

        var report = await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        Assert.Null(report.ErrorsFile);
        Assert.All(report.Files, f => Assert.Equal((f.Rows, 0, false), (f.New + f.Changed, f.Refused, f.Faulty)));
        Assert.Equal(
            [
                "elders.csv", "entitlements.csv", "hukou.csv", "diner_profiles.csv", "contacts.csv", "weekly_sittings.csv", "meal_points.csv",
                "day_care_centres.csv", "kitchens.csv", "dishes.csv", "substitutes.csv", "menus.csv", "bookings.csv", "standing_orders.csv",
                "home_certificates.csv", "rooms.csv", "homes.csv", "residents.csv", "beds.csv", "applications.csv", "meal_history.csv",
            ],
            report.Files.Select(f => f.File));
        Assert.Equal(store.Facts.Count(), report.Events);
        // Only what those get who cannot have a dish goes as commands: its kitchens came in with the file before.
        Assert.Equal(report.Files.Single(f => f.File == "substitutes.csv").Rows, store.Commands);
        Assert.Equal(
            (DemoSize.Small.People, DemoSize.Small.Beds, DemoSize.Small.OccupiedBeds, DemoSize.Small.Applications),
            (store.Elders.Count, Count<BedRegistered>(store), Count<ResidentAdmitted>(store), Count<Beds.Applications.BedAppliedFor>(store)));
        Assert.InRange(Count<MealServed>(store) + Count<WalkInServed>(store), DemoSize.Small.ServedMeals, DemoSize.Small.ServedMeals * 11 / 10);
    }

    [Fact]
    public static async Task Homes_have_papers_for_whom_they_admitted_and_one_lacks_its_fire_inspection_today()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Elders | ImportSteps.Homes | ImportSteps.Beds);

        var homes = store.Streams.Values.Select(s => s.State).OfType<Home>().ToDictionary(h => h.Id);
        Assert.All(store.Facts.OfType<ResidentAdmitted>(), stay => Assert.Null(MayAdmit.Check(homes[stay.Home], stay.On)));
        var lacking = homes.Values.Select(h => MayAdmit.Check(h, Folder.Today)).OfType<HomeMayNotAdmit>();
        Assert.Equal(
            new HomeMayNotAdmit(
                Beds.HomeId.FromRegistry("CH-003"), Folder.Today, [new(CertificateKind.FireInspection, Folder.Today.AddDays(-9))]),
            Assert.Single(lacking));
        Assert.Equal(2, homes.Values.Count(h => MayAdmit.Check(h, Folder.Today.AddDays(60)) is not null));
    }

    [Fact]
    public static async Task Closes_every_sitting_of_the_past_and_opens_those_of_today()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        var sittings = store.Streams.Values.Select(s => s.State).OfType<Sitting>().ToList();
        var leftOpen = Sitting.At(MealPointId.FromRegistry("MP-001"), Folder.Today.AddDays(-1), Meal.Lunch).Id;
        Assert.All(sittings, s => Assert.Equal(s.Date < Folder.Today && s.Id.Value != leftOpen, s.Closed));
        Assert.All(sittings, s => Assert.True(s.Booked <= s.Capacity && s.WalkIns <= s.WalkInBuffer));
        Assert.All(sittings.Where(s => s.Date == Folder.Today), s => Assert.Equal(s.Capacity / 2, s.Booked));
        Assert.Contains(sittings, s => s.Date == Folder.Today && s.Meal == Meal.Lunch);
    }

    /// <summary>The city's lunch is 8 yuan, whichever set one eats.</summary>
    [Fact]
    public static async Task Has_every_set_at_the_price_of_its_sitting()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store, ImportSteps.Present);

        var states = store.Streams.Values.Select(s => s.State).ToList();
        (Meal, Fen)[] prices = [(Meal.Breakfast, new(400)), (Meal.Lunch, new(800)), (Meal.Dinner, new(800))];
        Assert.Equal(prices, states.OfType<Menu>().SelectMany(m => m.Meals).SelectMany(m => m.Value.Select(s => (m.Key.Meal, s.Price))).Distinct().Order());
        Assert.All(states.OfType<MealPoint>().SelectMany(p => p.Week), s => Assert.Contains((s.Meal, s.Price!.Value), prices));
    }

    [Fact]
    public static async Task Takes_the_present_first_and_the_history_after_it_in_another_run()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var (once, twice) = (new MemoryStore(Folder.Noon), new MemoryStore(Folder.Noon));

        await folder.ImportAsync(once);
        await folder.ImportAsync(twice, ImportSteps.Present);
        await folder.ImportAsync(twice, ImportSteps.MealHistory);

        Assert.Empty(folder.Errors());
        Assert.Equal(once.Streams.Keys.Order(), twice.Streams.Keys.Order());
        Assert.Equal(once.Facts.Count(), twice.Facts.Count());
        Assert.Equal(once.Claims.Count, twice.Claims.Count);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100_000)]
    public static async Task Changes_nothing_the_second_time(int batchSize)
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, batchSize: batchSize);
        var facts = store.Facts.Count();

        var report = await folder.ImportAsync(store, batchSize: batchSize);

        Assert.Empty(folder.Errors());
        Assert.Equal((0, facts), (report.Events, store.Facts.Count()));
        Assert.All(report.Files, f => Assert.Equal(f.Rows, f.Unchanged));
    }

    [Fact]
    public static async Task Writes_the_same_bytes_for_the_same_day()
    {
        using var one = await Folder.WithSmallCityAsync();
        using var other = await Folder.WithSmallCityAsync();

        foreach (var file in Directory.GetFiles(one.Path))
            Assert.Equal(Hash(file), Hash(other.File(Path.GetFileName(file))));
    }

    [Theory]
    [InlineData(2026, 11, 25)]
    [InlineData(2028, 2, 29)]
    [InlineData(2026, 5, 1)]
    [InlineData(2027, 1, 31)]
    public static async Task Has_exactly_the_people_of_each_age_on_its_day(int year, int month, int day)
    {
        using var folder = new Folder();
        var today = new DateOnly(year, month, day);
        await DemoCity.WriteAsync(folder.Path, DemoSize.Small, today, progress: null, CancellationToken.None);

        var people = Numbers(folder);

        Assert.Equal(DemoSize.Small.People, people.Count(p => p.BornOn <= today.AddYears(-60)));
        Assert.Equal(DemoSize.Small.People65, people.Count(p => p.BornOn <= today.AddYears(-65)));
        Assert.Equal(DemoSize.Small.People, people.DistinctBy(p => p.Value).Count());
    }

    [Fact]
    public static async Task Reproduces_the_figures_of_the_city()
    {
        using var folder = new Folder();
        var watch = Stopwatch.StartNew();
        await DemoCity.WriteAsync(folder.Path, DemoSize.Full, Folder.Today, progress: null, CancellationToken.None);
        TestContext.Current.TestOutputHelper?.WriteLine($"The full city's files took {watch.Elapsed.TotalSeconds:0.0} s.");

        var people = Numbers(folder);
        Assert.Equal(732_000, people.DistinctBy(p => p.Value).Count());
        Assert.Equal(533_000, people.Count(p => p.BornOn <= Folder.Today.AddYears(-65)));
        Assert.Equal(420, Lines(folder, "meal_points.csv").Count());
        Assert.Equal(28, Lines(folder, "day_care_centres.csv").Count());
        Assert.Equal(180, Lines(folder, "homes.csv").Count());
        Assert.Equal(17_200, Lines(folder, "residents.csv").Select(r => r[3]).Distinct().Count());
        Assert.Equal(5_000, Lines(folder, "applications.csv").Count());

        var lastDays = Lines(folder, "home_certificates.csv").Where(c => c[1] != "licence")
            .GroupBy(c => (c[0], c[1]), c => DateOnly.ParseExact(c[5], "yyyy-MM-dd", CultureInfo.InvariantCulture)).Select(c => c.Max()).ToList();
        Assert.Equal(
            (360, 1, 9), (lastDays.Count, lastDays.Count(d => d < Folder.Today), lastDays.Count(d => d < Folder.Today.AddDays(60))));
        Assert.Equal(
            ["", "A座", "B座"], Lines(folder, "rooms.csv").Select(r => r[3]).Distinct().Order(StringComparer.Ordinal));

        var social = Lines(folder, "homes.csv").Where(h => h[6] != "public").Select(h => h[0]).ToHashSet();
        var beds = Lines(folder, "beds.csv").ToList();
        Assert.Equal((20_000, 15_000, 12_200), (beds.Count, beds.Count(b => social.Contains(b[0])), beds.Count(b => b[3] != "ordinary")));
        Assert.Equal(["dementia", "nursing", "ordinary"], beds.Select(b => b[3]).Distinct().Order());
        Assert.Equal(["public", "public_built_privately_run", "social"], Lines(folder, "homes.csv").Select(h => h[6]).Distinct().Order());
        Assert.Equal(beds.Count, beds.DistinctBy(b => (b[0], b[1], b[2])).Count());
        string[] withDistricts = ["elders.csv", "meal_points.csv", "homes.csv"];
        var districtAt = new Dictionary<string, int> { ["elders.csv"] = 5, ["meal_points.csv"] = 2, ["homes.csv"] = 2 };
        Assert.All(withDistricts, file => Assert.Equal(
            Districts.All.Select(d => d.Code).Order(), Lines(folder, file).Select(l => l[districtAt[file]]).Distinct().Order()));

        var plans = Lines(folder, "weekly_sittings.csv").Where(w => w[1] == "wednesday").ToDictionary(w => (w[0], w[2]), w => int.Parse(w[3], CultureInfo.InvariantCulture));
        var today = Lines(folder, "bookings.csv").Where(b => b[1] == "2026-11-25").CountBy(b => (b[0], b[2])).ToDictionary();
        Assert.All(plans, p => Assert.Equal(p.Value / 2, today[p.Key]));

        var outcomes = Lines(folder, "meal_history.csv").CountBy(r => r[4]).ToDictionary();
        var served = outcomes["served"] + outcomes["walk_in"];
        var booked = outcomes["served"] + outcomes["no_show"] + outcomes["cancelled"];
        Assert.InRange(served, 1_000_001, 1_050_000);
        Assert.Equal(0.04, (double)outcomes["no_show"] / booked, tolerance: 0.002);
        Assert.Equal(0.05, (double)outcomes["cancelled"] / booked, tolerance: 0.002);
        Assert.Equal(0.06, (double)outcomes["walk_in"] / served, tolerance: 0.005);
    }

    [Fact]
    public static async Task Books_half_of_a_sunday_too()
    {
        using var folder = new Folder();
        await DemoCity.WriteAsync(folder.Path, DemoSize.Full with { People = 73_200, People65 = 53_300, Beds = 2000, ServedMeals = 1000 },
            new DateOnly(2026, 11, 29), progress: null, CancellationToken.None);

        Assert.Contains(Lines(folder, "bookings.csv"), b => b[1] == "2026-11-29");
    }

    private static int Count<TFact>(MemoryStore store) => store.Facts.OfType<TFact>().Count();

    private static IEnumerable<string[]> Lines(Folder folder, string file) => File.ReadLines(folder.File(file)).Skip(1).Select(l => l.Split(','));

    private static List<IdentityNumber> Numbers(Folder folder) =>
    [
        .. Lines(folder, "elders.csv").Select(e =>
        {
            Assert.True(IdentityNumber.TryParse(e[2], out var number, out var reason), reason.En);
            return number;
        }),
    ];

    private static string Hash(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
}
