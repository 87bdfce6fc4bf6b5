using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Eldercare.Store.Views;

/// <summary>
/// How far the views are behind the events, as metrics: <c>eldercare.views.lag.events</c> and <c>eldercare.views.lag.seconds</c>
/// (the age of the oldest event they do not show). Looks every few seconds, and only while somebody listens.
/// </summary>
internal sealed class ViewLag : BackgroundService
{
    // The oldest event not shown, not the newest: a stalled view gets older every second also when nothing is written.
    private const string Look =
        $"""
        with p as (select coalesce(
            (select last_seq_id from {StoreSchema.Name}.mt_event_progression where name = '{ViewRunner.ShardName}:All'), 0) as at)
        select greatest(coalesce((select max(seq_id) from {StoreSchema.Name}.mt_events), 0) - p.at, 0),
               coalesce((select extract(epoch from clock_timestamp() - e.timestamp)::float8 from {StoreSchema.Name}.mt_events e
                         where e.seq_id > p.at order by e.seq_id limit 1), 0)
        from p
        """;

    private readonly Meter _meter = new(Telemetry.Name);
    private readonly ObservableGauge<long> _events;
    private readonly ObservableGauge<double> _seconds;
    private readonly NpgsqlDataSource _database;
    private readonly TimeProvider _clock;
    private (long Events, double Seconds)? _lag;

    public ViewLag(NpgsqlDataSource database, TimeProvider clock)
    {
        (_database, _clock) = (database, clock);
        _events = _meter.CreateObservableGauge("eldercare.views.lag.events", () => Seen(l => l.Events), "{event}", "Events the views do not show yet");
        _seconds = _meter.CreateObservableGauge("eldercare.views.lag.seconds", () => Seen(l => l.Seconds), "s", "Age of the oldest event the views do not show yet");
    }

    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(2);

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                _lag = _events.Enabled || _seconds.Enabled ? await LookAsync(stoppingToken) : null;
            }
            catch (NpgsqlException)
            {
                // Nothing known is nothing said: the gap in the curve tells, and health checks say why.
                _lag = null;
            }
        }
    }

    private async Task<(long, double)> LookAsync(CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(Look);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), Math.Max(0, reader.GetDouble(1)));
    }

    private IEnumerable<Measurement<T>> Seen<T>(Func<(long Events, double Seconds), T> part)
        where T : struct => _lag is { } lag ? [new Measurement<T>(part(lag))] : [];
}
