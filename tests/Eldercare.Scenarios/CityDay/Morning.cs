using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Scenarios.CityDay;

/// <summary>Until the cut-off: portions are booked and cancelled, and whoever found no place waits for one.</summary>
internal static class Morning
{
    /// <summary>Portions of standing orders, then those booked by hand; some points are full after that, and the others there wait.</summary>
    public static async Task BookAsync(Day day)
    {
        await day.KeptAsync(
            day.City.Get<StandingOrderKeeper>().LookAsync, 1, "select count(*) from eldercare.mt_events where type = 'standing_orders_materialised'");
        await day.AllAsync(day.Town.Points.SelectMany(p => p.WhoBook.Select(e => Book(day, p, e))));
        await day.AllAsync(day.Town.Points.Where(p => p.IsFull).SelectMany(
            p => p.TheOthers.Select(e => new JoinWaitingList(p.Id, day.Date, Meal.Lunch, e, Channel.DineIn))));
        await day.AllAsync(day.Town.Points.Where(p => !p.IsFull).Select(p => Cancel(day, p, 20)));
        await day.AllAsync(day.Town.Points.Select(p => Cancel(day, p, 21, byElder: true)));
    }

    /// <summary>
    /// Places come free at the full points: of those offered one is taken, one declined, one given up with the list, and the rest lapse.
    /// </summary>
    public static async Task OfferAsync(Day day)
    {
        var full = day.Town.Points.Where(p => p.IsFull).ToArray();
        await day.AllAsync(full.SelectMany(p => Enumerable.Range(10, p.Nr % 16 == 0 ? 4 : 1).Select(at => Cancel(day, p, at))));
        foreach (var point in full)
        {
            ElderId[] offered = [.. (await SittingAsync(day, point)).Offers.Keys.OrderBy(e => e.Value)];
            await day.AllAsync([Book(day, point, offered[0])]);
            if (offered.Length < 3) continue;
            await day.AllAsync(
            [
                new DeclinePlace(point.Id, day.Date, Meal.Lunch, offered[1], Reason: null),
                new LeaveWaitingList(point.Id, day.Date, Meal.Lunch, offered[2]),
            ]);
        }

        day.Clock.JumpTo(day.Clock.Noonish);
        await day.ViewsAsync();
        await day.UntilAsync(0, $"select count(*) from eldercare.waiting_entries where offered_until <= '{day.Clock.GetUtcNow():O}'");
        foreach (var point in full.Where(p => p.Nr % 16 == 0))
            if ((await SittingAsync(day, point)).Offers.Keys.FirstOrDefault() is var next && next != default)
                await day.AllAsync([Book(day, point, next)]);
    }

    /// <summary>Nobody waits any longer, and the kitchens know what to cook; after that only staff change anything.</summary>
    public static async Task CutOffAsync(Day day)
    {
        day.Clock.JumpTo(day.Clock.CutOff);
        await day.ViewsAsync();
        await day.KeptAsync(
            day.City.Get<KitchenKeeper>().LookAsync, Town.PointCount, "select count(*) from eldercare.mt_events where type = 'kitchen_sheet_frozen'");
        await day.UntilAsync(0, "select count(*) from eldercare.waiting_entries");
        await day.AllAsync(
            day.Town.Points.Where(p => p.Nr % 4 == 0).SelectMany(p => new[] { 5, 6 }.Select(at => Cancel(day, p, at, late: true))));
        await day.AllAsync(day.Town.Points.Where(p => p.Nr % 4 == 2).Select(p => Book(day, p, p.TheOthers.First(), late: true)));
    }

    private static BookMeal Book(Day day, TownPoint point, ElderId elder, bool late = false) =>
        new(point.Id, day.Date, Meal.Lunch, elder, point.ChannelOf(elder), late);

    private static CancelBooking Cancel(Day day, TownPoint point, int at, bool byElder = false, bool late = false) =>
        new(point.Id, day.Date, Meal.Lunch, point.Elders[at], Reason: null, late) { ByElder = byElder };

    private static async Task<Sitting> SittingAsync(Day day, TownPoint point) =>
        (await day.StateAsync<Sitting>(Sitting.Stream.At(point.Sitting.Value)))!;
}
