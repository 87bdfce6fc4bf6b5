using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <inheritdoc cref="ICheckInReader"/>
public sealed class CheckInReader(NpgsqlDataSource database) : ICheckInReader
{
    /// <summary>Digits of a phone number that are said at the door.</summary>
    private const int PhoneTail = 4;

    public async Task<IReadOnlyDictionary<CardId, ElderCard>> CardsByIdsAsync(
        string city, IReadOnlyCollection<CardId> cards, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<ElderCard>("card", cards.Select(c => c.Value), cancellation)).ToDictionary(c => c.Card);

    public async Task<ILookup<ElderId, ElderCard>> CardsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        (await new Query(database, city).RowsAsync<ElderCard>("elder", elders.Select(e => e.Value), cancellation))
            .Where(c => c.RevokedAt is null).OrderBy(c => c.IssuedAt).ToLookup(c => c.Elder);

    public async Task<IReadOnlySet<ElderId>> NamedAsync(
        string city, IReadOnlyCollection<ElderId> elders, string text, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var given = query.With(text);
        // Who may ask for ever longer ends would read the whole number, which staff may not see.
        var tail = text.Length == PhoneTail && text.All(char.IsAsciiDigit) ? $" or right(e.phone, {PhoneTail}) = {given}" : "";
        var found = await query.ListAsync(
            $"""
            select e.elder from {RowReader<ElderRecord>.Table} e
            where e.tenant_id = $1 and e.elder = any({query.With(elders.Select(e => e.Value).ToArray())}) and (position({given} in e.name) > 0{tail})
            """,
            row => new ElderId(row.GetGuid(0)), cancellation);
        return found.ToHashSet();
    }

    public Task<Page<FoundConflict>> ConflictsAsync(
        string city, MealPointId? point, string? district, bool settled, Slice<long> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        var list = new Listing(
            $"""
            (select max(l.at) from {RowReader<LedgerEntry>.Table} l
              where l.tenant_id = $1 and l.elder = c.elder and l.subject = c.elsewhere
                and l.kind in ('{nameof(MealServed)}', '{nameof(WalkInServed)}')),
              {(settled ? RowReader<SettledPortionConflict>.Columns("c") : RowReader<PortionConflict>.Columns("c"))}
            """,
            $"""
            {(settled ? RowReader<SettledPortionConflict>.Table : RowReader<PortionConflict>.Table)} c
            join {RowReader<SittingBoard>.Table} here on here.tenant_id = $1 and here.sitting = c.sitting
            join {RowReader<SittingBoard>.Table} there on there.tenant_id = $1 and there.sitting = c.elsewhere
            where c.tenant_id = $1
            """);
        if (point is { } p) list += $" and {query.With(p.Value)} in (here.point, there.point)";
        if (district is not null) list += $" and {query.With(district)} in (here.district, there.district)";
        var (open, closed) = (RowReader<PortionConflict>.At(1), RowReader<SettledPortionConflict>.At(1));
        return query.PageAsync(list, ["c.found"], descending: true, slice, key => key, Read, cancellation);

        FoundConflict Read(NpgsqlDataReader row)
        {
            var settlement = settled ? closed(row) : null;
            var conflict = settlement?.Conflict ?? open(row);
            var there = row.IsDBNull(0) ? default(DateTimeOffset?) : row.GetFieldValue<DateTimeOffset>(0);
            return new FoundConflict(conflict, conflict.FirstServedAt ?? there, settlement);
        }
    }
}
