using System.Diagnostics;
using Eldercare.Store.Deciding;
using Npgsql;

namespace Eldercare.Store.Writing;

/// <summary>
/// One group from lock to commit: (1) lock the streams in id order, then receipts, claims and rows as they stand, in one round
/// trip; (2) catch up streams another host wrote to; (3) decide in memory, each command on what the ones before it left;
/// (4) write everything, in one round trip; (5) commit; (6) only now change the cache and answer.
/// </summary>
internal sealed class GroupCommit(
    NpgsqlDataSource database, EventTypes events, StreamCache cache, string city, List<Pending> group, TimeProvider clock)
{
    private const int MostLinks = 32;

    public async Task RunAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        using var activity = StartActivity();

        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var read = new GroupRead(connection, events, cache, city, group);
        var standing = await read.RunAsync(cancellation);

        var decideStarted = Stopwatch.GetTimestamp();
        var write = new GroupWrite(city, events, standing, clock.GetUtcNow());
        var answers = Decide(standing, write);
        Telemetry.DecideTime.Record(Stopwatch.GetElapsedTime(decideStarted).TotalMilliseconds);

        var lastSequences = await write.RunAsync(connection, cancellation);
        await transaction.CommitAsync(cancellation);

        foreach (var (id, snapshot) in standing.Streams) cache.Put(city, id, snapshot);
        for (var i = 0; i < group.Count; i++) answers[i].Deliver(group[i], lastSequences);
        Telemetry.CountAnswers(group, answers);
        Telemetry.GroupSize.Record(group.Count);
        Telemetry.CommitTime.Record(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>A group belongs to no one's trace; it is linked to those of its commands.</summary>
    private Activity? StartActivity()
    {
        if (!Telemetry.Source.HasListeners()) return null;
        var asked = group.Where(p => p.Asking is not null).Take(MostLinks).Select(p => new ActivityLink(p.Asking!.Value));
        return Telemetry.Source.StartActivity("commit", ActivityKind.Internal, parentContext: default, links: asked)
            ?.SetTag("commands", group.Count);
    }

    private Verdict[] Decide(Standing standing, GroupWrite write)
    {
        using var activity = Telemetry.Source.StartActivity("decide");
        var verdicts = new Verdict[group.Count];
        for (var i = 0; i < group.Count; i++)
        {
            var pending = group[i];
            if (standing.Receipts.TryGetValue(pending.Key, out var receipt))
            {
                verdicts[i] = receipt.Replay(pending) with { State = StateAfter(pending) };
                continue;
            }

            try
            {
                standing.Focus(pending.Footprint, write.Now);
                var outcome = standing.Mistaken(pending.Footprint) is { } mistaken
                    ? Outcome.Refuse(mistaken)
                    : pending.Command.Decide(standing);
                if (outcome.Refusal is null) standing.Apply(outcome, pending.Footprint);
                var verdict = write.Add(pending, outcome);
                standing.Receipts[pending.Key] = new Receipt(
                    pending.Command.GetType().Name, pending.Fingerprint, outcome.Refusal, verdict.LastEvent);
                verdicts[i] = verdict with { State = StateAfter(pending) };
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                // A command's own fault: its neighbours go on, and nothing of it was applied.
                verdicts[i] = new Verdict(null, -1, Replayed: false, fault);
            }
        }

        return verdicts;

        object? StateAfter(Pending pending) => standing.Streams.GetValueOrDefault(pending.Footprint.Writes[0].Id).State;
    }
}

/// <summary>What one command of the group is told after the commit.</summary>
/// <param name="LastEvent">Index of its last event within the group, -1 for none.</param>
/// <param name="State">The first stream written to, as this command leaves it.</param>
internal readonly record struct Verdict(Refusal? Refusal, int LastEvent, bool Replayed, Exception? Fault = null, object? State = null)
{
    public void Deliver(Pending pending, long[] sequences)
    {
        if (Fault is not null) pending.Fail(Fault);
        else pending.Complete(new Answer(Refusal, LastEvent < 0 ? 0 : sequences[LastEvent], Replayed, State));
    }
}

/// <summary>The first answer a key got.</summary>
internal sealed record Receipt(string Command, long Fingerprint, Refusal? Refusal, int LastEvent = -1)
{
    public Verdict Replay(Pending pending) =>
        pending.Command.GetType().Name == Command && pending.Fingerprint == Fingerprint
            ? new Verdict(Refusal, LastEvent, Replayed: true)
            : new Verdict(new IdempotencyKeyReused(Command), -1, Replayed: false);
}

/// <summary>Another host changed a stream in a way that this group cannot take into account; it is tried again.</summary>
internal sealed class GroupOvertakenException(string message) : Exception(message);
