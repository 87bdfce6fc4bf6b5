using System.Globalization;
using System.Runtime.InteropServices;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Registries;

/// <summary>
/// Charges the portions of the history that were served in this month or the last, where a price and a policy stand: by the same engine,
/// elder by elder in the order they were served, so that caps hold. An account that is new is copied in whole, once the portions are in the
/// store; one that exists, because its elder has been served here too, is charged by commands. What is charged already stays, so that a run cut
/// short is gone on with. Of older months nothing is owed any more: they were settled at their own system.
/// </summary>
internal sealed class HistoryCharges(ImportContext context, FileTally file)
{
    private readonly DateOnly _first = new DateOnly(context.Today.Year, context.Today.Month, 1).AddMonths(-1);
    private readonly List<Served> _served = [];
    private readonly Lock _counting = new();
    private PolicyBook _book = PolicyBook.Empty;
    private int _done;

    private string Bar => $"charges of {file.File}";

    /// <summary>To be charged by <see cref="RunAsync"/>, if it is.</summary>
    /// <param name="sitting">As the store has it; its guests are not kept.</param>
    /// <param name="rows">Those that are in the store now.</param>
    public void Add(Sitting sitting, IEnumerable<HistoryRow> rows)
    {
        if (sitting.Price is null || sitting.Date < _first) return;
        var bare = sitting with { Guests = ImmutableDictionary<ElderId, Guest>.Empty };
        foreach (var row in rows)
            if (row.ServedAt is { } at) _served.Add(new(row.Elder, at, bare, row.Outcome == MealOutcome.WalkIn ? Channel.DineIn : row.Channel, row.At.Row));
    }

    public async Task RunAsync()
    {
        if (_served.Count == 0) return;
        var books = await context.Appender.StatesAsync(context.City, [PolicyBook.At], context.Cancellation);
        _book = (PolicyBook?)books.GetValueOrDefault(PolicyBook.At.Id) ?? PolicyBook.Empty;
        _served.RemoveAll(s => !_book.InForce(s.Sitting.Date, ServiceKind.Meal).Any());
        _served.Sort(static (a, b) => a.Elder.Value.CompareTo(b.Elder.Value) is var order && order != 0 ? order : a.At.CompareTo(b.At));
        // Two at a time: one is computed while the other is written. Their elders, and so their accounts, differ.
        await Parallel.ForEachAsync(
            Batches(), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = context.Cancellation },
            async (batch, stop) => await ChargeAsync(batch, stop));
        context.Progress?.Report(new(Bar, _done, 1));
    }

    /// <summary>Some elders with all their portions.</summary>
    private IEnumerable<ArraySegment<Served>> Batches()
    {
        var all = _served.ToArray();
        _served.Clear();
        for (int from = 0, until; from < all.Length; from = until)
        {
            until = Math.Min(from + context.BatchSize, all.Length);
            while (until < all.Length && all[until].Elder == all[until - 1].Elder) until++;
            yield return new(all, from, until - from);
            context.Progress?.Report(new(Bar, Volatile.Read(ref _done), (double)until / all.Length));
        }
    }

    private async Task ChargeAsync(ArraySegment<Served> batch, CancellationToken cancellation)
    {
        while (true)
        {
            var known = await KnownAsync(batch, cancellation);
            var accounts = batch.ToLookup(s => MealAccount.At(s.Elder, s.Sitting.Date));
            var streams = accounts.Where(a => !known.IsStored(a.Key)).Select(a => known.Charge(a.Key, [.. a])).Where(s => s.Facts.Count > 0).ToArray();
            try
            {
                if (streams.Length > 0) await context.Appender.AppendAsync(context.City, new(streams, [], []), cancellation);
            }
            catch (BulkConflictException)
            {
                // One of the elders was served here a moment ago: her account exists now.
                continue;
            }

            Count(streams.Sum(s => s.Facts.Count), batch.Count);
            await SendAsync(accounts.Where(a => known.IsStored(a.Key)).SelectMany(a => a).Where(known.Misses), cancellation);
            return;
        }
    }

    private async Task<Accounts> KnownAsync(ArraySegment<Served> batch, CancellationToken cancellation)
    {
        var rows = batch.Select(s => s.Elder).Distinct().SelectMany(e => Charging.Rows(e)).ToHashSet();
        var accounts = batch.SelectMany(s => Charging.Writes(s.Elder, s.Sitting.Date)).Distinct().ToArray();
        return new(
            _book, await context.Rows.FindAsync(context.City, rows, cancellation),
            await context.Appender.StatesAsync(context.City, accounts, cancellation), context.Now);
    }

    private async Task SendAsync(IEnumerable<Served> portions, CancellationToken cancellation)
    {
        foreach (var served in portions)
        {
            var (sitting, elder) = (served.Sitting, served.Elder);
            var key = string.Create(CultureInfo.InvariantCulture, $"{context.Run}/charge/{served.Row}");
            var answer = await CommandSender.AnswerAsync(
                context, new ChargeServedMeal(sitting.Point, sitting.Date, sitting.Meal, elder), key, cancellation);
            if (answer.Refusal is { } refusal) context.Errors.Add(new(file, served.Row), "elder", refusal.Code, refusal.Message.En);
            else if (answer.Sequence > 0) Count(1, 0);
        }
    }

    private void Count(int events, int portions)
    {
        lock (_counting) file.Events += events;
        Interlocked.Add(ref _done, portions);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Served(ElderId Elder, DateTimeOffset At, Sitting Sitting, Channel Channel, int Row);

    /// <summary>What stands of some elders' accounts, and what this run adds.</summary>
    private sealed class Accounts(
        PolicyBook book, IReadOnlyDictionary<RowRef, object> rows, IReadOnlyDictionary<Guid, object> stored, DateTimeOffset now) : Known
    {
        private readonly Dictionary<Guid, MealAccount> _added = [];

        public override DateTimeOffset Now => now;

        public bool IsStored(StreamRef account) => stored.ContainsKey(account.Id);

        /// <summary>It has a price and is on no account.</summary>
        public bool Misses(Served served) =>
            Charging.ChargeFor(this, served.Sitting, served.Elder, served.Channel) is not null;

        public NewStream Charge(StreamRef account, List<Served> portions)
        {
            var (facts, times) = (new List<object>(portions.Count), new List<DateTimeOffset>(portions.Count));
            foreach (var served in portions)
            {
                if (Charging.ChargeFor(this, served.Sitting, served.Elder, served.Channel) is not { } charged) continue;
                facts.Add(charged);
                times.Add(served.At);
                _added[account.Id] = MealAccount.Fold(_added.GetValueOrDefault(account.Id), charged)!;
            }

            return new(account, facts, portions[^1].At, times);
        }

        public override TState? State<TState>(StreamRef stream)
            where TState : class => stream == PolicyBook.At
                ? book as TState
                : _added.TryGetValue(stream.Id, out var added) ? added as TState : stored.GetValueOrDefault(stream.Id) as TState;

        public override Guid? Holder(Claim claim) => null;

        public override TRow? Row<TRow>(Guid key)
            where TRow : class => rows.GetValueOrDefault(RowRef.To<TRow>(key)) as TRow;
    }
}
