using System.Threading.Channels;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>
/// Takes entries through: one thread reads and decides, another appends. As long as everything is new nothing is asked of the
/// store before; its keys say when something was not, and then that batch is decided again on what exists.
/// </summary>
/// <param name="context">The run.</param>
/// <param name="trusting">Asks nothing of the store before; else it always does.</param>
internal sealed class Pipeline(ImportContext context, bool trusting)
{
    private const int Attempts = 4;
    private const int SenderCount = 64;

    /// <summary>Something stood in the store already; so it may well again.</summary>
    private volatile bool _ask = true;

    public async Task RunAsync(IEnumerable<Entry> entries, FileTally file, Func<double> share)
    {
        var batches = System.Threading.Channels.Channel.CreateBounded<Pending>(new BoundedChannelOptions(2) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.Cancellation);
        var reading = Task.Run(
            async () =>
            {
                try
                {
                    await ReadAsync(entries, file, share, batches.Writer, stop.Token);
                    batches.Writer.Complete();
                }
                catch (Exception failure)
                {
                    batches.Writer.Complete(failure);
                }
            },
            CancellationToken.None);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(stop.Token))
            {
                await TakeAsync(batch, stop.Token);
                context.Progress?.Report(new(file.File, batch.Rows, batch.Share));
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }

        context.Progress?.Report(new(file.File, file.Rows, 1));
    }

    private async Task ReadAsync(
        IEnumerable<Entry> entries, FileTally file, Func<double> share, ChannelWriter<Pending> batches, CancellationToken cancellation)
    {
        var (batch, weight) = (new List<Entry>(), 0);
        using var reader = entries.GetEnumerator();
        while (Advance(reader, file))
        {
            batch.Add(reader.Current);
            weight += reader.Current.Weight;
            if (weight < context.BatchSize) continue;
            await SendAsync();
            (batch, weight) = ([], 0);
        }

        if (batch.Count > 0) await SendAsync();

        async Task SendAsync()
        {
            await context.World.LookUpAsync(batch.SelectMany(e => e.Needs), cancellation);
            var draft = _ask ? null : Decide(batch, InStore.Nothing);
            await batches.WriteAsync(new(batch, draft, file.Rows, share()), cancellation);
        }
    }

    /// <summary>What was read before a fault is taken.</summary>
    private bool Advance(IEnumerator<Entry> reader, FileTally file)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (FileFault fault)
        {
            context.Report(file, fault);
            return false;
        }
    }

    private Draft Decide(List<Entry> entries, InStore store)
    {
        var draft = new Draft(context.World, store);
        foreach (var entry in entries)
        {
            if (draft.IsKnown(entry.Stream)) entry.Change(draft);
            else entry.Create(draft);
        }

        return draft;
    }

    private async Task TakeAsync(Pending pending, CancellationToken cancellation)
    {
        var (entries, draft) = (pending.Entries, pending.Draft);
        for (var attempt = 1; ; attempt++)
        {
            if (draft is null)
            {
                var existing = await context.Appender.ExistingAsync(
                    context.City, entries.ConvertAll(e => e.Stream.Id), cancellation);
                var holders = await context.Appender.HoldersAsync(
                    context.City, entries.SelectMany(e => e.Claims).ToHashSet(), cancellation);
                var stored = await context.Appender.StatesAsync(
                    context.City, [.. entries.Where(e => e.IsCompared && existing.Contains(e.Stream.Id)).Select(e => e.Stream)], cancellation);
                var spans = await context.Appender.SpansAsync(
                    context.City, entries.SelectMany(e => e.Timelines).ToHashSet(), cancellation);
                _ask = !trusting || existing.Count > 0 || attempt > 1;
                draft = Decide(entries, new(existing, holders, stored, spans));
            }

            try
            {
                if (draft.Batch is { Streams.Count: > 0 } batch) await context.Appender.AppendAsync(context.City, batch, cancellation);
                break;
            }
            catch (BulkConflictException)
            {
                draft = attempt < Attempts ? null : GiveUp(entries);
            }
        }

        draft.Settle(context.Errors);
        await SendAsync(draft.Commands, cancellation);
    }

    private Draft GiveUp(List<Entry> entries)
    {
        var draft = new Draft(context.World, InStore.Nothing);
        foreach (var entry in entries) entry.GiveUp(draft);
        return draft;
    }

    private async Task SendAsync(List<Sending> commands, CancellationToken cancellation)
    {
        if (commands.Count == 0) return;
        var sender = await CommandSender.ForAsync(commands, context, cancellation);
        var limits = new ParallelOptions { MaxDegreeOfParallelism = SenderCount, CancellationToken = cancellation };
        await Parallel.ForEachAsync(commands, limits, async (sending, token) => await sender.SendAsync(sending, token));
    }

    private sealed record Pending(List<Entry> Entries, Draft? Draft, long Rows, double Share);
}
