using Eldercare.Beds;
using Eldercare.Beds.Census;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="IInterchangeReader"/>
public sealed class InterchangeReader(NpgsqlDataSource database) : IInterchangeReader
{
    private static readonly string s_homes = RowReader<HomeBoard>.Table;
    private static readonly string s_rooms = RowReader<RoomRow>.Table;
    private static readonly string s_beds = RowReader<BedBoard>.Table;
    private static readonly string s_days = $"{StoreSchema.Name}.spans";
    private static readonly string s_stays = RowReader<BedStay>.Table;

    public async Task<Page<Place>> PlacesAsync(
        string city, PlaceSearch search, int count, PlaceKey? after, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (all, ofBeds) = (OfPlaces(query, search, after), OfBeds(query, search));
        var limit = query.With(count + 1);
        List<string> parts = [];
        if (search is { Statuses: null, Types: null or { Homes: true } })
            parts.Add($"select {(int)PlaceKind.Home} as kind, h.home as id, h.home, null::uuid as part_of, h.district from {s_homes} h where h.tenant_id = $1");
        if (search is { Statuses: null, Types: null })
            parts.Add($"select {(int)PlaceKind.Room} as kind, r.room as id, r.home, r.home as part_of, h.district from {s_rooms} r join {s_homes} h on h.tenant_id = $1 and h.home = r.home where r.tenant_id = $1");
        if (search.Types is null or { Beds.Length: > 0 })
            parts.Add($"select {(int)PlaceKind.Bed} as kind, b.bed as id, b.home, b.room as part_of, b.district from {s_beds} b where b.tenant_id = $1{ofBeds}");
        if (parts.Count == 0) return new([], HasMore: false);

        var (home, room, bed) = (2, 2 + RowReader<HomeBoard>.Width, 2 + RowReader<HomeBoard>.Width + RowReader<RoomRow>.Width);
        var rows = await query.ListAsync<Place>(
            $"""
            select p.kind, p.district, {RowReader<HomeBoard>.Columns("h")}, {RowReader<RoomRow>.Columns("r")}, {RowReader<BedBoard>.Columns("b")}
            from (select x.* from ({string.Join(" union all ", parts)}) x where true{all} order by x.kind, x.id limit {limit}) p
            left join {s_homes} h on p.kind = {(int)PlaceKind.Home} and h.tenant_id = $1 and h.home = p.id
            left join {s_rooms} r on p.kind = {(int)PlaceKind.Room} and r.tenant_id = $1 and r.room = p.id
            left join {s_beds} b on p.kind = {(int)PlaceKind.Bed} and b.tenant_id = $1 and b.bed = p.id
            order by p.kind, p.id
            """,
            row => (PlaceKind)row.GetInt32(0) switch
            {
                PlaceKind.Home => new HomePlace(RowReader<HomeBoard>.At(home)(row)),
                PlaceKind.Room => new RoomPlace(RowReader<RoomRow>.At(room)(row), row.GetString(1)),
                _ => new BedPlace(RowReader<BedBoard>.At(bed)(row)),
            },
            cancellation);
        return PageOf(rows, count);
    }

