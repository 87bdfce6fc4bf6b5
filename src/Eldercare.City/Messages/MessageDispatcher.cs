using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Eldercare.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Messages;

/// <summary>
/// Sends what is due, on every host, once a second. The receiver gets each message at least once, always with the same id: a host that
/// dies between sending and noting it leaves the message taken, and another sends it again when the lease is over.
/// </summary>
public sealed partial class MessageDispatcher(
    MessageOutbox outbox, MessageComposer composer, IMessageSender sender, MessageSettings settings, TimeProvider clock,
    ILogger<MessageDispatcher> log) : BackgroundService
{
    private const int PiecesAtOnce = 4;

    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1), s_pruning = TimeSpan.FromHours(1);

    /// <summary>A receiver that wants to be left alone for longer is asked all the same: a message must not be parked out of everybody's sight.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromHours(1);

    private static readonly Counter<long> s_attempts = Telemetry.Meter.CreateCounter<long>(
        "eldercare.messages", "{message}", "Messages to people, by kind and outcome");

    private DateTimeOffset _pruned = DateTimeOffset.MinValue;
    private long _failingSince;

    /// <summary>For how long no look at the outbox has succeeded on this host; null while they do.</summary>
    public TimeSpan? Failing => Interlocked.Read(ref _failingSince) is not 0 and var since ? clock.GetElapsedTime(since) : null;

    /// <summary>Sends what is due now, up to a second's worth in each city.</summary>
    /// <returns>How many messages were looked at.</returns>
    public async Task<int> LookAsync(CancellationToken cancellation)
    {
        var looked = 0;
        foreach (var city in await outbox.CitiesAsync(cancellation))
        {
            var now = clock.GetUtcNow();
            var taken = await outbox.TakeAsync(city, now, settings.Lease, settings.PerSecond, cancellation);
            if (taken.Count == 0) continue;
            looked += taken.Count;
            await SendAsync(city, taken, now, cancellation);
        }

        return looked;
    }

    private async Task SendAsync(string city, IReadOnlyList<Message> taken, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = taken.ToDictionary(m => m.Id);
        try
        {
            // Each piece is filled in when its turn comes: behind a slow receiver a booking is cancelled, a person erased meanwhile.
            foreach (var piece in taken.Chunk(settings.AtOnce * PiecesAtOnce))
            {
                var settled = new ConcurrentBag<(Message Taken, Message Then)>();
                try
                {
                    await Parallel.ForEachAsync(
                        await composer.ComposeAsync(city, piece, clock.GetUtcNow(), cancellation),
                        new ParallelOptions { MaxDegreeOfParallelism = settings.AtOnce, CancellationToken = cancellation },
                        async (m, token) => settled.Add((m.Message, await SettleAsync(m.Message, m.Composed, token))));
                }
                finally
                {
                    // What was sent is noted also when the host stops; a statement a piece, for each note by itself is a commit.
                    // When that fails they wait for the lease to end, and are not taken for untried.
                    foreach (var (message, _) in settled) open.Remove(message.Id);
                    await outbox.NoteAsync(city, settled, CancellationToken.None);
                }
            }
        }
        catch
        {
            // The host stops, or the database hiccups: nobody need wait for the lease to end, and what was not tried is no attempt.
            await outbox.NoteAsync(city, [.. open.Values.Select(m => (m, m with { Attempts = m.Attempts - 1, DueAt = now }))], CancellationToken.None);
            throw;
        }
    }

    /// <summary>Deletes messages settled long ago.</summary>
    public async Task PruneAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromDays(settings.KeptDays);
        foreach (var city in await outbox.CitiesAsync(cancellation))
            while (await outbox.PruneAsync(city, before, cancellation) > 0)
            {
            }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(s_interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
                Interlocked.Exchange(ref _failingSince, 0);
                if (clock.GetUtcNow() - _pruned < s_pruning) continue;
                await PruneAsync(stoppingToken);
                _pruned = clock.GetUtcNow();
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Interlocked.CompareExchange(ref _failingSince, clock.GetTimestamp(), 0);
                Failed(log, e.GetType().Name);
            }
        }
    }

    /// <summary>The message as it stands after this attempt.</summary>
    private async Task<Message> SettleAsync(Message message, Composed composed, CancellationToken cancellation)
    {
        if (composed.NotBefore is { } later) return message with { DueAt = later, Attempts = message.Attempts - 1 };
        if (composed.Dropped is { } reason)
        {
            Count(message, "dropped");
            return message with { State = MessageState.Dropped, Attempts = message.Attempts - 1, Reason = reason, DueAt = clock.GetUtcNow() };
        }

        var delivery = composed.Unfit is { } unfit ? new(unfit, ForGood: true) : await TrySendAsync(composed.Letter!, cancellation);
        var now = clock.GetUtcNow();
        Count(message, delivery switch { { Fault: null } => "sent", { ForGood: true } => "dead", _ => "failed" });
        if (delivery.Fault is not { } fault) return message with { State = MessageState.Sent, Reason = null, SentAt = now, DueAt = now };

        if (delivery.ForGood || message.Attempts >= settings.MaxAttempts)
        {
            Died(log, message.Id, message.Kind, fault, message.Attempts);
            return message with { State = MessageState.Dead, Reason = fault, DueAt = now };
        }

        var pause = Backoff.After(message.Attempts, Random.Shared.NextDouble());
        if (delivery.NotBefore is { } wanted && wanted > pause) pause = wanted < s_longestPause ? wanted : s_longestPause;
        return message with { Reason = fault, DueAt = now + pause };
    }

    private static void Count(Message message, string outcome) =>
        s_attempts.Add(1, new KeyValuePair<string, object?>("kind", message.Kind.ToString()), new("outcome", outcome));

    private async Task<Delivery> TrySendAsync(Letter letter, CancellationToken cancellation)
    {
        try
        {
            return await sender.SendAsync(letter, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A sender's own fault may pass too, and must not keep the others from being sent. Its words may hold what it was sending.
            return new Delivery(e.GetType().Name.ToUpperInvariant());
        }
    }

    [LoggerMessage(LogLevel.Warning, "Message {Id} ({Kind}) is a dead letter: {Fault} at attempt {Attempts}.")]
    private static partial void Died(ILogger log, MessageId id, MessageKind kind, string fault, int attempts);

    [LoggerMessage(LogLevel.Error, "Could not look after the outbox ({Fault}); next try in a second.")]
    private static partial void Failed(ILogger log, string fault);
}
