using Eldercare.Beds;
using Eldercare.Beds.Census;
using Eldercare.Beds.Charges;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Charges;

/// <summary>The rows bills are computed from: one statement a question, for one or all homes alike.</summary>
internal sealed class StayChargesRows(NpgsqlDataSource database, string city, CancellationToken cancellation)
{
    /// <summary>By district and name.</summary>
    public Task<List<HomeBoard>> HomesAsync(HomeId? home, string? district)
    {
        var query = new Query(database, city);
        return query.ListAsync(
            $"""
            select {RowReader<HomeBoard>.Columns("h")} from {RowReader<HomeBoard>.Table} h where h.tenant_id = $1
            {(home is { } one ? $" and h.home = {query.With(one.Value)}" : "")}{(district is null ? "" : $" and h.district = {query.With(district)}")}
            order by h.district, h.name, h.home
            """,
            RowReader<HomeBoard>.At(0), cancellation);
    }

    public Task<List<ChargedBed>> BedsAsync(IReadOnlyCollection<HomeId> homes) =>
        new Query(database, city).RowsAsync<ChargedBed>("home", homes.Select(h => h.Value), cancellation);

    /// <summary>Every bed one of them ever lived in.</summary>
    /// <param name="elders">Who.</param>
    /// <param name="known">Beds at hand, which are left out.</param>
    public async Task<List<ChargedBed>> BedsOfAsync(IReadOnlyCollection<ElderId> elders, IReadOnlyCollection<BedId>? known = null)
    {
        var query = new Query(database, city);
        var beds = await query.ListAsync(
            $"select distinct s.bed from {RowReader<BedStay>.Table} s where s.tenant_id = $1 and s.elder = any({query.With(elders.Select(e => e.Value).ToArray())})",
            row => row.GetGuid(0), cancellation);
        return await new Query(database, city).RowsAsync<ChargedBed>("bed", known is null ? beds : beds.Except(known.Select(b => b.Value)), cancellation);
    }

    /// <summary>The elders with all their stays, some of which are at hand.</summary>
    public async Task<IReadOnlyList<ChargedResident>> ResidentsAsync(IReadOnlyCollection<ElderId> elders, IReadOnlyList<ChargedBed> known)
    {
        Guid[] ids = [.. elders.Select(e => e.Value)];
        var beds = known.ToDictionary(b => b.Bed);
        foreach (var bed in await BedsOfAsync(elders, beds.Keys)) beds[bed.Bed] = bed;
        var stays = beds.Values.SelectMany(b => b.Stays.Select(s => (Bed: b, Stay: s))).ToLookup(s => s.Stay.Elder);
        var persons = (await new Query(database, city).RowsAsync<ChargedPerson>("elder", ids, cancellation)).ToDictionary(p => p.Elder);
        var records = (await new Query(database, city).RowsAsync<ElderRecord>("elder", ids, cancellation)).ToDictionary(r => r.Elder);
        var entitled = (await new Query(database, city).RowsAsync<EntitlementRecord>("elder", ids, cancellation)).ToDictionary(r => r.Elder);
        return
        [
            .. elders.Select(e => new ChargedResident(
                e, [.. stays[e]], persons.GetValueOrDefault(e), Beneficiary.Of(records.GetValueOrDefault(e), entitled.GetValueOrDefault(e)))),
        ];
    }

    public Task<List<StayChargesRow>> FrozenAsync(IReadOnlyCollection<HomeId> homes) =>
        new Query(database, city).RowsAsync<StayChargesRow>("home", homes.Select(h => h.Value), cancellation);

    public async Task<IReadOnlyDictionary<Guid, StayRatesRow>> RatesAsync()
    {
        var query = new Query(database, city);
        return (await query.ListAsync(
            $"select {RowReader<StayRatesRow>.Columns("r")} from {RowReader<StayRatesRow>.Table} r where r.tenant_id = $1", RowReader<StayRatesRow>.At(0),
            cancellation)).ToDictionary(r => r.Key);
    }

    /// <summary>When a policy for days in homes was last published; 0 for never.</summary>
    public async Task<long> PoliciesAtAsync()
    {
        var query = new Query(database, city);
        return (await query.ListAsync(
            $"""
            select coalesce(max(e.seq_id), 0) from {StoreSchema.Name}.mt_events e
            where e.tenant_id = $1 and e.stream_id = {query.With(PolicyBook.At.Id)} and e.data ->> 'document' like '%"service":"bed"%'
            """,
            row => row.GetInt64(0), cancellation))[0];
    }

    /// <summary>Final bills of a month, of all who have one or of one.</summary>
    public Task<List<StayBillRow>> BillsAsync(IEnumerable<HomeId> homes, YearMonth month, ElderId? only)
    {
        var query = new Query(database, city);
        return query.ListAsync(
            $"""
            select {RowReader<StayBillRow>.Columns("b")} from {RowReader<StayBillRow>.Table} b
            where b.tenant_id = $1 and b.month = {query.With(month.Value)} and b.home = any({query.With(homes.Select(h => h.Value).ToArray())})
            {(only is { } elder ? $" and b.elder = {query.With(elder.Value)}" : "")}
            """,
            RowReader<StayBillRow>.At(0), cancellation);
    }

    /// <summary>All final bills of these residents at these homes.</summary>
    public async Task<IEnumerable<StayBillRow>> BillsAsync(IReadOnlySet<(ElderId Elder, HomeId Home)> of) => of.Count == 0
        ? []
        : (await new Query(database, city).RowsAsync<StayBillRow>("elder", of.Select(o => o.Elder.Value), cancellation)).Where(b => of.Contains((b.Elder, b.Home)));
}
