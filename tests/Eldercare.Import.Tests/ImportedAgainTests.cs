using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Import.Tests;

/// <summary>What happens to what is known when files come again, with columns missing or after people went on working.</summary>
public static class ImportedAgainTests
{
    private const string Elders = "registry_number,name,identity_number,phone,address,district,care_level,care_standard,assessed_on,expires_on,assessed_by";
    private const string Assessed = "E-1,王秀英,321199196505119323,10000000001,湖路1号,321102,mild,GB/T 42195-2022,2026-01-01,2027-01-01,A-1";
    private const string Points = "registry_number,name,district,address,latitude,longitude";
    private const string Point = "MP-1,金山助餐点,321102,金山路1号,32.2,119.45";
    private const string Weeks = "meal_point,weekday,meal,capacity,walk_in_buffer,served_from,served_until,cut_off_minutes";
    private const string Centres = "registry_number,name,district,address,meal_point";
    private const string Bookings = "meal_point,date,meal,elder,channel,booked_at";
    private const string History = "meal_point,date,meal,elder,outcome,channel,booked_at,cancelled_at,served_at";
    private static readonly ElderId s_elder = ElderIds.FromRegistry("E-1");
    private static readonly MealPointId s_point = MealPointId.FromRegistry("MP-1");

    [Theory]
    [InlineData("phone")]
    [InlineData("address")]
    [InlineData("phone,address,expires_on")]
    [InlineData("expires_on")]
    public static async Task Keeps_what_a_file_has_no_column_for(string missing)
    {
        using var folder = City();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        var known = store.Elders[s_elder.Value];

        folder.With("elders.csv", [.. Without(missing, Elders, Assessed)]);
        var again = await folder.ImportAsync(store, ImportSteps.Elders);
        folder.With("elders.csv", [.. Without(missing, Elders, Assessed.Replace("王秀英", "王英", StringComparison.Ordinal))]);
        await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Empty(folder.Errors());
        Assert.Equal((0, 1L), (again.Events, again.Files[0].Unchanged));
        Assert.Equal(known with { Name = "王英" }, store.Elders[s_elder.Value]);
        Assert.Single(store.Facts.OfType<CareLevelChanged>());
    }

    [Fact]
    public static async Task Clears_what_a_file_has_an_empty_cell_for()
    {
        using var folder = City();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        folder.With("elders.csv", Elders, Assessed.Replace("10000000001,湖路1号", ",", StringComparison.Ordinal));
        await folder.ImportAsync(store, ImportSteps.Elders);

        Assert.Equal((null, null), (store.Elders[s_elder.Value].Phone, store.Elders[s_elder.Value].Address));
    }

    [Fact]
    public static async Task Keeps_a_day_care_centre_s_meal_point_when_the_file_has_no_column_for_it()
    {
        using var folder = City().With("day_care_centres.csv", Centres, "DC-1,甲中心,321102,路1号,MP-1");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        folder.With("day_care_centres.csv", [.. Without("meal_point", Centres, "DC-1,乙中心,321102,路1号,MP-1")]);
        await folder.ImportAsync(store, ImportSteps.MealPoints);

        var centre = Assert.Single(store.Streams.Values.Select(s => s.State).OfType<DayCareCentre>());
        Assert.Equal(("乙中心", s_point), (centre.Name, centre.MealPoint));
    }

    /// <summary>The lane is not the file's to say: an older file's column of it is passed over.</summary>
    [Fact]
    public static async Task Places_applications_by_the_policy_in_force_when_they_were_made()
    {
        using var folder = City()
            .With("entitlements.csv", "elder,category,from,until,evidence,reference,checked_on", "E-1,destitute,2025-01-01,,cross_check,X-1,2024-12-01")
            .With("hukou.csv", "elder,local,evidence,reference,checked_on", "E-1,yes,certificate,HK-1,2024-12-01")
            .With("applications.csv", "registry_number,elder,kind,lane,applied_at,eligible_on,evidence,reference",
                "A-1,E-1,nursing,everyone,2026-03-02 09:00,2026-03-05,cross_check,BQ-1");
        var store = new MemoryStore(Folder.Noon);
        await store.ExecuteAsync(
            new Beds.Queue.PublishQueuePolicy(Beds.Queue.QueuePolicyDocument.Shipped["chengdu"]), new("city", "office", "1"), CancellationToken.None);

        await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        var applied = Assert.Single(store.Facts.OfType<Beds.Applications.BedAppliedFor>());
        Assert.Equal(("chengdu", "destitute", new DateOnly(2026, 3, 9)), (applied.Placed!.Policy, applied.Placed.Lane, applied.EligibilityDue!.Value));
        Assert.Equal(new(2026, 3, 5), Assert.Single(Assert.Single(store.Facts.OfType<Beds.Queue.EligibilityRecorded>()).Evidence).CheckedOn);
    }

