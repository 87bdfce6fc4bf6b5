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

    public Task<Page<ElderRecord>> FindAsync(
        string city, SearchTerm term, string? district, Slice<Guid> slice, CancellationToken cancellation)
    {
        var query = new Query(database.Source, city);
        var table = RowReader<ElderRecord>.Table;
        var hit = SearchKey.PatternOf(term) is { } pattern
            ? $"e.search_key like {query.With(pattern)} and e.tenant_id || '' = $1"
            : $"e.tenant_id = $1 and e.identity_number = {query.With(term.Text)}";
        if (district is not null) hit += $" and e.district || '' = {query.With(district)}";
        return query.PageAsync(
            $"""
            with hit as materialized (select {RowReader<ElderRecord>.Columns("e")} from {table} e where {hit} limit {Most})
            select {RowReader<ElderRecord>.Columns("h")} from hit h where true
            """,
            ["h.name collate \"C\"", "h.elder"], descending: false, slice,
            key => $"select k.name collate \"C\", k.elder from {table} k where k.tenant_id = $1 and k.elder = {key}",
            RowReader<ElderRecord>.At(0), cancellation);
    }
}
