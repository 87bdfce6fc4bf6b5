using Eldercare.People;
using Eldercare.Store;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Daemon;
using Marten.Subscriptions;
using Npgsql;

namespace Eldercare.City.Messages;

/// <summary>
/// Writes one message a fact that an elder has to be told, into the outbox. Reads the events as the views do, page by page on one host at
/// a time, and commits messages and progress together: a fact is never told twice nor forgotten. Not a handler like the other reactions:
/// bookings come by the thousand in a second, and an envelope each would cost more than the booking.
/// </summary>
public sealed class MessageWriter : SubscriptionBase
{
    public const string ShardName = "Messages";

    /// <summary>
    /// Older facts are history: nothing of them is of use any more, neither a meal of the seven days ahead nor a bed's offer of five working
    /// days. What is younger gets its message however late it is written, after an outage of days too: when it is to be sent it is asked whether
    /// it is still of use, and what is not is kept as <see cref="MessageReasons.TooLate"/>.
    /// </summary>
    internal static readonly TimeSpan Oldest = TimeSpan.FromDays(14);

    private readonly MessageSettings _settings;
    private readonly TimeProvider _clock;

    public MessageWriter(MessageSettings settings, TimeProvider clock)
    {
        (_settings, _clock) = (settings, clock);
        Name = ShardName;
        foreach (var rule in MessageRules.All) IncludeType(rule.Fact);
        Options.BatchSize = 2_000;
        Options.MaximumHopperSize = 8_000;
    }

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        var told = page.Events.Where(IsNews).ToArray();
        if (told.Length > 0) ((ITransactionParticipantRegistrar)operations).AddTransactionParticipant(new Page(this, told));
        return Task.FromResult<IChangeListener>(NullChangeListener.Instance);
    }

    private bool IsNews(IEvent e) => MessageRules.Of(e.EventType) is { } rule
        && !string.Equals(e.UserName, "import", StringComparison.Ordinal)
        && e.Timestamp >= _clock.GetUtcNow() - Oldest
        && rule.IsNews(e.Data, e.UserName);

    private Message MessageOf(IEvent e, IReadOnlyDictionary<Guid, ElderId> elders)
    {
        var rule = MessageRules.Of(e.EventType)!;
        // Loud on purpose: a fact that is skipped is a person who is not told.
        var elder = rule.Elder(e.Data) ?? (elders.TryGetValue(e.StreamId, out var ofStream)
            ? ofStream
            : throw new InvalidOperationException($"Neither {e.EventType.Name} nor its stream {e.StreamId} names an elder."));
        // Due at once: whether it is night for her, and how long the news is of use, is asked when it is to be sent.
        return new Message(
            MessageId.Of(e.Id, elder), elder, rule.Kind, _settings.Language, rule.About(e.Data), e.Timestamp, _clock.GetUtcNow(),
            MessageState.Waiting, 0, null, null);
    }

    /// <summary>Whose the streams are whose facts do not say so themselves: their first ones do.</summary>
    private static async Task<IReadOnlyDictionary<Guid, ElderId>> EldersAsync(
        NpgsqlConnection connection, string city, IEnumerable<IEvent> events, CancellationToken cancellation)
    {
        var elders = new Dictionary<Guid, ElderId>();
        var streams = events.Where(e => MessageRules.Of(e.EventType)!.Elder(e.Data) is null).Select(e => e.StreamId).Distinct().ToArray();
        if (streams.Length == 0) return elders;
        await using var command = new NpgsqlCommand(
            $"""
            select e.stream_id, e.data->>'elder' from unnest($2) as s(id) cross join lateral (
              select e.stream_id, e.data from {StoreSchema.Name}.mt_events e
              where e.tenant_id = $1 and e.stream_id = s.id and e.version = 1 limit 1) e
            where e.data ? 'elder'
            """, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = streams });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) elders[reader.GetGuid(0)] = new ElderId(Guid.Parse(reader.GetString(1)));
        return elders;
    }

    private sealed class Page(MessageWriter writer, IReadOnlyList<IEvent> told) : ITransactionParticipant
    {
        public async Task BeforeCommitAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken token)
        {
            foreach (var ofCity in told.GroupBy(e => e.TenantId, StringComparer.Ordinal))
            {
                var elders = await EldersAsync(connection, ofCity.Key, ofCity, token);
                var messages = ofCity.Select(e => writer.MessageOf(e, elders)).ToArray();
                await MessageOutbox.AddAsync(connection, ofCity.Key, messages, token);
            }
        }
    }
}
