using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Looks at the store's events for one webhook, piece by piece in their order, and writes down which are to be told to it: one statement a
/// piece, with how far it came, so that none is missed or written twice. It looks no further than the views have come: they know by then
/// which district a sitting, a bed or a person belongs to, and numbers below are never filled in later.
/// </summary>
public static class WebhookReading
{
    /// <summary>So many numbers of the store at once.</summary>
    private const int Piece = 2_000;

    /// <summary>Looks no further while so many wait: behind a receiver that is down it is the store that holds them, not a second list.</summary>
    internal const int MostWaiting = 2_000;

    private static readonly string s_progress = RowReader<WebhookProgress>.Table, s_deliveries = RowReader<WebhookDelivery>.Table;

    /// <summary>Where an event belongs, by its stream. A person's district is the one she lives in now.</summary>
    private static readonly string s_district = $"""
        case k.stream
          when 'meal_point' then (select b.district from {RowReader<MealPointBoard>.Table} b where b.tenant_id = $1 and b.point = e.stream_id)
          when 'sitting' then (select b.district from {RowReader<SittingBoard>.Table} b where b.tenant_id = $1 and b.sitting = e.stream_id)
          when 'home' then (select b.district from {RowReader<HomeBoard>.Table} b where b.tenant_id = $1 and b.home = e.stream_id)
          when 'bed' then (select b.district from {RowReader<BedBoard>.Table} b where b.tenant_id = $1 and b.bed = e.stream_id)
          when 'application' then (select b.district from {RowReader<QueueEntry>.Table} q
            join {RowReader<ElderRecord>.Table} b on b.tenant_id = $1 and b.elder = q.elder where q.tenant_id = $1 and q.application = e.stream_id)
          when 'elder' then (select b.district from {RowReader<ElderRecord>.Table} b where b.tenant_id = $1 and b.elder = e.stream_id)
        end
        """;

    /// <summary>Begins the replay that was asked for last; what waited of an earlier one is dropped.</summary>
    public static async Task<WebhookProgress> BeginReplayAsync(
        NpgsqlConnection connection, string city, Webhook webhook, WebhookProgress progress, CancellationToken cancellation)
    {
        if (progress.Replay == webhook.Replay) return progress;
        var begun = progress with { Replay = webhook.Replay, ReplayRead = webhook.ReplayFrom - 1, ReplayTo = progress.ReadTo };
        await using var command = WebhookQueue.Command(
            connection, city, webhook.Id,
            $"""
            with dropped as (
              delete from {s_deliveries} where tenant_id = $1 and webhook = $2 and state = '{nameof(WebhookDeliveryState.Waiting)}' and replay > 0)
            update {s_progress} set replay = $3, replay_read = $4, replay_to = $5 where tenant_id = $1 and webhook = $2
            """);
        WebhookQueue.Add(command, begun.Replay);
        WebhookQueue.Add(command, begun.ReplayRead);
        WebhookQueue.Add(command, begun.ReplayTo);
        await command.ExecuteNonQueryAsync(cancellation);
        return begun;
    }

    /// <summary>Looks at the next piece of what is new, or of the replay.</summary>
    /// <param name="connection">The turn's.</param>
    /// <param name="city">The tenant.</param>
    /// <param name="webhook">For whom.</param>
    /// <param name="progress">How far it is.</param>
    /// <param name="replays">The replay, instead of what is new.</param>
    /// <param name="bound">The last number that may be looked at.</param>
    /// <param name="now">When what is found is due.</param>
    /// <param name="cancellation">Ends the looking.</param>
    /// <returns>How far it is now.</returns>
    public static async Task<WebhookProgress> LookAsync(
        NpgsqlConnection connection, string city, Webhook webhook, WebhookProgress progress, bool replays, long bound, DateTimeOffset now,
        CancellationToken cancellation)
    {
        var (column, from) = replays ? ("replay_read", progress.ReplayRead) : ("read_to", progress.ReadTo);
        var to = Math.Min(from + Piece, replays ? Math.Min(bound, progress.ReplayTo) : bound);
        if (to <= from) return progress;
        var told = OfferedEvents.ToldTo(webhook.Kinds);
        await using var command = WebhookQueue.Command(
            connection, city, webhook.Id,
            $"""
            with looked as (
              update {s_progress} set {column} = $4 where tenant_id = $1 and webhook = $2 and {column} = $3
                and (select count(*) from (select 1 from {s_deliveries} where tenant_id = $1 and webhook = $2
                  and state = '{nameof(WebhookDeliveryState.Waiting)}' and replay {(replays ? ">" : "=")} 0 limit {MostWaiting}) w) < {MostWaiting}
              returning 1)
            , told as (
              insert into {s_deliveries} (tenant_id, id, webhook, replay, sequence, stream, kind, state, attempts, due_at)
              select $1, gen_random_uuid(), $2, $5, e.seq_id, e.stream_id, k.kind, '{nameof(WebhookDeliveryState.Waiting)}', 0, $6
              from looked cross join {StoreSchema.Name}.mt_events e join unnest($7::text[], $8::text[], $9::text[]) k(type, kind, stream) on k.type = e.type
              where e.tenant_id = $1 and e.seq_id > $3 and e.seq_id <= $4
                and case when k.stream = 'webhook' then e.stream_id = $2 else $10::text is null or $10 = {s_district} end)
            select exists (select 1 from looked)
            """);
        WebhookQueue.Add(command, from);
        WebhookQueue.Add(command, to);
        WebhookQueue.Add(command, replays ? progress.Replay : 0);
        WebhookQueue.Add(command, now.ToUniversalTime());
        WebhookQueue.Add(command, told.Select(t => t.Alias).ToArray());
        WebhookQueue.Add(command, told.Select(t => t.Kind.ToString()).ToArray());
        WebhookQueue.Add(command, told.Select(t => t.Stream).ToArray());
        WebhookQueue.Add(command, webhook.District, NpgsqlTypes.NpgsqlDbType.Text);
        if (await command.ExecuteScalarAsync(cancellation) is not true) return progress;
        return replays ? progress with { ReplayRead = to } : progress with { ReadTo = to };
    }
}
