using Eldercare.Beds;
using Eldercare.Beds.Census;
using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.City.Reading;

/// <summary>The beds as they were at the end of a day, as known at any time after: the SQL that the census and the figures share.</summary>
internal static class BedsOfDay
{
    private static readonly string s_states = RowReader<BedStateTime>.Table;
    private static readonly string s_stays = RowReader<BedStay>.Table;
    private static readonly string s_homes = RowReader<HomeBoard>.Table;
    private static readonly string s_certificates = RowReader<CertificateRow>.Table;
    private static readonly int s_needed = Enum.GetValues<CertificateKind>().Length;

    /// <summary>The last instant of a day, or the time it is known at when that is earlier.</summary>
    public static DateTimeOffset End(CensusDay day)
    {
        var end = CityTime.At(day.On.AddDays(1), TimeOnly.MinValue).AddMicroseconds(-1);
        return day.KnownAt < end ? day.KnownAt.ToUniversalTime() : end;
    }

    /// <summary>A condition on homes <c>x.home</c>; empty for all.</summary>
    public static string Which(Query query, HomeId? home, string? district) => (home, district) switch
    {
        ({ } one, _) => $" and x.home = {query.With(one.Value)}",
        (null, { } code) => $" and x.home in (select d.home from {s_homes} d where d.tenant_id = $1 and d.district = {query.With(code)})",
        _ => string.Empty,
    };

    /// <summary>Beds with <c>bed, home, state, kind, free_on, kept_until, promised_from, lived, may_admit</c>.</summary>
    public static string Sql(Query query, CensusDay day, string which) =>
        Sql(query.With(day.On), query.With(End(day)), query.With(day.KnownAt.ToUniversalTime()), which);

    /// <param name="on">The day.</param>
    /// <param name="end">Its last instant, or the time it is known at when that is earlier: states are as they were recorded by then.</param>
    /// <param name="known">The time it is known at: stays and certificates are as they were believed then.</param>
    /// <param name="which">Of which homes <c>x.home</c>.</param>
    public static string Sql(string on, string end, string known, string which) =>
        $"""
        select coalesce(s.bed, l.bed) as bed, coalesce(s.home, l.home) as home, s.state, s.kind, s.free_on, s.kept_until, s.promised_from,
               l.bed is not null as lived, m.may_admit
        from (select x.bed, x.home, x.state, x.kind, x.free_on, x.kept_until, x.promised_from from {s_states} x
              where x.tenant_id = $1 and x.since <= {end} and (x.until is null or x.until > {end}){which}) s
        full join ({Stays(on, known, which)} and (x.ended is null or x.ended > {on})) l on l.bed = s.bed
        left join (select x.home, (select count(distinct c.kind) from {s_certificates} c
                where c.tenant_id = $1 and c.home = x.home and c.recorded_at <= {known} and c.valid_from <= {on}
                  and coalesce(case when c.withdrawn_at > {known} then c.valid_until else c.ends_on end, 'infinity') >= {on}) = {s_needed} as may_admit
              from {s_homes} x where x.tenant_id = $1{which}) m on m.home = coalesce(s.home, l.home)
        """;

    /// <summary>Stays that had begun by a day, as they were believed at a time; a condition can be added.</summary>
    public static string Stays(string on, string known, string which) =>
        $"""
        select x.bed, x.home, x.elder, x.began, x.ended from {s_stays} x where x.tenant_id = $1 and x.began <= {on}
          and x.known_from <= {known} and (x.known_until is null or x.known_until > {known}){which}
        """;
}
