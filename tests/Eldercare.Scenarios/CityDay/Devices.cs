using Eldercare.Api.GraphQL;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Scenarios.CityDay;

/// <summary>
/// Twenty points have no connection at lunch. What their devices kept is sent later, in any order, twice, and of half of them only when
/// the sitting has long been closed.
/// </summary>
internal static class Devices
{
    private const int BatchSize = 20;

    /// <summary>Hands out portions, and tells nobody but the devices.</summary>
    public static async Task ScanAsync(Day day)
    {
        var portions = await day.PortionsAsync();
        foreach (var point in day.Town.Points.Where(p => p.IsOffline))
        {
            ElderId[] came = [.. point.Elders.Where(e => portions.GetValueOrDefault(e) == point.Sitting.Value && day.Random.Next(100) >= 6)];
            ElderId[] walkedIn = [.. point.TheOthers.Where(e => !portions.ContainsKey(e)).Take(2)];
            foreach (var elder in came.Concat(walkedIn)) Scan(day, point, "door", elder);

            // Two who ate at the next point already, and one whom two devices scanned here.
            var next = day.Town.Points[point.Nr + 1];
            foreach (var elder in next.WhoOrdered.Where(day.Truth.Served.Contains).Take(2))
            {
                Scan(day, point, "door", elder);
                day.Truth.FedTwice.Add(elder, (next.Sitting, point.Sitting));
            }

            Scan(day, point, "second", came[0]);
            day.Truth.FedTwice.Add(came[0], (point.Sitting, point.Sitting));
        }

        // Two points without connection feed the same elder, who had booked nowhere.
        foreach (var pair in day.Town.Points.Where(p => p.IsOffline).Chunk(2))
        {
            var elder = pair[0].TheOthers.Last();
            foreach (var point in pair) Scan(day, point, "door", elder);
            day.Truth.FedTwice.Add(elder, (pair[0].Sitting, pair[1].Sitting));
        }
    }

    /// <summary>Sends what half of the devices kept; the batches of all of them come in any order, each of them twice.</summary>
    /// <param name="day">The day.</param>
    /// <param name="late">The other half, when the sittings are closed; then the first half once more.</param>
    public static async Task SendAsync(Day day, bool late)
    {
        var kept = day.Truth.Scans.Where(s => late || s.Point.Nr % 40 == 7).GroupBy(s => (s.Point, s.Device));
        OfflineScan[][] batches = [.. kept.SelectMany(of => Shuffled(day, of).Chunk(BatchSize))];
        OfflineScan[][] twice = [.. batches, .. batches];
        day.Random.Shuffle(twice);
        foreach (var some in twice.Chunk(8))
            Assert.All(
                await Task.WhenAll(some.Select(batch => day.City.Http.MutateAsync("recordScans", Input(day, batch), key: null, "recorded"))),
                done => Assert.Null(done.Code));
    }

    /// <summary>Staff look at half of what was found.</summary>
    public static Task SettleAsync(Day day) => Lunch.DoneAsync(
        day, day.Truth.FedTwice.Where(f => f.Value.One == f.Value.Other), "settlePortionConflict", f => new
        {
            mealPoint = GlobalId.Of(day.Town.Points.Single(p => p.Sitting == f.Value.Other).Id),
            date = CityUnderTest.Text(day.Date),
            meal = "LUNCH",
            elder = GlobalId.Of(f.Key),
            how = "SCANNED_BY_MISTAKE",
        });

    private static void Scan(Day day, TownPoint point, string device, ElderId elder) => day.Truth.Scans.Add(new(
        point, $"{device}-{point.Nr}", day.Truth.Scans.Count + 1, day.Clock.GetUtcNow().AddSeconds(-day.Random.Next(600)), elder));

    private static OfflineScan[] Shuffled(Day day, IEnumerable<OfflineScan> scans)
    {
        OfflineScan[] shuffled = [.. scans];
        day.Random.Shuffle(shuffled);
        return shuffled;
    }

    private static object Input(Day day, OfflineScan[] batch) => new
    {
        mealPoint = GlobalId.Of(batch[0].Point.Id),
        device = batch[0].Device,
        scans = batch.Select(s => new
        {
            sequence = s.Sequence,
            at = s.At,
            date = CityUnderTest.Text(day.Date),
            meal = "LUNCH",
            elder = GlobalId.Of(s.Elder),
        }).ToArray(),
    };
}
