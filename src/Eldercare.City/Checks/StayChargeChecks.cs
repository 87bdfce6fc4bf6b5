using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Census;
using Eldercare.Beds.Charges;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Eldercare.Store.Writing;
using Npgsql;

namespace Eldercare.City.Checks;

/// <summary>What is always true of bills for days in homes.</summary>
internal static class StayChargeChecks
{
    public static async Task<CheckResult[]> RunAsync(NpgsqlDataSource database, EventTypes events, string city, CancellationToken cancellation) =>
        [await DaysAsync(database, city, cancellation), await FinalAsync(database, events, city, cancellation)];

    /// <summary>With the same stays every month has the same days.</summary>
    private static async Task<CheckResult> DaysAsync(NpgsqlDataSource database, string city, CancellationToken cancellation)
    {
        var census = (await new Query(database, city).ListAsync(
            $"select s.home, s.bed, s.elder, s.began, s.ended from {RowReader<BedStay>.Table} s where s.tenant_id = $1 and s.known_until is null",
            row => (new HomeId(row.GetGuid(0)), new BedId(row.GetGuid(1)), new ElderId(row.GetGuid(2)), row.GetFieldValue<DateOnly>(3),
                row.IsDBNull(4) ? (DateOnly?)null : row.GetFieldValue<DateOnly>(4)), cancellation)).ToHashSet();
        var billed = (await new Query(database, city).ListAsync(
            $"select {RowReader<ChargedBed>.Columns("b")} from {RowReader<ChargedBed>.Table} b where b.tenant_id = $1", RowReader<ChargedBed>.At(0), cancellation))
            .SelectMany(b => b.Stays.Select(s => (b.Home, b.Bed, s.Elder, s.Began, s.Ended))).ToHashSet();
        return CheckResult.Of(
            0, "bill-days", "Bills count the resident days the census counts.", $"{N(billed.Count)} stays",
            census.Except(billed).Select(s => $"not billed: {s}").Concat(billed.Except(census).Select(s => $"not in the census: {s}")));
    }

    private static async Task<CheckResult> FinalAsync(NpgsqlDataSource database, EventTypes events, string city, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var frozen = await query.ListAsync(
            $"""
            select e.type, e.data::text from {StoreSchema.Name}.mt_streams s
            join {StoreSchema.Name}.mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id
            where s.tenant_id = $1 and s.type = {query.With(StayCharges.Stream.Name)}
            """,
            row => (StayChargesFrozen)events.Read(row.GetString(0), row.GetString(1)), cancellation);
        var rows = (await new Query(database, city).ListAsync(
            $"select {RowReader<StayBillRow>.Columns("b")} from {RowReader<StayBillRow>.Table} b where b.tenant_id = $1", RowReader<StayBillRow>.At(0), cancellation))
            .ToDictionary(b => (b.Elder, b.Home, b.Month));
        var bills = frozen.SelectMany(f => f.Bills.Select(b => (Key: (b.Elder, f.Home, f.Month), b.Lines))).ToArray();
        return CheckResult.Of(
            0, "final-bills", "Final bills stand as they were taken for final, and what funders owe on them is the control sum.", $"{N(bills.Length)} bills",
            frozen.Where(f => StayLines.Owed(f.Bills.SelectMany(b => b.Lines)) != f.Owed).Select(f => $"home {f.Home.Value} in {f.Month}: {f.Owed}")
                .Concat(bills.Where(b => rows.GetValueOrDefault(b.Key)?.Lines.SequenceEqual(b.Lines) != true).Select(b => $"another bill than was final: {b.Key}"))
                .Concat(rows.Keys.Except(bills.Select(b => b.Key)).Select(b => $"never final: {b}")));
    }

    private static string N(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
