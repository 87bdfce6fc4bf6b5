using Eldercare.Beds;
using Eldercare.Beds.Charges;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;
using Npgsql;

namespace Eldercare.City.Charges;

/// <inheritdoc cref="IStayChargesReader"/>
/// <remarks>A few statements whatever the number of homes; the rest is computed from their rows.</remarks>
public sealed class StayChargesReader(NpgsqlDataSource database, IStateReader states, IViewProgress progress) : IStayChargesReader
{
    public async Task<StayStatement> OfElderAsync(string city, ElderId elder, YearMonth month, DateOnly today, CancellationToken cancellation)
    {
        var rows = new StayChargesRows(database, city, cancellation);
        var beds = await rows.BedsOfAsync([elder]);
        var homes = beds.Select(b => b.Home).Distinct().ToArray();
        var (frozen, policies) = (await rows.FrozenAsync(homes), await PoliciesAsync(city, cancellation));
        var residents = await rows.ResidentsAsync([elder], beds);
        var work = new Work(rows, policies, await rows.RatesAsync(), await rows.PoliciesAtAsync(), month, today);
        var bills = await BillsAsync(work, homes, frozen, residents, elder);
        return new(
            elder, month, work.Until,
            [.. bills.OrderBy(b => beds.Where(x => x.Home == b.Home).SelectMany(x => x.Stays).Where(s => s.Elder == elder).Min(s => s.Began))], policies);
    }

    public async Task<StayMonth> OfHomesAsync(
        string city, YearMonth month, HomeId? home, string? district, DateOnly today, CancellationToken cancellation)
    {
        // First: what is read after it holds all of these, and what comes meanwhile is looked at again.
        var seen = (await progress.CurrentAsync(cancellation)).Processed;
        var rows = new StayChargesRows(database, city, cancellation);
        var boards = await rows.HomesAsync(home, district);
        HomeId[] homes = [.. boards.Select(b => b.Home)];
        var (frozen, policies) = (await rows.FrozenAsync(homes), await PoliciesAsync(city, cancellation));
        var final = frozen.Where(f => f.Month == month.Value).ToDictionary(f => f.Home);
        var work = new Work(rows, policies, await rows.RatesAsync(), await rows.PoliciesAtAsync(), month, today);
        var open = homes.Where(h => !final.ContainsKey(h)).ToHashSet();
        var beds = await rows.BedsAsync(open);
        var residents = await ResidentsAsync(work, beds, frozen);
        var bills = (await BillsAsync(work, homes, frozen, residents, only: null)).ToLookup(b => b.Home);
        return new(
            month, work.Until, [.. boards.Select(b => new HomeBills(b, final.GetValueOrDefault(b.Home), [.. bills[b.Home].OrderBy(x => x.Elder.Value)]))],
            policies, seen);
    }

    public async Task<StayRates> RatesAsync(string city, HomeId? home, CancellationToken cancellation) =>
        (await new StayChargesRows(database, city, cancellation).RatesAsync()).GetValueOrDefault(StayRates.KeyOf(home)) is { } row
            ? new(row.Lists)
            : StayRates.None;

    /// <summary>Those who live in the beds in the month, or of whom something was recorded since their bills there were taken for final.</summary>
    private static async Task<IReadOnlyList<ChargedResident>> ResidentsAsync(
        Work work, IReadOnlyList<ChargedBed> beds, IReadOnlyList<StayChargesRow> frozen)
    {
        var elders = new HashSet<ElderId>();
        foreach (var home in beds.GroupBy(b => b.Home))
        {
            var run = StayMonths.Before(work.Month, frozen.Where(f => f.Home == home.Key));
            var (first, seen) = (run.IsEmpty ? work.Month.First : new YearMonth(run[0].Month).First, StayMonths.Seen(run));
            elders.UnionWith(home.SelectMany(b => b.Stays).Where(s => s.Sequence > seen || s.Overlaps(first, work.Until)).Select(s => s.Elder));
        }

        return await work.Rows.ResidentsAsync(elders, beds);
    }

    private static async Task<List<StayBill>> BillsAsync(
        Work work, IReadOnlyCollection<HomeId> homes, IReadOnlyList<StayChargesRow> frozen, IReadOnlyList<ChargedResident> residents, ElderId? only)
    {
        var final = frozen.Where(f => f.Month == work.Month.Value && homes.Contains(f.Home)).ToDictionary(f => f.Home);
        var open = homes.Where(h => !final.ContainsKey(h)).ToHashSet();
        var runs = open.ToDictionary(h => h, h => StayMonths.Before(work.Month, frozen.Where(f => f.Home == h)));
        List<StayBill> bills = [.. (await work.Rows.BillsAsync(final.Keys, work.Month, only)).Select(b => new StayBill(b.Elder, b.Home, b.Lines, final[b.Home]))];

        var changed = (
            from resident in residents
            from home in resident.Stays.Select(s => s.Bed.Home).Distinct()
            where open.Contains(home) && work.ChangedAt(resident, home) > StayMonths.Seen(runs[home])
            select (resident.Elder, home)).ToHashSet();
        var billed = (await work.Rows.BillsAsync(changed)).ToLookup(b => (b.Elder, b.Home));
        var charging = new StayCharging(work.Policies, work.Rates);
        foreach (var resident in residents)
        {
            foreach (var home in resident.Stays.Select(s => s.Bed.Home).Distinct().Where(open.Contains))
            {
                var lines = StayMonths.Lines(
                    charging, resident, work.Month, work.Until, home, changed.Contains((resident.Elder, home)) ? runs[home] : [],
                    billed[(resident.Elder, home)].SelectMany(b => b.Lines));
                if (!lines.IsEmpty) bills.Add(new(resident.Elder, home, lines, Final: null));
            }
        }

        return bills;
    }

    private async Task<PolicyBook> PoliciesAsync(string city, CancellationToken cancellation) =>
        await states.ReadAsync<PolicyBook>(city, PolicyBook.At, cancellation) ?? PolicyBook.Empty;

    /// <summary>What one question is answered from.</summary>
    private sealed class Work(
        StayChargesRows rows, PolicyBook policies, IReadOnlyDictionary<Guid, StayRatesRow> rates, long policiesAt, YearMonth month, DateOnly today)
    {
        public StayChargesRows Rows => rows;

        public PolicyBook Policies => policies;

        public YearMonth Month => month;

        /// <summary>A day is charged when it is over.</summary>
        public DateOnly Until { get; } = today.AddDays(-1) < month.Last ? today.AddDays(-1) : month.Last;

        public IReadOnlyDictionary<Guid, StayRates> Rates { get; } = rates.ToDictionary(r => r.Key, r => new StayRates(r.Value.Lists));

        /// <summary>When anything was last recorded that her bills of a home follow from.</summary>
        public long ChangedAt(ChargedResident resident, HomeId home) => Math.Max(
            Math.Max(policiesAt, resident.Sequence),
            Math.Max(SetAt(StayRates.KeyOf(home)), SetAt(StayRates.KeyOf(null))));

        private long SetAt(Guid key) => rates.GetValueOrDefault(key)?.Sequence ?? 0;
    }
}
