using Eldercare.Store.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.City.Reading;

/// <summary>One SQL statement over one city; the city is <c>$1</c>.</summary>
internal sealed class Query
{
    private readonly NpgsqlDataSource _database;
    private readonly NpgsqlCommand _command;

    public Query(NpgsqlDataSource database, string city)
    {
        _database = database;
        _command = database.CreateCommand();
        With(city);
    }

    /// <summary>Adds a parameter.</summary>
    /// <returns>Its name in the statement.</returns>
    public string With<T>(T value)
    {
        _command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${_command.Parameters.Count}";
    }

    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = _command;
        command.CommandText = sql;
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
        return rows;
    }

    /// <summary>Rows of a table by one of its uuid columns.</summary>
    public Task<List<TRow>> RowsAsync<TRow>(string column, IEnumerable<Guid> keys, CancellationToken cancellation)
        where TRow : class => ListAsync(
            $"""
            select {RowReader<TRow>.Columns("t")} from {RowReader<TRow>.Table} t
            where t.tenant_id = $1 and t.{column} = any({With(keys.Distinct().ToArray())})
            """,
            RowReader<TRow>.At(0), cancellation);

    /// <summary>A slice of an ordered list.</summary>
    /// <param name="list">What, and where from.</param>
    /// <param name="order">What the list is ordered by, unique together, all in one direction.</param>
    /// <param name="descending">Largest first.</param>
    /// <param name="slice">Which part.</param>
    /// <param name="orderOf">The statement's expression for the order of the row with a key, given the key's parameter.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="CursorLostException">The row of the slice's key is there no more.</exception>
    public async Task<Page<TRow>> PageAsync<TRow, TKey>(
        Listing list, ImmutableArray<string> order, bool descending, Slice<TKey> slice, Func<string, string> orderOf,
        Func<NpgsqlDataReader, TRow> read, CancellationToken cancellation)
        where TKey : struct
    {
        var (behind, before) = descending ? ("<", ">") : (">", "<");
        var (place, marks) = ($"({string.Join(", ", order)})", new List<string>());
        if (slice.After is { } after) list += $" and {place} {behind} ({Mark(after, slice.AfterPlace)})";
        if (slice.Before is { } front) list += $" and {place} {before} ({Mark(front, slice.BeforePlace)})";
        var direction = descending == slice.FromEnd ? string.Empty : " desc";
        list += $" order by {string.Join(", ", order.Select(o => o + direction))} limit {With(slice.Count + 1)}";

        var rows = await ReadAsync();
        // Nothing stands behind a row that is gone: that would read as the end of the list.
        if (rows.Count == 0 && marks.Count > 0 && !await AllAsync(list.With, marks, cancellation)) throw new CursorLostException();
        var hasMore = rows.Count > slice.Count;
        if (hasMore) rows.RemoveAt(rows.Count - 1);
        if (slice.FromEnd) rows.Reverse();
        return new Page<TRow>([.. rows.Select(r => r.Row)], hasMore, [.. rows.Select(r => r.Place)]);

        // By where the row stood when it was read, and without that by where it stands now.
        string Mark(TKey key, ImmutableArray<string>? stood)
        {
            if (stood is { } texts)
                return texts.Length == order.Length ? string.Join(", ", texts.Select(WithText)) : throw new CursorLostException();
            var mark = orderOf(With(key));
            if (mark.StartsWith("select", StringComparison.Ordinal)) marks.Add($"exists ({mark})");
            return mark;
        }

        async Task<List<(TRow Row, ImmutableArray<string> Place)>> ReadAsync()
        {
            try
            {
                return await ListAsync(list.And($", array[{string.Join(", ", order.Select(o => $"({o})::text"))}]"), row => (read(row), PlaceOf(row)), cancellation);
            }
            catch (PostgresException fault) when (fault.SqlState.StartsWith(WrongText, StringComparison.Ordinal) && (slice.AfterPlace ?? slice.BeforePlace) is not null)
            {
                throw new CursorLostException();
            }
        }
    }

    /// <summary>PostgreSQL's class of faults for values that do not fit their type.</summary>
    private const string WrongText = "22";

    /// <summary>A parameter of the type that the statement compares it with.</summary>
    private string WithText(string text)
    {
        _command.Parameters.Add(new NpgsqlParameter { Value = text, NpgsqlDbType = NpgsqlDbType.Unknown });
        return $"${_command.Parameters.Count}";
    }

    private static ImmutableArray<string> PlaceOf(NpgsqlDataReader row)
    {
        var texts = row.GetFieldValue<string?[]>(row.FieldCount - 1);
        return texts.Contains(null) ? [] : [.. texts!];
    }

    private async Task<bool> AllAsync(string with, List<string> conditions, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand($"{with} select {string.Join(" and ", conditions)}");
        foreach (NpgsqlParameter parameter in _command.Parameters) command.Parameters.Add(parameter.Clone());
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
