using Eldercare.Store.Deciding;
using Npgsql;

namespace Eldercare.Store.Tables;

/// <inheritdoc cref="IRowLookup"/>
internal sealed class RowLookup(NpgsqlDataSource database) : IRowLookup
{
    public async Task<IReadOnlyDictionary<RowRef, object>> FindAsync(
        string city, IReadOnlyCollection<RowRef> rows, CancellationToken cancellation)
    {
        var found = new Dictionary<RowRef, object>();
        if (rows.Count == 0) return found;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        var types = rows.GroupBy(r => r.Row).Select(g => (Schema: TableSchema.Of(g.Key), Refs: g.Distinct().ToArray())).ToArray();
        foreach (var (schema, refs) in types)
            batch.BatchCommands.Add(schema.Select(city, [.. refs.Select(r => new RowKey(r.Row, r.Key))]));

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var (schema, refs) in types)
        {
            var byKey = refs.ToDictionary(r => new RowKey(r.Row, r.Key));
            while (await reader.ReadAsync(cancellation))
            {
                var row = schema.Read(reader);
                found[byKey[schema.KeyOf(row)]] = row;
            }

            await reader.NextResultAsync(cancellation);
        }

        return found;
    }
}
