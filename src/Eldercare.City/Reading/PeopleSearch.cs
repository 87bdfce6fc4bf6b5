using Eldercare.People;
using Eldercare.People.Search;
using Eldercare.Store;
using Eldercare.Store.Tables;

namespace Eldercare.City.Reading;

/// <summary>Finds people by what is known of them.</summary>
public interface IPeopleSearch
{
    /// <summary>
    /// People a term fits, by name. Of a term that fits more than <see cref="PeopleSearch.Most"/> it is so many of them: who gets that many
    /// has to say more.
    /// </summary>
    /// <param name="city">The tenant.</param>
    /// <param name="term">What is known.</param>
    /// <param name="district">Only people of this district; of all when null.</param>
    /// <param name="slice">Which part; keys are elders' ids.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<Page<ElderRecord>> FindAsync(
        string city, SearchTerm term, string? district, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>Those who live, of the whole city, and fit what one of them said at the door.</summary>
    Task<FoundAtDoor> AtDoorAsync(string city, DoorTerm term, CancellationToken cancellation);
}

/// <summary>Who fits what was said at the door.</summary>
/// <param name="Elders">By name.</param>
/// <param name="More">More do than are told.</param>
public sealed record FoundAtDoor(ImmutableArray<ElderRecord> Elders, bool More)
{
    /// <summary>More than these nobody at a counter looks through, and nobody should.</summary>
    public const int Most = 5;

    public static FoundAtDoor Of(IEnumerable<ElderRecord> fitting)
    {
        ElderRecord[] some = [.. fitting.Take(Most + 1)];
        return new([.. some.Take(Most)], some.Length > Most);
    }
}

/// <inheritdoc cref="IPeopleSearch"/>
/// <remarks>
/// The connection lets the planner choose no scan of the whole table, and tenant and district stand in the statement as no index knows
/// them: what is left is the index of trigrams, however common PostgreSQL takes the term to be.
/// </remarks>
public sealed class PeopleSearch(ByKeyDatabase database) : IPeopleSearch
{
    /// <summary>Sorting 70,000 people of one family name for the first 20 of them would take longer than anyone waits for.</summary>
    public const int Most = 1_000;

    public async Task<Page<ElderRecord>> FindAsync(
        string city, SearchTerm term, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database.Source, city);
        var table = RowReader<ElderRecord>.Table;
        var hit = SearchKey.PatternOf(term) is { } pattern
            ? $"e.search_key like {query.With(pattern)} and e.tenant_id || '' = $1"
            : $"e.tenant_id = $1 and e.identity_number = {query.With(term.Text)}";
        if (district is not null) hit += $" and e.district || '' = {query.With(district)}";
        var page = await query.PageAsync(
            new(RowReader<ElderRecord>.Columns("h"), "hit h where true")
            {
                With = $"with hit as materialized (select {RowReader<ElderRecord>.Columns("e")} from {table} e where {hit} limit {Most})",
            },
            ["h.name collate \"C\"", "h.elder"], descending: false, slice,
            key => $"select k.name collate \"C\", k.elder from {table} k where k.tenant_id = $1 and k.elder = {key}",
            RowReader<ElderRecord>.At(0), cancellation);
        // Where she stands is her name, and a cursor may be seen by those who may not know it.
        return page with { Places = default };
    }

    public async Task<FoundAtDoor> AtDoorAsync(string city, DoorTerm term, CancellationToken cancellation)
    {
        var query = new Query(database.Source, city);
        // The key's digits are of the identity number too, and at the door it is the phone that is said.
        var hit = term.PhoneTail is { } tail
            ? $"""
              e.search_key like {query.With($"% {string.Concat(tail.Reverse())}%")} and e.search_key like {query.With(SearchKey.PatternOf(term.Term)!)}
              and right(regexp_replace(e.phone, '[^0-9]', '', 'g'), {DoorTerm.PhoneTailLength}) = {query.With(tail)} and e.tenant_id || '' = $1
              """
            : $"e.tenant_id = $1 and e.identity_number = {query.With(term.Term.Text)}";
        return FoundAtDoor.Of(await query.ListAsync(
            $"""
            select {RowReader<ElderRecord>.Columns("e")} from {RowReader<ElderRecord>.Table} e
            where {hit} and e.died_on is null and e.erased_on is null
            order by e.name collate "C", e.elder limit {FoundAtDoor.Most + 1}
            """,
            RowReader<ElderRecord>.At(0), cancellation));
    }
}
