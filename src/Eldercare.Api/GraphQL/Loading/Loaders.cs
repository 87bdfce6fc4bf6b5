using System.Runtime.InteropServices;
using Eldercare.City.Reading;

namespace Eldercare.Api.GraphQL.Loading;

/// <summary>A point's sittings of a day.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PointDate(MealPointId Point, DateOnly Date);

/// <summary>The batch loaders of one request.</summary>
public sealed class Loaders(ApiServices api, CancellationToken cancellation)
{
    public BatchLoader<MealPointId, MealPointBoard> MealPoints { get; } =
        new(async (ids, ct) => One(await api.MealPoints.ByIdsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<SittingId, SittingBoard> Sittings { get; } =
        new(async (ids, ct) => One(await api.MealPoints.SittingsByIdsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<PointDate, IEnumerable<SittingBoard>> SittingsOf { get; } = new(
        async (keys, ct) =>
        {
            var byDate = new Dictionary<DateOnly, ILookup<MealPointId, SittingBoard>>();
            foreach (var day in keys.GroupBy(k => k.Date))
                byDate[day.Key] = await api.MealPoints.SittingsOfAsync(api.CityName, [.. day.Select(k => k.Point)], day.Key, ct);
            return key => byDate[key.Date][key.Point];
        },
        cancellation);

    public BatchLoader<HomeId, HomeBoard> Homes { get; } =
        new(async (ids, ct) => One(await api.Homes.ByIdsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<HomeId, IEnumerable<BedCount>> BedCounts { get; } =
        new(async (ids, ct) => Many(await api.Homes.BedCountsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<BedId, BedBoard> Beds { get; } =
        new(async (ids, ct) => One(await api.Homes.BedsByIdsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<ApplicationId, QueueEntry> Applications { get; } =
        new(async (ids, ct) => One(await api.Homes.ApplicationsByIdsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<ElderId, IEnumerable<QueueEntry>> ApplicationsOf { get; } =
        new(async (ids, ct) => Many(await api.Homes.ApplicationsOfAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<ElderId, ElderRecord> Elders { get; } =
        new(async (ids, ct) => One(await api.Elders.ByIdsAsync(api.CityName, ids, ct)), cancellation);

    public BatchLoader<ElderId, IEnumerable<SittingBoard>> BookingsOf { get; } = new(
        async (ids, ct) => Many(await api.Elders.BookingsAsync(api.CityName, ids, CityTime.Today(api.Clock.GetUtcNow()), ct)),
        cancellation);

    /// <summary>The bed an elder lives in; the empty id when none.</summary>
    public BatchLoader<ElderId, BedId> BedOf { get; } =
        new(async (ids, ct) => One(await api.Elders.BedsOfAsync(api.CityName, ids, ct)), cancellation);

    /// <summary>Forgets everything, so that what a command changed is read anew.</summary>
    public void Forget()
    {
        MealPoints.Forget();
        Sittings.Forget();
        SittingsOf.Forget();
        Homes.Forget();
        BedCounts.Forget();
        Beds.Forget();
        Applications.Forget();
        ApplicationsOf.Forget();
        Elders.Forget();
        BookingsOf.Forget();
        BedOf.Forget();
    }

    private static Func<TKey, TValue?> One<TKey, TValue>(IReadOnlyDictionary<TKey, TValue> rows) =>
        key => rows.TryGetValue(key, out var row) ? row : default;

    private static Func<TKey, IEnumerable<TValue>?> Many<TKey, TValue>(ILookup<TKey, TValue> rows) => key => rows[key];
}
