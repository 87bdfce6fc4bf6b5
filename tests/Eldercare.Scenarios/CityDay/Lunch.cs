using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Scenarios.CityDay;

/// <summary>The doors are open: who booked comes or does not, others walk in; most through the writer, some hundreds through the API.</summary>
internal static class Lunch
{
    /// <summary>In hundredths.</summary>
    private const int DoNotCome = 6, NotSeenByAPerson = 2;

    public static async Task ServeAsync(Day day)
    {
        day.Clock.JumpTo(day.Clock.Serving);
        var portions = await day.PortionsAsync();
        var (counter, api, missing) = (new List<ICommand>(), new List<(TownPoint Point, ElderId Elder)>(), new List<ICommand>());
        foreach (var point in day.Town.Points)
        {
            foreach (var elder in point.Elders.Where(e => portions.GetValueOrDefault(e) == point.Sitting.Value))
            {
                var fate = day.Random.Next(100);
                // Devices and drivers say later what they did; the rest of the absent are absent when the sitting closes.
                if (point.IsOffline || IsDelivered(point, elder) || fate is >= NotSeenByAPerson and < DoNotCome) continue;
                if (fate < NotSeenByAPerson)
                {
                    missing.Add(new RecordNoShow(point.Id, day.Date, Meal.Lunch, elder));
                    day.Truth.NotSeen.Add(elder);
                    continue;
                }

                day.Truth.Served.Add(elder);
                if (point.Elders.IndexOf(elder) == 3 || (point.Nr == 0 && point.Elders.IndexOf(elder) < 40)) api.Add((point, elder));
                else counter.Add(new ServeMeal(point.Id, day.Date, Meal.Lunch, elder));
            }
        }

        var walkIns = (
            from point in day.Town.Points
            where !point.IsOffline
            from elder in point.TheOthers.Where(e => !portions.ContainsKey(e)).Take(point.IsFull ? 1 : 3)
            select (Point: point, Elder: elder)).ToArray();
        foreach (var (_, elder) in walkIns) day.Truth.WalkedIn.Add(elder);
        await Task.WhenAll(
            day.AllAsync([.. counter, .. missing, .. walkIns.Skip(50).Select(w => new ServeWalkIn(w.Point.Id, day.Date, Meal.Lunch, w.Elder))]),
            ThroughTheApiAsync(day, api, walkIns[..50]));
        // The same again changes nothing.
        await day.AllAsync(counter.Take(500));
    }

    /// <summary>Ends every sitting; some through the API.</summary>
    public static async Task CloseAsync(Day day)
    {
        day.Clock.JumpTo(day.Clock.Closing);
        await day.AllAsync(day.Town.Points.Skip(20).Select(p => new CloseSitting(p.Id, day.Date, Meal.Lunch)));
        await DoneAsync(day, day.Town.Points.Take(20), "closeSitting", p => new
        {
            mealPoint = GlobalId.Of(p.Id),
            date = CityUnderTest.Text(day.Date),
            meal = "LUNCH",
            withoutSamplesReason = p.Nr == 0 ? "Fridge was full" : null,
        });
    }

    /// <summary>Sends a mutation for each of many, a few at a time; each has to be done.</summary>
    public static async Task DoneAsync<T>(Day day, IEnumerable<T> many, string mutation, Func<T, object> input)
    {
        foreach (var some in many.Chunk(50))
            Assert.All(await Task.WhenAll(some.Select(one => day.City.Http.MutateAsync(mutation, input(one)))), done => Assert.Null(done.Code));
    }

    private static bool IsDelivered(TownPoint point, ElderId elder) => point.ChannelOf(elder) == Channel.Delivery;

    private static async Task ThroughTheApiAsync(
        Day day, List<(TownPoint Point, ElderId Elder)> booked, IReadOnlyCollection<(TownPoint Point, ElderId Elder)> walkIns)
    {
        await DoneAsync(day, booked.Where(b => b.Point.Elders.IndexOf(b.Elder) == 3), "checkIn", b => new
        {
            mealPoint = GlobalId.Of(b.Point.Id),
            date = CityUnderTest.Text(day.Date),
            meal = "LUNCH",
            code = Town.CardOf((b.Point.Nr * Town.EldersAPoint) + 3),
        });
        await DoneAsync(
            day, booked.Where(b => b.Point.Elders.IndexOf(b.Elder) != 3), "serveMeal", b => CityUnderTest.Lunch(b.Point.Id, day.Date, b.Elder));
        await DoneAsync(day, walkIns, "serveWalkIn", w => CityUnderTest.Lunch(w.Point.Id, day.Date, w.Elder));
    }
}
