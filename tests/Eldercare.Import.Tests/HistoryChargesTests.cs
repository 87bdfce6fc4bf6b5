using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Tests;

/// <summary>Portions of the past are charged as those served here are, for the months a settlement is still open for.</summary>
public static class HistoryChargesTests
{
    private const string History = "meal_point,date,meal,elder,outcome,channel,booked_at,cancelled_at,served_at";
    private static readonly ElderId s_poor = ElderIds.FromRegistry("E-1"), s_other = ElderIds.FromRegistry("E-2");

    [Fact]
    public static async Task Charges_what_was_served_this_month_and_the_last()
    {
        using var folder = City();
        var store = await StoreAsync();

        var report = await folder.ImportAsync(store);

        Assert.Empty(folder.Errors());
        var charged = store.Facts.OfType<MealCharged>().OrderBy(c => c.Date).ThenBy(c => c.Elder == s_other).ToList();
        Assert.Equal(
            [(new(2026, 10, 2), s_poor, 2_00L), (new(2026, 11, 23), s_poor, 3_00), (new(2026, 11, 23), s_other, 8_00), (new DateOnly(2026, 11, 24), s_poor, 2_00)],
            charged.Select(c => (c.Date, c.Elder, c.Charge.ElderPays.Value)));
        Assert.All(charged, c => Assert.Equal(c.Charge.Total, c.Charge.ElderPays + c.Charge.Shares.Aggregate(Fen.Zero, (sum, s) => sum + s.Amount)));
        Assert.Equal(store.Facts.Count() - 1, report.Events);
    }

    [Fact]
    public static async Task What_happened_stands_at_its_own_time()
    {
        using var folder = City();
        var store = await StoreAsync();

        await folder.ImportAsync(store);

        var served = store.Facts.OfType<MealServed>().ToArray();
        Assert.All(served, s => Assert.Equal(s.ServedAt, store.Times[s]));
        Assert.All(
            store.Facts.OfType<MealBooked>().Where(b => served.Any(s => (s.Sitting, s.Elder) == (b.Sitting, b.Elder))),
            b => Assert.True(store.Times[b] < served.First(s => (s.Sitting, s.Elder) == (b.Sitting, b.Elder)).ServedAt));
        Assert.NotEmpty(served);
    }

    [Fact]
    public static async Task Charges_nothing_twice_and_goes_on_where_it_was_cut_short()
    {
        using var folder = City();
        var store = await StoreAsync();
        await folder.ImportAsync(store);
        var charged = store.Facts.OfType<MealCharged>().Count();

        Assert.Equal(0, (await folder.ImportAsync(store)).Events);

        // As after a kill between the portions and their charges.
        foreach (var account in store.Streams.Where(s => s.Value.State is MealAccount).Select(s => s.Key).ToList()) store.Streams.Remove(account);
        Assert.Equal(charged, (await folder.ImportAsync(store)).Events);
        Assert.Equal(charged, store.Facts.OfType<MealCharged>().Count());
    }

    [Fact]
    public static async Task Adds_to_the_account_of_who_was_served_here_too()
    {
        using var folder = City();
        var store = await StoreAsync();
        await folder.ImportAsync(store, ImportSteps.Present);
        var (point, today) = (MealPointId.FromRegistry("MP-1"), Folder.Today);
        foreach (var command in (ICommand[])[new OpenSitting(point, today, Meal.Lunch), new ServeWalkIn(point, today, Meal.Lunch, s_poor)])
            Assert.Null((await store.ExecuteAsync(command, new("zhenjiang", "she", "1"), CancellationToken.None)).Refusal);

        await folder.ImportAsync(store, ImportSteps.MealHistory);
        var again = await folder.ImportAsync(store, ImportSteps.MealHistory);

        Assert.Empty(folder.Errors());
        Assert.Equal(0, again.Events);
        Assert.Equal(3, store.Facts.OfType<MealCharged>().Count(c => c.Elder == s_poor && c.Date.Month == 11));
    }

    [Fact]
    public static async Task Charges_nothing_without_a_policy()
    {
        using var folder = City();
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Empty(store.Facts.OfType<MealCharged>());
    }

    private static async Task<MemoryStore> StoreAsync()
    {
        var store = new MemoryStore(Folder.Noon);
        var answer = await store.ExecuteAsync(
            new PublishSubsidyPolicy(PolicyDocument.Shipped["zhenjiang-2025"]), new("zhenjiang", "city", "1"), CancellationToken.None);
        Assert.Null(answer.Refusal);
        return store;
    }

    private static Folder City() => new Folder()
        .With("elders.csv", "registry_number,name,identity_number,district", "E-1,王秀英,321199196505119323,321102", "E-2,李建国,321199195503275379,321102")
        .With("entitlements.csv", "elder,category,from,evidence,reference,checked_on", "E-1,destitute,2026-01-01,cross_check,HD-1,2025-12-20")
        .With("meal_points.csv", "registry_number,name,district,address,latitude,longitude", "MP-1,金山助餐点,321102,金山路1号,32.2,119.45")
        .With("weekly_sittings.csv", ["meal_point,weekday,meal,capacity,walk_in_buffer,served_from,served_until,cut_off_minutes,price,delivery_fee",
            .. ((string[])["monday", "tuesday", "wednesday", "friday"]).Select(d => $"MP-1,{d},lunch,50,5,11:00,12:30,120,8,1")])
        .With("meal_history.csv", History,
            "MP-1,2026-09-30,lunch,E-1,served,dine_in,2026-09-29 09:00,,2026-09-30 11:30",
            "MP-1,2026-10-02,lunch,E-1,served,dine_in,2026-10-01 09:00,,2026-10-02 11:30",
            "MP-1,2026-11-23,lunch,E-1,served,delivery,2026-11-22 09:00,,2026-11-23 11:30",
            "MP-1,2026-11-23,lunch,E-2,walk_in,,,,2026-11-23 11:40",
            "MP-1,2026-11-24,lunch,E-1,walk_in,,,,2026-11-24 11:30",
            "MP-1,2026-11-24,lunch,E-2,no_show,dine_in,2026-11-23 09:00,,");
}
