using JasperFx.Events.Daemon;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Eldercare.Store.Feed;

/// <summary>
/// How often the views look for new events: more often while somebody watches at any host, for then each look stands between an event and
/// who waits for it; else seldom, for each look costs the bookings of a quiet hour dearly. Who watches holds an advisory lock, shared, on the
/// connection that listens: it ends with the host.
/// </summary>
internal sealed class ViewPace(NpgsqlDataSource database, TimeProvider clock) : BackgroundService
{
    /// <summary>Held by every host at which somebody watches.</summary>
    public static string Hold { get; } = $"select pg_advisory_lock_shared({AdvisoryLocks.Watching})";

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_usual = TimeSpan.FromMilliseconds(100), s_watched = TimeSpan.FromMilliseconds(40);

    // A key of 64 bits stands in two columns, and the third says so.
    private static readonly string s_isWatched =
        $"""
        select exists (select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())
          and classid = {AdvisoryLocks.Watching >> 32} and objid = {AdvisoryLocks.Watching & uint.MaxValue} and objsubid = 1)
        """;

    private DaemonSettings? _settings;

    /// <summary>Sets the pace of a daemon from now on.</summary>
    public void Keep(DaemonSettings settings)
    {
        _settings = settings;
        Set(isWatched: false);
    }

    /// <summary>Somebody watches at this host, or nobody any more: known at once, while another host's is found out.</summary>
    public void Set(bool isWatched)
    {
        if (_settings is not { } settings) return;
        settings.FastPollingTime = isWatched ? s_watched : s_usual;
        settings.SlowPollingTime = settings.FastPollingTime * 2;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var command = database.CreateCommand(s_isWatched);
                Set(await command.ExecuteScalarAsync(stoppingToken) is true);
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                // Looked at again at the next tick; until then the pace stays.
            }
        }
    }
}
