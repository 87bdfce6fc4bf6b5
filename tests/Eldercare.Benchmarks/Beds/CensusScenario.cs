using Eldercare.City.Reading;
using Eldercare.People;
using Npgsql;

namespace Eldercare.Benchmarks.Beds;

/// <summary>
/// The census of the whole city for past dates, chosen at random from those it has lived through, against one SQL statement that counts the
/// same from the events themselves; both must say the same for every date.
/// </summary>
public static class CensusScenario
{
    private const int Dates = 40;

    /// <summary>
    /// A bed's state is what the last event before the day's end led to; somebody lives in it when more arrivals than ends have their day
    /// by then. Corrections of stays, which it would have to undo, are left out of this life.
    /// </summary>
    private const string FromEvents =
        """
        with b as (
            select e.stream_id,
                (array_agg(e.type order by e.version desc) filter (where e.timestamp <= $2
                    and (e.type = any($4) or (e.type = 'reservation_cancelled' and (e.data->>'kept')::bool))))[1] as last,
                count(*) filter (where e.type in ('resident_admitted', 'resident_transferred_in') and (e.data->>'on')::date <= $3)
                    - count(*) filter (where e.type in ('resident_departed', 'resident_transferred_out', 'bed_released_from_leave')
                        and (e.data->>'on')::date <= $3) > 0 as lived
            from eldercare.mt_streams s join eldercare.mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id
            where s.tenant_id = $1 and s.type = 'bed' group by e.stream_id)
        select count(*) filter (where lived or last <> 'bed_retired')::int,
            count(*) filter (where lived)::int,
            count(*) filter (where not lived and last in ('bed_held', 'bed_reserved', 'reservation_began'))::int,
            count(*) filter (where not lived and last in ('bed_registered', 'hold_released', 'bed_cleaned', 'reservation_cancelled'))::int,
            count(*) filter (where not lived and last in ('resident_departed', 'resident_transferred_out', 'bed_released_from_leave', 'bed_reopened',
                'resident_admitted', 'resident_transferred_in', 'leave_began', 'leave_ended'))::int,
            count(*) filter (where not lived and last = 'bed_closed')::int
        from b where last is not null
        """;

    private static readonly string[] s_changing =
    [
        "bed_registered", "bed_held", "hold_released", "bed_reserved", "reservation_began", "resident_admitted", "resident_transferred_in",
        "resident_transferred_out", "resident_departed", "leave_began", "leave_ended", "bed_released_from_leave", "bed_cleaned", "bed_closed",
        "bed_reopened", "bed_retired",
    ];

    public static async Task RunAsync(string connectionString, YearSize size, bool json)
    {
        var (host, _) = await YearScenario.LiveAsync(connectionString, size, corrects: false);
        await using var closing = host;
        var correct = await host.SettledAsync();
        await using (var analyze = host.Database.CreateCommand("vacuum analyze")) await analyze.ExecuteNonQueryAsync();
        var (reader, today, now) = (new CensusReader(host.Database), CityTime.Today(host.Clock.GetUtcNow()), host.Clock.GetUtcNow());
        // The database reads its pages for the first time, and both statements are planned.
        await OursAsync(0);
        await EventsAsync(0);
        var differ = 0;
        var ours = await Load.RunAsync(1, TimeSpan.FromSeconds(5), async n =>
        {
            await OursAsync(n);
            return true;
        });
        var theirs = await Load.RunAsync(1, TimeSpan.FromSeconds(5), async n =>
        {
            await EventsAsync(n);
            return true;
        });
        for (var n = 0; n < Dates; n++)
            // Which homes may admit the reference does not ask.
            if (await OursAsync(n) is var one && await EventsAsync(n) is var other && one with { Admitting = one.Admitting + one.NotAdmitting, NotAdmitting = 0 } != other && differ++ == 0) Console.Error.WriteLine($"{Day(n)}: {one}, {other}");
        var events = await host.CountAsync("select count(*) from eldercare.mt_events");
        new Measurement(
            "census", "census", ours.PerSecond, "1/s", "sql-over-events", theirs.PerSecond, ours.PerSecond / theirs.PerSecond, ours.P50Ms, ours.P99Ms,
            correct && differ == 0, 1, Note: $"{size.Beds:N0} beds, {size.Days} days, {events:N0} events; {Dates} dates compared; reference p50 {theirs.P50Ms:0.0} p99 {theirs.P99Ms:0.0} ms").Print(json);

        DateOnly Day(long n) => today.AddDays(-(int)((n * 7919) % size.Days));

        Task<Census> OursAsync(long n) => reader.OfAsync(BedHost.City, new(Day(n), now), null, null, default);

        async Task<Census> EventsAsync(long n)
        {
            var end = CityTime.At(Day(n).AddDays(1), TimeOnly.MinValue).AddMicroseconds(-1);
            await using var command = host.Database.CreateCommand(FromEvents);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = BedHost.City });
            command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now < end ? now : end });
            command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = Day(n) });
            command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = s_changing });
            await using var row = await command.ExecuteReaderAsync();
            await row.ReadAsync();
            return new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5));
        }
    }
}
