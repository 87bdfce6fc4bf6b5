using System.Diagnostics;
using Eldercare.People;
using Npgsql;

namespace Eldercare.Benchmarks.Beds;

/// <summary>
/// A clock that runs as the machine's does, on a day of the simulation's. The database dates events by the beginning of their transaction:
/// a trigger takes that to the same day, so that the past can be asked for as if it had been lived through.
/// </summary>
public sealed class SimulatedClock(DateOnly first) : TimeProvider
{
    private static readonly TimeOnly s_morning = new(8, 0);

    private long _at = CityTime.At(first, s_morning).UtcTicks;
    private long _since = Stopwatch.GetTimestamp();

    public DateOnly Today { get; private set; } = first;

    public override DateTimeOffset GetUtcNow() =>
        new(Interlocked.Read(ref _at) + Stopwatch.GetElapsedTime(Interlocked.Read(ref _since)).Ticks, TimeSpan.Zero);

    /// <summary>Events written over these connections are dated by the simulation from now on.</summary>
    public async Task RuleAsync(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand(
            """
            create schema if not exists simulation;
            create table simulation.clock (at timestamptz not null, set_at timestamptz not null);
            insert into simulation.clock values (now(), now());
            create function simulation.stamp() returns trigger language plpgsql as $stamp$
            begin
              select c.at + (new.timestamp - c.set_at) into new.timestamp from simulation.clock c;
              return new;
            end $stamp$;
            create trigger simulated before insert on eldercare.mt_events for each row execute function simulation.stamp();
            """);
        await command.ExecuteNonQueryAsync();
        await MoveToAsync(database, Today);
    }

    /// <summary>It is morning on another day; nobody writes meanwhile.</summary>
    public async Task MoveToAsync(NpgsqlDataSource database, DateOnly day)
    {
        Today = day;
        Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
        Interlocked.Exchange(ref _at, CityTime.At(day, s_morning).UtcTicks);
        await using var command = database.CreateCommand("update simulation.clock set at = $1, set_at = clock_timestamp()");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = CityTime.At(day, s_morning) });
        await command.ExecuteNonQueryAsync();
    }
}
