using Eldercare.Beds;
using Eldercare.Beds.Matching;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IMatchingReader"/>
public sealed class MatchingReader(NpgsqlDataSource database) : IMatchingReader
{
    public async Task<MatchingInput> InputAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var free = FreeAsync(city, today, cancellation);
        var waiting = WaitingAsync(city, today, cancellation);
        await Task.WhenAll(free, waiting);
        return new([.. await waiting], [.. await free]);
    }

    public Task<IReadOnlyList<ReservationMove>> MovesAsync(
        string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation) =>
        ReservationMoves.OfAsync(database, city, bed, reservations, today, cancellation);

    /// <summary>Each elder by her key: whatever the statistics say, nobody reads all the city's people for those who wait.</summary>
    private async Task<List<WaitingElder>> WaitingAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var entry = RowReader<QueueEntry>.At(0);
        var at = RowReader<QueueEntry>.Width;
        var rank = 0;
        return await query.ListAsync(
            $"""
            select {RowReader<QueueEntry>.Columns("q")}, e.gender, e.care_level, e.district
            from {RowReader<QueueEntry>.Table} q
            cross join lateral (
              select e.gender, e.care_level, e.district from {RowReader<ElderRecord>.Table} e
              where e.tenant_id = $1 and e.elder = q.elder and e.died_on is null and e.erased_on is null limit 1) e
            where q.tenant_id = $1 and q.state = '{nameof(ApplicationState.Waiting)}' and (q.barred_until is null or q.barred_until <= {query.With(today)})
            order by q.rank, q.order_in_lane, q.applied_at, q.application
            """,
            row =>
            {
                var q = entry(row);
                return new WaitingElder(
                    new(
                        q.Application, q.Elder, ++rank, q.Lane, q.Kind, Enum.Parse<Gender>(row.GetString(at)),
                        row.IsDBNull(at + 1) ? null : Enum.Parse<CareLevel>(row.GetString(at + 1)), q.Preference),
                    row.GetString(at + 2));
            },
            cancellation);
    }

    /// <summary>Ready, promised to nobody for later, in homes that may admit.</summary>
    private Task<List<FreeBed>> FreeAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return query.ListAsync(
            $"""
            select b.bed, b.home, b.district, b.kind, b.gender_rule, b.highest_care_level from {RowReader<BedBoard>.Table} b
            where b.tenant_id = $1 and b.state = '{nameof(BedState.Ready)}' and coalesce(jsonb_array_length(b.terms->'reservations'), 0) = 0
              and b.home in (select h.home from {RowReader<HomeBoard>.Table} h where h.tenant_id = $1 and {HomeRegisterReader.MayAdmit(query.With(today))})
            """,
            row => new FreeBed(
            new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetString(2), Enum.Parse<BedKind>(row.GetString(3)),
            Enum.Parse<GenderRule>(row.GetString(4)), Enum.Parse<CareLevel>(row.GetString(5))),
            cancellation);
    }
}