    [Theory]
    [InlineData("2026-03-01", "DATE_TOO_EARLY")]
    [InlineData("2199-01-01", "DATE_IN_FUTURE")]
    public static async Task Reports_eligibility_said_on_a_day_it_cannot_have_been(string day, string code)
    {
        using var folder = City().With("applications.csv", "registry_number,elder,kind,applied_at,eligible_on,evidence,reference",
            $"A-1,E-1,nursing,2026-03-02 09:00,{day},cross_check,BQ-1");
        await folder.ImportAsync(new MemoryStore(Folder.Noon));

        Assert.Equal([$"applications.csv,2,eligible_on,{code}"], folder.Errors());
    }

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("1206-01-31")]
    [InlineData("9999-12-31")]
    public static async Task Reports_a_mistyped_year_wherever_it_stands_and_takes_the_other_rows(string day)
    {
        using var folder = City()
            .With("elders.csv", Elders, Assessed, "E-2,李建国,321199195503275379,,,321102,,,,,",
                $"E-3,李建,321199195503275336,,,321102,mild,GB/T 42195-2022,{day},,A-1")
            .With("homes.csv", "registry_number,name,district,address,latitude,longitude,operator", "CH-1,养老院,321102,路1号,32.2,119.45,social")
            .With("rooms.csv", "home,room,gender_rule", "CH-1,1,mixed")
            .With("beds.csv", "home,room,bed,kind,highest_care_level", "CH-1,1,1,nursing,total", "CH-1,1,2,nursing,total")
            .With("residents.csv", "home,room,bed,elder,admitted_on", $"CH-1,1,1,E-1,{day}", "CH-1,1,2,E-2,1999-01-01")
            .With("applications.csv", "registry_number,elder,kind,applied_at", $"A-1,E-1,nursing,{day} 00:00", "A-2,E-1,nursing,1999-01-01 09:00")
            .With("bookings.csv", Bookings, $"MP-1,{day},lunch,E-1,dine_in,2026-11-24 09:00", $"MP-1,2026-11-30,lunch,E-1,dine_in,{day} 09:00",
                "MP-1,2026-11-30,lunch,E-1,dine_in,2026-11-24 09:00")
            .With("meal_history.csv", History, $"MP-1,{day},lunch,E-1,walk_in,,,,{day} 11:30", $"MP-1,2026-11-23,lunch,E-1,no_show,,{day} 00:00,,",
                "MP-1,2026-11-23,lunch,E-1,no_show,,2026-11-22 09:00,,");
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Equal(
            [
                "applications.csv,2,applied_at,DATE_OUT_OF_RANGE", "bookings.csv,2,date,DATE_OUT_OF_RANGE", "bookings.csv,3,booked_at,DATE_OUT_OF_RANGE",
                "elders.csv,4,assessed_on,DATE_OUT_OF_RANGE", "meal_history.csv,2,date,DATE_OUT_OF_RANGE", "meal_history.csv,2,served_at,DATE_OUT_OF_RANGE",
                "meal_history.csv,3,booked_at,DATE_OUT_OF_RANGE", "residents.csv,2,admitted_on,DATE_OUT_OF_RANGE",
            ],
            folder.Errors().Order(StringComparer.Ordinal));
        Assert.Equal(
            (2, 1, 1, 1, 1),
            (store.Elders.Count, store.Facts.OfType<Beds.Beds.ResidentAdmitted>().Count(), store.Facts.OfType<Beds.Applications.BedAppliedFor>().Count(),
             store.Facts.OfType<NoShowRecorded>().Count(), store.Streams.Values.Select(s => s.State).OfType<Sitting>().Count(s => s.Booked == 1)));
    }

    [Fact]
    public static async Task Knows_a_history_again_by_its_events_once_its_claims_are_gone()
    {
        using var folder = City().With("elders.csv", Elders, Assessed, "E-2,李建国,321199195503275379,,,321102,,,,,").With(
            "meal_history.csv", History,
            "MP-1,2026-11-23,lunch,E-1,cancelled,dine_in,2026-11-22 08:00,2026-11-22 09:00,",
            "MP-1,2026-11-23,lunch,E-1,served,dine_in,2026-11-22 10:00,,2026-11-23 11:30",
            "MP-1,2026-11-23,lunch,E-2,no_show,dine_in,2026-11-22 10:00,,",
            "MP-1,2026-11-24,lunch,E-1,walk_in,,,,2026-11-24 11:30",
            "MP-1,2026-11-24,lunch,E-2,cancelled,,2026-11-23 08:00,2026-11-23 09:00,");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        store.Claims.Clear();

        var again = await folder.ImportAsync(store);
        Assert.Empty(folder.Errors());
        Assert.Equal(0, again.Events);

        folder.Replace("meal_history.csv", "E-2,no_show,dine_in,2026-11-22 10:00,,", "E-2,served,dine_in,2026-11-22 10:00,,2026-11-23 11:40");
        await folder.ImportAsync(store);
        Assert.Equal(["meal_history.csv,4,,SITTING_EXISTS_OTHERWISE"], folder.Errors());
    }

    [Fact]
    public static async Task Books_nobody_again_who_cancelled_meanwhile()
    {
        using var folder = City().With("elders.csv", Elders, Assessed, "E-2,李建国,321199195503275379,,,321102,,,,,")
            .With("bookings.csv", Bookings, "MP-1,2026-11-30,lunch,E-1,dine_in,2026-11-24 09:00");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        var cancel = new CancelBooking(s_point, new(2026, 11, 30), Meal.Lunch, s_elder, Reason: null, Late: false);
        Assert.Null((await store.ExecuteAsync(cancel, new("zhenjiang", "elder", "k"), TestContext.Current.CancellationToken)).Refusal);

        var again = await folder.ImportAsync(store);
        folder.With("bookings.csv", Bookings, "MP-1,2026-11-30,lunch,E-1,dine_in,2026-11-24 09:00", "MP-1,2026-11-30,lunch,E-2,dine_in,2026-11-24 09:00");
        var more = await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        Assert.Equal((0, 1), (again.Events, more.Events));
        var sitting = Assert.Single(store.Streams.Values.Select(s => s.State).OfType<Sitting>());
        Assert.Equal((GuestState.Cancelled, GuestState.Booked), (sitting.StateOf(s_elder), sitting.StateOf(ElderIds.FromRegistry("E-2"))));
    }

    [Theory]
    [InlineData("served,dine_in,2026-11-23 12:00,2026-11-23 13:00,2026-11-23 11:30", "cancelled_at,VALUE_UNEXPECTED")]
    [InlineData("served,dine_in,2026-11-23 12:00,,2026-11-23 11:30", "booked_at,VALUE_INVALID")]
    [InlineData("walk_in,dine_in,2026-11-23 09:00,,2026-11-23 11:30", "booked_at,VALUE_UNEXPECTED")]
    [InlineData("walk_in,dine_in,,2026-11-23 09:00,2026-11-23 11:30", "cancelled_at,VALUE_UNEXPECTED")]
    [InlineData("no_show,dine_in,2026-11-22 09:00,2026-11-23 09:00,", "cancelled_at,VALUE_UNEXPECTED")]
    [InlineData("no_show,dine_in,2026-11-22 09:00,,2026-11-23 11:30", "served_at,VALUE_UNEXPECTED")]
    [InlineData("cancelled,dine_in,2026-11-23 09:00,2026-11-23 08:00,2026-11-23 11:30", "served_at,VALUE_UNEXPECTED")]
    public static async Task Refuses_times_that_do_not_belong_to_what_became_of_a_portion(string portion, string error)
    {
        using var folder = City().With("meal_history.csv", History, $"MP-1,2026-11-23,lunch,E-1,{portion}");
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Equal([$"meal_history.csv,2,{error}"], folder.Errors());
        Assert.Empty(store.Facts.OfType<SittingOpened>());
    }

    [Fact]
    public static async Task Writes_a_history_under_the_district_its_meal_point_has_in_the_store()
    {
        using var folder = City();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        folder.Replace("meal_points.csv", ",321102,", ",321111,");
        folder.With("meal_history.csv", History, "MP-1,2026-11-23,lunch,E-1,walk_in,,,,2026-11-23 11:30");
        await folder.ImportAsync(store);

        Assert.Equal(["meal_points.csv,2,district,MEAL_POINT_DIFFERS"], folder.Errors());
        Assert.Equal("321102", Assert.Single(store.Facts.OfType<SittingOpened>()).District);
    }

    private static Folder City() => new Folder()
        .With("elders.csv", Elders, Assessed)
        .With("meal_points.csv", Points, Point)
        .With("weekly_sittings.csv", Weeks, "MP-1,monday,lunch,50,5,11:00,12:30,120");

    /// <summary>The lines of a file without some of its columns.</summary>
    private static IEnumerable<string> Without(string columns, params string[] lines)
    {
        var headings = lines[0].Split(',');
        var kept = Enumerable.Range(0, headings.Length).Where(i => !columns.Split(',').Contains(headings[i])).ToArray();
        return lines.Select(l => string.Join(',', kept.Select(i => l.Split(',')[i])));
    }
}
