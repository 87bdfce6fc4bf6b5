using Eldercare.Store;
using Eldercare.Store.Tables;
using Eldercare.Store.Writing;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.City.Webhooks;

/// <summary>A delivery with what it tells, which is read only when it is sent: what cannot be read holds up itself alone.</summary>
public sealed record DueDelivery(WebhookDelivery Delivery, Func<StoredEvent> Event);

/// <summary>
/// Webhooks and their deliveries in the database. What is about one webhook goes over the connection that holds its turn: when that is
/// lost nothing can be taken or noted by it any more.
/// </summary>
public sealed class WebhookQueue(NpgsqlDataSource database, EventTypes events)
{
    private static readonly string s_webhooks = RowReader<Webhook>.Table, s_progress = RowReader<WebhookProgress>.Table;
    private static readonly string s_deliveries = RowReader<WebhookDelivery>.Table;

    /// <summary>Webhooks that are to be sent and have something to do: events not looked at, a replay to begin or go on with, a delivery due.</summary>
    /// <param name="looked">How far events may be looked at; null when no webhook is active, then nothing is asked for it.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<(string City, WebhookId Webhook)>> BusyAsync(
        Func<Task<long>> looked, DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await AnyAsync(cancellation)) return [];
        var bound = await looked();
        await using var command = database.CreateCommand(
            $"""
            select w.tenant_id, w.id from {s_webhooks} w left join {s_progress} p on p.tenant_id = w.tenant_id and p.webhook = w.id
            where w.state = '{nameof(WebhookState.Active)}' and (p.resting_until is null or p.resting_until <= $2)
              and (p.webhook is null or p.read_to < $1 or p.replay <> w.replay or p.replay_read < p.replay_to or exists (
                select 1 from {s_deliveries} d where d.tenant_id = w.tenant_id and d.webhook = w.id
                  and d.state = '{nameof(WebhookDeliveryState.Waiting)}' and d.due_at <= $2))
            """);
        Add(command, bound);
        Add(command, now.ToUniversalTime());
        var busy = new List<(string, WebhookId)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) busy.Add((reader.GetString(0), new(reader.GetGuid(1))));
        return busy;
    }

    /// <summary>
    /// How far events were looked at for the webhook that is furthest behind, of those that are looked after: not of one whose receiver wants to be left
    /// alone, or that has as many waiting as may. Null when there is none.
    /// </summary>
    public async Task<long?> FurthestBehindAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (!await AnyAsync(cancellation)) return null;
        await using var command = database.CreateCommand(
            $"""
            select min(p.read_to) from {s_webhooks} w join {s_progress} p on p.tenant_id = w.tenant_id and p.webhook = w.id
            where w.state = '{nameof(WebhookState.Active)}' and (p.resting_until is null or p.resting_until <= $1)
              and (select count(*) from (select 1 from {s_deliveries} d where d.tenant_id = w.tenant_id and d.webhook = w.id
                and d.state = '{nameof(WebhookDeliveryState.Waiting)}' and d.replay = 0 limit {WebhookReading.MostWaiting}) waiting) < {WebhookReading.MostWaiting}
            """);
        Add(command, now.ToUniversalTime());
        return await command.ExecuteScalarAsync(cancellation) as long?;
    }

    /// <summary>How many deliveries are dead letters, and how many webhooks were switched off.</summary>
    public async Task<(long Dead, long SwitchedOff)> LostAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select (select count(*) from {s_webhooks} w join {s_deliveries} d on d.tenant_id = w.tenant_id and d.webhook = w.id and d.state = '{nameof(WebhookDeliveryState.Dead)}'),
              (select count(*) from {s_webhooks} where state = '{nameof(WebhookState.SwitchedOff)}')
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>The webhook and how far it is; its progress begins with the event that set it up. Null when it is not there.</summary>
    public static async Task<(Webhook Webhook, WebhookProgress Progress)?> ReadAsync(
        NpgsqlConnection connection, string city, WebhookId webhook, CancellationToken cancellation)
    {
        await using var command = Command(
            connection, city, webhook,
            $"""
            with begun as (
              insert into {s_progress} (tenant_id, webhook, read_to, replay, replay_read, replay_to, failures_in_a_row)
              select e.tenant_id, e.stream_id, e.seq_id, 0, 0, 0, 0 from {StoreSchema.Name}.mt_events e
              where e.tenant_id = $1 and e.stream_id = $2 and e.version = 1
              on conflict do nothing returning *)
            select {RowReader<Webhook>.Columns("w")}, {RowReader<WebhookProgress>.Columns("p")}
            from {s_webhooks} w join (select * from {s_progress} union all select * from begun) p on p.tenant_id = w.tenant_id and p.webhook = w.id
            where w.tenant_id = $1 and w.id = $2
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? (RowReader<Webhook>.At(0)(reader), RowReader<WebhookProgress>.At(RowReader<Webhook>.Width)(reader))
            : null;
    }

    /// <summary>
    /// Takes deliveries that are due and the first of their streams that wait; those of a replay are streams of their own. None is marked:
    /// whoever has the turn remembers what it has under way, and if it dies they wait still.
    /// </summary>
    public async Task<IReadOnlyList<DueDelivery>> TakeAsync(
        NpgsqlConnection connection, string city, WebhookId webhook, bool replays, int most, IEnumerable<WebhookDeliveryId> underWay,
        DateTimeOffset now, CancellationToken cancellation)
    {
        if (most <= 0) return [];
        await using var command = Command(
            connection, city, webhook,
            $"""
            select {RowReader<WebhookDelivery>.Columns("d")}, e.id, e.timestamp, e.type, e.data
            from (
              select distinct on (w.stream) w.* from {s_deliveries} w
              where w.tenant_id = $1 and w.webhook = $2 and w.state = '{nameof(WebhookDeliveryState.Waiting)}' and w.replay {(replays ? ">" : "=")} 0
              order by w.stream, w.sequence) d
            join {StoreSchema.Name}.mt_events e on e.seq_id = d.sequence
            where d.due_at <= $3 and d.id <> all($4)
            order by d.sequence limit $5
            """);
        Add(command, now.ToUniversalTime());
        Add(command, underWay.Select(u => u.Value).ToArray());
        Add(command, most);
        var due = new List<DueDelivery>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var at = RowReader<WebhookDelivery>.Width;
            var (id, recorded, alias, json) = (
                reader.GetGuid(at), reader.GetFieldValue<DateTimeOffset>(at + 1), reader.GetString(at + 2), reader.GetString(at + 3));
            due.Add(new(RowReader<WebhookDelivery>.At(0)(reader), () => new StoredEvent(id, recorded, events.Read(alias, json))));
        }

        return due;
    }

    /// <summary>Notes what became of attempts and of the webhook, together. A delivery that somebody had sent again meanwhile stays as that made it.</summary>
    public static async Task NoteAsync(
        NpgsqlConnection connection, string city, WebhookProgress progress, IReadOnlyList<WebhookDelivery> tried, CancellationToken cancellation)
    {
        await using var command = Command(
            connection, city, progress.Webhook,
            $"""
            with noted as (
              update {s_deliveries} d set state = t.state, attempts = t.attempts, due_at = t.due_at, status = t.status, reason = t.reason
              from unnest($3::uuid[], $4::text[], $5::int[], $6::timestamptz[], $7::int[], $8::text[]) t(id, state, attempts, due_at, status, reason)
              where d.tenant_id = $1 and d.id = t.id and d.attempts = t.attempts - 1 and d.state = '{nameof(WebhookDeliveryState.Waiting)}')
            update {s_progress} set failures_in_a_row = $9, failing_since = $10, resting_until = $11, last_status = $12, last_delivered_at = $13
            where tenant_id = $1 and webhook = $2
            """);
        Add(command, tried.Select(t => t.Id.Value).ToArray());
        Add(command, tried.Select(t => t.State.ToString()).ToArray());
        Add(command, tried.Select(t => t.Attempts).ToArray());
        Add(command, tried.Select(t => t.DueAt.ToUniversalTime()).ToArray());
        Add(command, tried.Select(t => t.Status).ToArray());
        Add(command, tried.Select(t => t.Reason).ToArray());
        Add(command, progress.FailuresInARow);
        Add(command, progress.FailingSince?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        Add(command, progress.RestingUntil?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        Add(command, progress.LastStatus, NpgsqlDbType.Integer);
        Add(command, progress.LastDeliveredAt?.ToUniversalTime(), NpgsqlDbType.TimestampTz);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Deletes a piece of what was delivered before an instant, and of what deleted webhooks left; returns how many.</summary>
    public async Task<int> PruneAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            with orphans as (
              select p.tenant_id, p.webhook from {s_progress} p
              where not exists (select 1 from {s_webhooks} w where w.tenant_id = p.tenant_id and w.id = p.webhook)),
            ended as (
              delete from {s_progress} p using orphans o where p.tenant_id = o.tenant_id and p.webhook = o.webhook
                and not exists (select 1 from {s_deliveries} d where d.tenant_id = o.tenant_id and d.webhook = o.webhook)),
            piece as (
              (select d.ctid from orphans o join {s_deliveries} d on d.tenant_id = o.tenant_id and d.webhook = o.webhook limit 2000)
              union all
              (select d.ctid from {s_webhooks} w join {s_deliveries} d on d.tenant_id = w.tenant_id and d.webhook = w.id
                where d.state = '{nameof(WebhookDeliveryState.Delivered)}' and d.due_at < $1 limit 2000))
            delete from {s_deliveries} where ctid = any(array(select ctid from piece))
            """);
        Add(command, before.ToUniversalTime());
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    internal static NpgsqlCommand Command(NpgsqlConnection connection, string city, WebhookId webhook, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        Add(command, city);
        Add(command, webhook.Value);
        return command;
    }

    internal static void Add<T>(NpgsqlCommand command, T value, NpgsqlDbType? type = null)
    {
        var parameter = new NpgsqlParameter<T> { TypedValue = value };
        if (type is { } known) parameter.NpgsqlDbType = known;
        command.Parameters.Add(parameter);
    }

    /// <summary>Almost free where nobody has a webhook.</summary>
    private async Task<bool> AnyAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select exists (select 1 from {s_webhooks} where state = '{nameof(WebhookState.Active)}')");
        return await command.ExecuteScalarAsync(cancellation) is true;
    }
}
