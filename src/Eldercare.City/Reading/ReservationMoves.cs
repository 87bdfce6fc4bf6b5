using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>Where a bed's reservations could go. The days are asked of the timelines, which never lag.</summary>
internal static class ReservationMoves
{
    private const int Most = 5;

    private static readonly string s_levels =
        $"array[{string.Join(", ", Enum.GetNames<CareLevel>().Select(l => $"'{l}'"))}]::text[]";

    public static async Task<IReadOnlyList<ReservationMove>> OfAsync(
        NpgsqlDataSource database, string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation)
    {
        if (reservations.IsEmpty) return [];
        var query = new Query(database, city);
        var asked =
            $"""
            unnest({query.With(reservations.Select(r => r.Elder.Value).ToArray())}, {query.With(reservations.Select(r => r.From < today ? today : r.From).ToArray())},
              {query.With(reservations.Select(r => r.Until ?? DateOnly.MaxValue).ToArray())}) with ordinality as r(elder, starts_on, ends_on, nr)
            """;
        // Of those that suit, the one that serves the least above her need: the others stay for who needs them.
        var places = await query.ListAsync(
            $"""
            with o as (select b.home, b.district, b.kind from {RowReader<BedBoard>.Table} b where b.tenant_id = $1 and b.bed = {query.With(bed.Value)}),
            others as materialized (
              select b.bed, b.home, b.district, b.gender_rule, (b.home = o.home) as near, array_position({s_levels}, b.highest_care_level) as level,
                b.room_number, b.number
              from o join {RowReader<BedBoard>.Table} b on b.tenant_id = $1 and b.district = o.district and b.kind = o.kind
              where b.bed <> {query.With(bed.Value)} and b.state not in ('{nameof(BedState.Closed)}', '{nameof(BedState.Retired)}')
                and b.terms->>'closing' is null and b.home in (
                  select h.home from {RowReader<HomeBoard>.Table} h
                  where h.tenant_id = $1 and h.district = (select o.district from o) and {HomeRegisterReader.MayAdmit(query.With(today))}))
            select r.nr, p.bed, p.home, p.district from {asked}
            cross join lateral (
              select e.gender, array_position({s_levels}, coalesce(e.care_level, '{nameof(CareLevel.Intact)}')) as level from {RowReader<ElderRecord>.Table} e
              where e.tenant_id = $1 and e.elder = r.elder and e.died_on is null and e.erased_on is null limit 1) e
            cross join lateral (
              select b.* from others b
              where b.gender_rule in ('{nameof(GenderRule.Mixed)}', e.gender) and b.level >= e.level
                and not exists (
                  select from {StoreSchema.Name}.spans s where s.tenant_id = $1 and s.kind = 'bed' and s.subject = b.bed
                    and s.starts_on < r.ends_on and (s.ends_on is null or s.ends_on > r.starts_on))
              order by b.near desc, b.level, b.home, b.room_number, b.number, b.bed limit {Most}) p
            order by r.nr, p.near desc, p.level, p.home, p.room_number, p.number, p.bed
            """,
            row => (Nr: row.GetInt64(0), Bed: new OtherBed(new(row.GetGuid(1)), new(row.GetGuid(2)), row.GetString(3))),
            cancellation);
        var byNr = places.ToLookup(p => p.Nr, p => p.Bed);
        return [.. reservations.Select((r, i) => new ReservationMove(r, [.. byNr[i + 1]]))];
    }
}
