using System.Globalization;
using Eldercare.Store.Views;
using Eldercare.Store.Writing;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Store.Feed;

/// <inheritdoc cref="IEventFeed"/>
/// <remarks>
/// Each page of the views says in its own transaction how far it came (<c>NOTIFY</c>): who listens wakes when that is committed. Once a second
/// the progress is looked at all the same, and a lost connection is made anew: nothing depends on a notification's coming.
/// </remarks>
internal sealed partial class EventFeed(NpgsqlDataSource database, SubscriptionProgress progress, ViewProgress views, EventTypes types, ViewPace pace, ILogger<EventFeed> log)
    : IEventFeed, IAsyncDisposable
{
    /// <summary>The channel the views' progress is told on.</summary>
    public const string Channel = "eldercare_views";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? _listening;
    private long _told;

    public async Task<long> CurrentAsync(CancellationToken cancellation) =>
        (await progress.CurrentAsync(ViewRunner.ShardName, cancellation)).Processed;

    public async Task<long> BeyondAsync(long place, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                _listening ??= await ListenAsync(cancellation);
                if (Interlocked.Read(ref _told) is var told && told > place) return told;
                if (await _listening.WaitAsync(s_patience, cancellation)) continue;
                Tell(await CurrentAsync(cancellation));
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                Lost(log, fault);
                await ReleaseAsync();
                await Task.Delay(s_patience, cancellation);
            }
        }
    }

    public async Task ReleaseAsync()
    {
        // The lock is let go when the connection goes back to its pool; another host's is found out at the next look.
        pace.Set(isWatched: false);
        if (Interlocked.Exchange(ref _listening, null) is { } listening) await listening.DisposeAsync();
    }

    public async ValueTask DisposeAsync() => await ReleaseAsync();

    public Task<IReadOnlyList<FedEvent>> ReadAsync(
        string city, long after, long until, IReadOnlyCollection<Type> inFull, int most, CancellationToken cancellation) => ListAsync(
            $"""
            select e.seq_id, e.stream_id, e.type, e.timestamp, case when e.type = any($4) then e.data end
            from {StoreSchema.Name}.mt_events e
            where e.tenant_id = $1 and e.seq_id > $2 and e.seq_id <= $3 order by e.seq_id limit $5
            """,
            [Of(city), Of(after), Of(until), Of(Aliases(inFull)), Of(most)], cancellation);

    public Task<IReadOnlyList<FedEvent>> OfTypesAsync(
        string city, IReadOnlyCollection<Type> types, long after, long until, int most, CancellationToken cancellation) => ListAsync(
            $"""
            select e.seq_id, e.stream_id, e.type, e.timestamp, e.data
            from {StoreSchema.Name}.mt_events e
            where e.tenant_id = $1 and e.seq_id > $2 and e.seq_id <= $3 and e.type = any($4) order by e.seq_id limit $5
            """,
            [Of(city), Of(after), Of(until), Of(Aliases(types)), Of(most)], cancellation);

    public Task<IReadOnlyList<FedEvent>> LastOfStreamsAsync(
        string city, IReadOnlyCollection<Guid> streams, long after, long until, CancellationToken cancellation) => ListAsync(
            $"""
            select distinct on (e.type) e.seq_id, e.stream_id, e.type, e.timestamp, null::jsonb
            from {StoreSchema.Name}.mt_events e
            where e.tenant_id = $1 and e.stream_id = any($4) and e.seq_id > $2 and e.seq_id <= $3
            order by e.type, e.seq_id desc
            """,
            [Of(city), Of(after), Of(until), Of(streams.ToArray())], cancellation);

    private string[] Aliases(IReadOnlyCollection<Type> facts) => [.. facts.Select(t => types.NameOf(t).Alias)];

    private static NpgsqlParameter<T> Of<T>(T value) => new() { TypedValue = value };

    private async Task<IReadOnlyList<FedEvent>> ListAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var events = new List<FedEvent>();
        while (await reader.ReadAsync(cancellation))
        {
            var alias = reader.GetString(2);
            events.Add(new FedEvent(
                reader.GetInt64(0), reader.GetGuid(1), types.TypeOf(alias), reader.GetFieldValue<DateTimeOffset>(3),
                reader.IsDBNull(4) ? null : types.Read(alias, reader.GetString(4))));
        }

        return events;
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellation)
    {
        var connection = await database.OpenConnectionAsync(cancellation);
        try
        {
            connection.Notification += (_, told) =>
            {
                if (long.TryParse(told.Payload, NumberStyles.None, CultureInfo.InvariantCulture, out var place)) Tell(place);
            };
            await using var listen = new NpgsqlCommand($"listen {Channel}; {ViewPace.Hold}", connection);
            await listen.ExecuteNonQueryAsync(cancellation);
            pace.Set(isWatched: true);
            // What was committed before it listened was told to nobody.
            Tell(await CurrentAsync(cancellation));
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Tell(long place)
    {
        // First: whoever is told reads the views, and nothing of them that was kept before.
        views.Reached(place);
        if (place > Interlocked.Read(ref _told)) Interlocked.Exchange(ref _told, place);
    }

    [LoggerMessage(LogLevel.Warning, "The feed of events lost its connection and makes another")]
    private static partial void Lost(ILogger log, Exception fault);
}
