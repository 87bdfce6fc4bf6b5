using System.Globalization;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>The workload's elders, points and sittings in a host's store, and what stands there afterwards.</summary>
public sealed class BenchCity(IServiceProvider services, string name)
{
    /// <summary>The views are seconds behind at most after a load; a standstill is for ever.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public ICommandWriter Writer { get; } = services.GetRequiredService<ICommandWriter>();

    public string Name { get; } = name;

    public async Task PrepareAsync(BookingWorkload workload, int capacity)
    {
        var bulk = services.GetRequiredService<IBulkAppender>();
        foreach (var chunk in workload.ElderIds.Chunk(50_000))
            await bulk.AppendAsync(Name, new BulkBatch([], [], [.. chunk.Select(e => new ElderRecord(
                e, "Made Up", e.ToString(), null, null, "321102", new DateOnly(1950, 1, 1), Gender.Female, null, null))]), default);
        var week = Enum.GetValues<DayOfWeek>()
            .Select(day => new WeeklySitting(day, Meal.Lunch, capacity, 10, new TimeOnly(11, 0), new TimeOnly(13, 0), 60)).ToImmutableArray();
        foreach (var point in workload.PointIds)
        {
            await SendAsync(new OpenMealPoint(point, "Bench", "321102", "Bench street 1", 32.2, 119.4, week), $"open {point}");
            for (var day = 0; day < BookingWorkload.Days; day++)
                await SendAsync(new OpenSitting(point, workload.First.AddDays(day), Meal.Lunch), $"open {point} {day}");
        }
    }

    /// <summary>
    /// Acknowledgements equal events equal claims equal what the boards show once the views have come so far; versions have no gap,
    /// nobody has two portions, no tombstone, no hole.
    /// </summary>
    /// <returns>What is wrong; null when nothing is.</returns>
    public async Task<string?> FaultAsync(long acknowledged)
    {
        var views = services.GetRequiredService<IViewProgress>();
        var (_, last) = await views.CurrentAsync();
        if (!await views.WaitFor(last, s_patience)) return $"the views have come to event {(await views.CurrentAsync()).Processed} of {last} and stand still";
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select (select count(*) from eldercare.mt_events where type = 'meal_booked'),
                   (select count(*) from eldercare.claims where kind = 'portion'),
                   (select count(*) from eldercare.mt_streams s join (select stream_id, count(*) as n, max(version) as top
                       from eldercare.mt_events group by stream_id) e on e.stream_id = s.id where s.version <> e.n or e.n <> e.top),
                   (select count(*) from eldercare.mt_events where type = 'tombstone'),
                   (select max(seq_id) - count(*) from eldercare.mt_events),
                   (select coalesce(sum(booked), 0)::bigint from eldercare.sitting_boards)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        var found = string.Create(
            CultureInfo.InvariantCulture,
            $"{reader.GetInt64(0)} events, {reader.GetInt64(1)} claims, {reader.GetInt64(5)} on boards, {reader.GetInt64(2)} gaps, {reader.GetInt64(3)} tombstones, {reader.GetInt64(4)} holes");
        var right = string.Create(
            CultureInfo.InvariantCulture, $"{acknowledged} events, {acknowledged} claims, {acknowledged} on boards, 0 gaps, 0 tombstones, 0 holes");
        return string.Equals(found, right, StringComparison.Ordinal) ? null : $"{found} instead of {right}";
    }

    private async Task SendAsync(ICommand command, string key)
    {
        var answer = await Writer.ExecuteAsync(command, new Envelope(Name, "bench", key), default);
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Message);
    }
}
