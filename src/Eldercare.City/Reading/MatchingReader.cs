using Eldercare.Beds;
using Eldercare.Beds.Census;
using Eldercare.Beds.Matching;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IMatchingReader"/>
public sealed class MatchingReader(NpgsqlDataSource database) : IMatchingReader
{
    public async Task<MatchingInput> InputAsync(string city, DateOnly today, QueuePolicy policy, bool byItself, CancellationToken cancellation)
    {
        var free = KeptAsync(city, today, policy, cancellation);
        if (!byItself)
        {
            var all = WaitingAsync(city, today, cancellation);
            await Task.WhenAll(free, all);
            return new([.. await all], await free);
        }

        // Mostly there is nothing to give, and nobody need be asked for.
        var offered = (await free).Where(b => policy.OfferedByItself == OfferedByItself.WhenFree
            || (policy.OfferedByItself == OfferedByItself.AfterRefusal && b.Returned)).ToImmutableArray();
        return offered.IsEmpty ? new([], []) : new([.. await WaitingAsync(city, today, cancellation)], offered);
    }

    public Task<IReadOnlyList<ReservationMove>> MovesAsync(
        string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation) =>
        ReservationMoves.OfAsync(database, city, bed, reservations, today, cancellation);

    /// <summary>
    /// Each elder by her key: whatever the statistics say, nobody reads all the city's people for those who wait. Who has a bed for good by now
    /// is left out: none would be offered to her.
    /// </summary>
    private async Task<List<WaitingElder>> WaitingAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var entry = RowReader<QueueEntry>.At(0);
        var at = RowReader<QueueEntry>.Width;
        var rank = 0;
        return await query.ListAsync(
            $"""
            select {RowReader<QueueEntry>.Columns("q")}, e.gender, e.care_level, e.district, n.beds
            from {RowReader<QueueEntry>.Table} q
            cross join lateral (
              select e.gender, e.care_level, e.district from {RowReader<ElderRecord>.Table} e
              where e.tenant_id = $1 and e.elder = q.elder and e.died_on is null and e.erased_on is null limit 1) e
            left join lateral (
              select array_agg(o.bed) as beds from {RowReader<BedOffer>.Table} o
              where q.offers > 0 and o.tenant_id = $1 and o.application = q.application
                and o.state in ('{nameof(OfferState.Declined)}', '{nameof(OfferState.Expired)}', '{nameof(OfferState.Withdrawn)}')) n on true
            where q.tenant_id = $1 and q.state = '{nameof(ApplicationState.Waiting)}' and not exists (
                select 1 from {StoreSchema.Name}.spans s
                where s.tenant_id = $1 and s.kind = 'resident' and s.subject = q.elder and s.ends_on is null)
              and (q.barred_until is null or q.barred_until <= {query.With(today)})
            order by q.rank, q.order_in_lane, q.applied_at, q.application
            """,
            row =>
            {
                var q = entry(row);
                return new WaitingElder(
                    new(
                        q.Application, q.Elder, ++rank, q.Lane, q.Kind, Enum.Parse<Gender>(row.GetString(at)),
                        row.IsDBNull(at + 1) ? null : Enum.Parse<CareLevel>(row.GetString(at + 1)), q.Preference)
                    {
                        NotAgain = row.IsDBNull(at + 3) ? [] : [.. row.GetFieldValue<Guid[]>(at + 3).Distinct().Order().Select(b => new BedId(b))],
                        HasFirstClaim = q.Placed.HasFirstClaim,
                    },
                    row.GetString(at + 2));
            },
            cancellation);
    }

    private async Task<ImmutableArray<FreeBed>> KeptAsync(string city, DateOnly today, QueuePolicy policy, CancellationToken cancellation)
    {
        var free = await FreeAsync(city, today, cancellation);
        return policy.KeptBack is { } kept && policy.Lane(kept.Lane) is { Kind: var lane } && free.Count > 0
            ? KeptBeds.Mark(free, await LaneAsync(city, lane, [.. free.Select(b => b.Home.Value).Distinct()], today, cancellation), kept, lane)
            : [.. free];
    }

    /// <summary>How people of a lane have fared in these homes. Who moved within a home has lived there since she came.</summary>
    private Task<List<HomeLane>> LaneAsync(string city, Lane lane, Guid[] homes, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (of, ids) = (query.With(lane.ToString()), query.With(homes));
        var (lastYear, thisYear) = (query.With(new DateOnly(today.Year - 1, 1, 1)), query.With(new DateOnly(today.Year, 1, 1)));
        return query.ListAsync(
            $"""
            with people as materialized (
              select distinct q.elder from {RowReader<QueueEntry>.Table} q
              where q.tenant_id = $1 and q.lane = {of} and q.state in
                ('{nameof(ApplicationState.Offered)}', '{nameof(ApplicationState.Accepted)}', '{nameof(ApplicationState.Fulfilled)}')),
            came as (
              select s.home, s.elder, min(s.began) as began from {RowReader<BedStay>.Table} s join people p on p.elder = s.elder
              where s.tenant_id = $1 and s.home = any({ids}) and s.known_until is null group by s.home, s.elder),
            moved as (
              select c.home, (count(*) filter (where c.began >= {lastYear} and c.began < {thisYear}))::int as last,
                (count(*) filter (where c.began >= {thisYear}))::int as this
              from came c group by c.home),
            beds as (
              select b.home, (count(*) filter (where b.state in ('{nameof(BedState.Occupied)}', '{nameof(BedState.OnLeave)}')))::int as live,
                (count(*) filter (where b.state in ('{nameof(BedState.Held)}', '{nameof(BedState.Reserved)}')))::int as kept
              from {RowReader<BedBoard>.Table} b join people p on p.elder = b.elder
              where b.tenant_id = $1 and b.home = any({ids}) group by b.home)
            select h.home, h.beds, coalesce(b.live, 0), coalesce(b.kept, 0), coalesce(m.last, 0), coalesce(m.this, 0)
            from {RowReader<HomeBoard>.Table} h left join moved m on m.home = h.home left join beds b on b.home = h.home
            where h.tenant_id = $1 and h.home = any({ids})
            """,
            row => new HomeLane(new(row.GetGuid(0)), row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5)), cancellation);
    }

    /// <summary>Ready, promised to nobody for later, in homes that may admit.</summary>
    private Task<List<FreeBed>> FreeAsync(string city, DateOnly today, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        return query.ListAsync(
            $"""
            select b.bed, b.home, b.district, b.kind, b.gender_rule, b.highest_care_level, b.returned from {RowReader<BedBoard>.Table} b
            where b.tenant_id = $1 and b.state = '{nameof(BedState.Ready)}' and coalesce(jsonb_array_length(b.terms->'reservations'), 0) = 0
              and b.home in (select h.home from {RowReader<HomeBoard>.Table} h where h.tenant_id = $1 and {HomeRegisterReader.MayAdmit(query.With(today))})
            """,
            row => new FreeBed(
            new(row.GetGuid(0)), new(row.GetGuid(1)), row.GetString(2), Enum.Parse<BedKind>(row.GetString(3)),
            Enum.Parse<GenderRule>(row.GetString(4)), Enum.Parse<CareLevel>(row.GetString(5)))
            {
                Returned = !row.IsDBNull(6) && row.GetBoolean(6),
            },
            cancellation);
    }
}