    public async Task<Page<Stay>> StaysAsync(
        string city, StaySearch search, DateOnly today, int count, StayKey? after, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var (where, day) = (Reached(query, search.Within), query.With(today));
        if (search.Key is { } key)
            where += $" and (x.bed, x.from_day, x.person) = ({query.With(key.Bed.Value)}, {query.With(key.From)}, {query.With(key.Person)})";
        if (search.Place is { } place) where += $" and {query.With(place)} in (x.bed, x.room, x.home)";
        if (search.Statuses is { } statuses) where += $" and x.status = any({query.With(statuses.Select(s => s.ToString()).ToArray())})";
        foreach (var condition in search.Days ?? []) where += $" and {Holds(condition.Relation, query.With(condition.Day))}";
        if (after is { } last)
            where += $" and (x.bed, x.from_day, x.person) > ({query.With(last.Bed.Value)}, {query.With(last.From)}, {query.With(last.Person)})";

        var rows = await query.ListAsync(
            $"""
            select x.bed, x.room, x.home, x.district, x.elder, x.from_day, x.until_day, x.status
            from (select s.*, right(replace(s.elder::text, '-', ''), 16) as person from ({Stays(day)}) s) x
            where true{where} order by x.bed, x.from_day, x.person limit {query.With(count + 1)}
            """,
            row => new Stay(
                new BedId(row.GetGuid(0)), new RoomId(row.GetGuid(1)), new HomeId(row.GetGuid(2)), row.GetString(3), new ElderId(row.GetGuid(4)),
                row.GetFieldValue<DateOnly>(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateOnly>(6), Enum.Parse<StayStatus>(row.GetString(7))),
            cancellation);
        return PageOf(rows, count);
    }

    /// <summary>
    /// Of several stays of one person in one bed from the same day on, of which all but the last were without a night, only the last counts:
    /// nothing would tell them apart.
    /// </summary>
    private static string Stays(string today) =>
        $"""
        select s.bed, b.room, s.home, b.district, s.elder, s.began as from_day, coalesce(s.ended, (b.terms->>'until')::date) as until_day,
          case when s.began > {today} then '{nameof(StayStatus.Planned)}' when s.ended <= {today} then '{nameof(StayStatus.Over)}'
            when s.ended is null and b.state = '{nameof(BedState.OnLeave)}' then '{nameof(StayStatus.OnLeave)}'
            else '{nameof(StayStatus.Present)}' end as status
        from {s_stays} s join {s_beds} b on b.tenant_id = $1 and b.bed = s.bed
        where s.tenant_id = $1 and s.known_until is null and not exists (
          select from {s_stays} l where l.tenant_id = $1 and l.bed = s.bed and l.nr > s.nr and l.known_until is null and l.elder = s.elder and l.began = s.began)
        union all
        select b.bed, b.room, b.home, b.district, (r->>'elder')::uuid, (r->>'from')::date, (r->>'until')::date, '{nameof(StayStatus.Planned)}'
        from {s_beds} b cross join jsonb_array_elements(b.terms->'reservations') r where b.tenant_id = $1
        union all
        select b.bed, b.room, b.home, b.district, b.elder, k.starts_on, k.ends_on, '{nameof(StayStatus.Planned)}'
        from {s_beds} b cross join lateral (
          select d.starts_on, d.ends_on from {s_days} d
          where d.tenant_id = $1 and d.kind = '{Days.Of(default(BedId)).Kind}' and d.subject = b.bed and d.holder = b.elder and d.starts_on <= {today}
          order by d.starts_on desc limit 1) k
        where b.tenant_id = $1 and b.state = '{nameof(BedState.Reserved)}'
        """;

    /// <summary>A day she leaves is a day of the stay still.</summary>
    private static string Holds(DayRelation relation, string day) => relation switch
    {
        DayRelation.Equal => $"(x.from_day = {day} and x.until_day = {day})",
        DayRelation.OnAfter => $"(x.until_day is null or x.until_day > {day})",
        DayRelation.OnOrAfter => $"(x.until_day is null or x.until_day >= {day})",
        DayRelation.BegunBefore => $"x.from_day < {day}",
        DayRelation.BegunByThen => $"x.from_day <= {day}",
        DayRelation.WhollyAfter => $"x.from_day > {day}",
        DayRelation.WhollyBefore => $"x.until_day < {day}",
        _ => throw new ArgumentOutOfRangeException(nameof(relation)),
    };

    private static string OfPlaces(Query query, PlaceSearch search, PlaceKey? after)
    {
        var where = Reached(query, search.Within);
        if (search.Id is { } id) where += $" and x.id = {query.With(id)}";
        if (search.PartOf is { } whole) where += $" and x.part_of = {query.With(whole)}";
        if (after is { } last) where += $" and (x.kind, x.id) > ({(int)last.Kind}, {query.With(last.Id)})";
        return where;
    }

    private static string OfBeds(Query query, PlaceSearch search)
    {
        var where = string.Empty;
        if (search.Types is { } types) where += $" and b.kind = any({query.With(types.Beds.Select(k => k.ToString()).ToArray())})";
        if (search.Statuses is { } codes)
        {
            // By the one rule there is: whatever states it gives the code to.
            var states = from state in Enum.GetValues<BedState>()
                         from closure in Enum.GetValues<ClosureKind>()
                         where codes.Contains(BedStatus.Of(state, closure).Code)
                         select $"{state}/{closure}";
            where += $" and b.state || '/' || coalesce(b.closure, '{nameof(ClosureKind.Maintenance)}') = any({query.With(states.ToArray())})";
        }

        return where;
    }

    private static string Reached(Query query, Within? within) => within switch
    {
        null => string.Empty,
        { Home: { } home, District: { } district } => $" and (x.home = {query.With(home.Value)} or x.district = {query.With(district)})",
        { Home: { } home } => $" and x.home = {query.With(home.Value)}",
        { District: { } district } => $" and x.district = {query.With(district)}",
        _ => " and false",
    };

    private static Page<T> PageOf<T>(List<T> rows, int count) => new([.. rows.Take(count)], rows.Count > count);
}
