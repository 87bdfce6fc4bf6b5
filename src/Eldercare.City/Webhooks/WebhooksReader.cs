using Eldercare.City.Reading;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Webhooks;

/// <summary>A webhook as people look at it.</summary>
/// <param name="Webhook">As it was set up.</param>
/// <param name="Progress">How far it is; null in its first second.</param>
/// <param name="Behind">How many of the store's sequence numbers were not looked at for it yet.</param>
/// <param name="Waiting">How many deliveries wait, replays included; 10,000 when there are more.</param>
/// <param name="Dead">How many are dead letters, likewise.</param>
/// <param name="OldestWaiting">When the event was recorded that has waited longest; null when none waits.</param>
public sealed record WebhookBoard(Webhook Webhook, WebhookProgress? Progress, long Behind, long Waiting, long Dead, DateTimeOffset? OldestWaiting);

/// <summary>Webhooks and what was sent to them.</summary>
public interface IWebhooksReader
{
    /// <summary>Webhooks, the oldest first.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="district">Only those of this district; all, the city's own too, when null.</param>
    /// <param name="slice">Which part; keys are webhooks.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<WebhookBoard>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>A webhook, or null.</summary>
    Task<WebhookBoard?> FindAsync(string city, WebhookId webhook, CancellationToken cancellation);

    /// <summary>A webhook's deliveries, the newest event first.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="webhook">Whose.</param>
    /// <param name="state">Only those in this state.</param>
    /// <param name="slice">Which part; keys are deliveries.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<WebhookDelivery>> DeliveriesAsync(
        string city, WebhookId webhook, WebhookDeliveryState? state, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>A delivery, or null.</summary>
    Task<WebhookDelivery?> DeliveryAsync(string city, WebhookDeliveryId delivery, CancellationToken cancellation);
}

/// <inheritdoc cref="IWebhooksReader"/>
public sealed class WebhooksReader(NpgsqlDataSource database) : IWebhooksReader
{
    private static readonly string s_webhooks = RowReader<Webhook>.Table, s_deliveries = RowReader<WebhookDelivery>.Table;

    private static readonly Listing s_all = new(
        $"""
        {RowReader<Webhook>.Columns("w")}, {RowReader<WebhookProgress>.Columns("p")},
          greatest((select coalesce(max(seq_id), 0) from {StoreSchema.Name}.mt_events) - coalesce(p.read_to, 0), 0),
          {CountOf(WebhookDeliveryState.Waiting)}, {CountOf(WebhookDeliveryState.Dead)},
          (select e.timestamp from {s_deliveries} d join {StoreSchema.Name}.mt_events e on e.seq_id = d.sequence
            where d.tenant_id = $1 and d.webhook = w.id and d.state = '{nameof(WebhookDeliveryState.Waiting)}' order by d.replay, d.sequence limit 1)
        """,
        $"""
        {s_webhooks} w left join {RowReader<WebhookProgress>.Table} p on p.tenant_id = $1 and p.webhook = w.id
        where w.tenant_id = $1
        """);

    public Task<Page<WebhookBoard>> PageAsync(string city, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = district is null ? s_all : s_all + $" and w.district = {query.With(district)}";
        return query.PageAsync(
            list, ["w.created_at", "w.id"], descending: false, slice,
            key => $"select k.created_at, k.id from {s_webhooks} k where k.tenant_id = $1 and k.id = {key}", Board, cancellation);
    }

    public async Task<WebhookBoard?> FindAsync(string city, WebhookId webhook, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return (await query.ListAsync((s_all + $" and w.id = {query.With(webhook.Value)}").Sql, Board, cancellation)).SingleOrDefault();
    }

    public Task<Page<WebhookDelivery>> DeliveriesAsync(
        string city, WebhookId webhook, WebhookDeliveryState? state, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        // By every state, so that the index leads there.
        var states = state is { } one ? [one.ToString()] : Enum.GetNames<WebhookDeliveryState>();
        return query.PageAsync(
            Listing.Of<WebhookDelivery>("d", $"d.tenant_id = $1 and d.webhook = {query.With(webhook.Value)} and d.state = any({query.With(states)})"),
            ["d.sequence", "d.replay", "d.id"], descending: true, slice,
            key => $"select k.sequence, k.replay, k.id from {s_deliveries} k where k.tenant_id = $1 and k.id = {key}",
            RowReader<WebhookDelivery>.At(0), cancellation);
    }

    public async Task<WebhookDelivery?> DeliveryAsync(string city, WebhookDeliveryId delivery, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<WebhookDelivery>("id", [delivery.Value], cancellation)).SingleOrDefault();

    private static string CountOf(WebhookDeliveryState state) =>
        $"(select count(*) from (select 1 from {s_deliveries} d where d.tenant_id = $1 and d.webhook = w.id and d.state = '{state}' limit 10000) c)";

    private static WebhookBoard Board(NpgsqlDataReader reader)
    {
        var (progress, at) = (RowReader<Webhook>.Width, RowReader<Webhook>.Width + RowReader<WebhookProgress>.Width);
        return new WebhookBoard(
            RowReader<Webhook>.At(0)(reader), reader.IsDBNull(progress) ? null : RowReader<WebhookProgress>.At(progress)(reader),
            reader.GetInt64(at), reader.GetInt64(at + 1), reader.GetInt64(at + 2),
            reader.IsDBNull(at + 3) ? null : reader.GetFieldValue<DateTimeOffset>(at + 3));
    }
}
