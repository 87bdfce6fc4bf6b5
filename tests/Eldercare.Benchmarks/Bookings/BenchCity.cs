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
    /// Acknowledgements equal events equal claims, versions have no gap, nobody has two portions, no tombstone, no hole; and the views
    /// have not stalled: within a minute the boards show every booking.
    /// </summary>
    public async Task<bool> IsCorrectAsync(long acknowledged)
    {
        var progress = services.GetRequiredService<IViewProgress>();
        if (!await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(1))) return false;
        await using var command = services.GetRequiredService<NpgsqlDataSource>().CreateCommand("""
            select (select count(*) from eldercare.mt_events where type = 'meal_booked'),
                   (select count(*) from eldercare.claims where kind = 'portion'),
                   (select count(*) from eldercare.mt_streams s join (select stream_id, count(*) as n, max(version) as top
                       from eldercare.mt_events group by stream_id) e on e.stream_id = s.id where s.version <> e.n or e.n <> e.top),
                   (select count(*) from eldercare.mt_events where type = 'tombstone'),
                   (select max(seq_id) - count(*) from eldercare.mt_events),
                   (select sum(booked) from eldercare.sitting_boards)
            """);
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        return reader.GetInt64(0) == acknowledged && reader.GetInt64(1) == acknowledged
            && reader.GetInt64(2) == 0 && reader.GetInt64(3) == 0 && reader.GetInt64(4) == 0
            && reader.GetInt64(5) == acknowledged;
    }

    private async Task SendAsync(ICommand command, string key)
    {
        var answer = await Writer.ExecuteAsync(command, new Envelope(Name, "bench", key), default);
        if (answer.Refusal is { } refusal) throw new InvalidOperationException(refusal.Message.En);
    }
}
