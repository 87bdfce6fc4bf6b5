using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Tests;

/// <summary>A file that comes again changes nothing, whatever has happened since.</summary>
public static class ImportedAgainTests
{
    [Theory]
    [InlineData(false, "13800000000", "金山路1号")]
    [InlineData(true, null, null)]
    public static async Task A_missing_column_says_nothing_and_an_empty_cell_that_there_is_none(bool columns, string? phone, string? address)
    {
        const string Person = "王秀英,321199196505119323";
        using var folder = new Folder().With(
            "elders.csv", "registry_number,name,identity_number,district,phone,address", $"E-1,{Person},321102,13800000000,金山路1号");
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);

        if (columns) folder.With("elders.csv", "registry_number,name,identity_number,district,phone,address", $"E-1,{Person},321111,,");
        else folder.With("elders.csv", "registry_number,name,identity_number,district", $"E-1,{Person},321111");
        await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        var elder = Assert.Single(store.Elders.Values);
        Assert.Equal(("321111", phone, address), (elder.District, elder.Phone, elder.Address));
    }

    [Fact]
    public static async Task History_is_the_same_also_when_its_portions_are_no_longer_claimed()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        foreach (var claim in store.Claims.Keys.Where(c => c.Kind == Portion.Claim(default, Folder.Today, Meal.Lunch).Kind).ToArray()) store.Claims.Remove(claim);

        var again = await folder.ImportAsync(store, ImportSteps.MealHistory);

        Assert.Empty(folder.Errors());
        Assert.Equal((0L, 0L), (again.Events, again.Files.Sum(f => f.New + f.Changed + f.Refused)));
    }

    [Fact]
    public static async Task History_with_another_outcome_is_reported()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store);
        var row = File.ReadLines(folder.File("meal_history.csv")).First(l => l.Contains(",no_show,", StringComparison.Ordinal));
        var date = row.Split(',')[1];
        var line = Array.IndexOf(File.ReadAllLines(folder.File("meal_history.csv")), row) + 1;

        folder.Replace("meal_history.csv", row, row.Replace(",no_show,", ",served,", StringComparison.Ordinal) + date + " 11:30");
        var again = await folder.ImportAsync(store, ImportSteps.MealHistory);

        Assert.Equal([$"meal_history.csv,{line},,SITTING_EXISTS_OTHERWISE"], folder.Errors());
        Assert.Equal(0, again.Events);
    }

    [Fact]
    public static async Task Who_has_cancelled_since_is_not_booked_again()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon.AddHours(-5));
        await folder.ImportAsync(store);
        var booked = store.Facts.OfType<MealBooked>().First(f => store.Streams[f.Sitting.Value].State is Sitting { Closed: false });
        var sitting = (Sitting)store.Streams[booked.Sitting.Value].State!;
        var cancel = new CancelBooking(sitting.Point, sitting.Date, sitting.Meal, booked.Elder, "Ill", Late: true);
        Assert.Null((await store.ExecuteAsync(cancel, new("zhenjiang", "staff", "1"), TestContext.Current.CancellationToken)).Refusal);

        var again = await folder.ImportAsync(store, ImportSteps.Bookings);

        Assert.Empty(folder.Errors());
        Assert.Equal(0, again.Events);
        Assert.Equal(GuestState.Cancelled, ((Sitting)store.Streams[booked.Sitting.Value].State!).StateOf(booked.Elder));
    }

    [Fact]
    public static async Task History_stands_in_the_district_the_store_knows_its_meal_point_in()
    {
        using var folder = await Folder.WithSmallCityAsync();
        var store = new MemoryStore(Folder.Noon);
        await folder.ImportAsync(store, ImportSteps.Elders | ImportSteps.MealPoints);
        var row = File.ReadLines(folder.File("meal_points.csv")).ElementAt(1).Split(',');
        var point = MealPointId.FromRegistry(row[0]);

        folder.Replace("meal_points.csv", string.Join(',', row), string.Join(',', [.. row[..2], row[2] == "321102" ? "321183" : "321102", .. row[3..]]));
        await folder.ImportAsync(store, ImportSteps.MealPoints | ImportSteps.MealHistory);

        Assert.Equal(["meal_points.csv,2,district,MEAL_POINT_DIFFERS"], folder.Errors());
        Assert.Equal(row[2], Assert.Single(store.Facts.OfType<SittingOpened>().Where(f => f.Point == point).Select(f => f.District).Distinct()));
    }
}
