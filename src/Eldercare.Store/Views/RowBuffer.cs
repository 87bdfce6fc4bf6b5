using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.Store.Views;

/// <summary>The rows a batch of one city's events touches: read in sets, changed in memory, written in sets.</summary>
internal sealed class RowBuffer(string city) : RowSet
{
    private readonly Dictionary<RowKey, object?> _rows = [];
    private readonly Dictionary<Type, HashSet<RowKey>> _wanted = [];
    private readonly Dictionary<Type, HashSet<RowKey>> _changed = [];

    public override TRow? Find<TRow>(params ReadOnlySpan<object> key)
        where TRow : class
    {
        var rowKey = RowKey.Of(typeof(TRow), key);
        if (_rows.TryGetValue(rowKey, out var row)) return (TRow?)row;
        Of(_wanted, typeof(TRow)).Add(rowKey);
        return null;
    }

    public override void Put(object row) => Change(TableSchema.Of(row.GetType()).KeyOf(row), row.GetType(), row);

    public override void Remove<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => Change(RowKey.Of(typeof(TRow), key), typeof(TRow), null);

    /// <summary>Reads what was asked for and is not here yet; false when nothing was.</summary>
    public async Task<bool> LoadAsync(NpgsqlConnection connection, Func<Type, string> suffix, CancellationToken cancellation)
    {
        var wanted = _wanted.Where(w => w.Value.Count > 0).Select(w => (Row: w.Key, Keys: w.Value.ToArray())).ToArray();
        if (wanted.Length == 0) return false;
        await using var batch = connection.CreateBatch();
        foreach (var (row, keys) in wanted)
        {
            foreach (var key in keys) _rows.TryAdd(key, null);
            batch.BatchCommands.Add(TableSchema.Of(row).Select(city, keys, suffix(row)));
            _wanted[row].Clear();
        }

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        foreach (var (row, _) in wanted)
        {
            var table = TableSchema.Of(row);
            while (await reader.ReadAsync(cancellation))
            {
                var value = table.Read(reader);
                _rows[table.KeyOf(value)] = value;
            }

            await reader.NextResultAsync(cancellation);
        }

        return true;
    }

    /// <summary>Writes what changed.</summary>
    public async Task SaveAsync(NpgsqlConnection connection, Func<Type, string> suffix, CancellationToken cancellation)
    {
        await using var batch = connection.CreateBatch();
        foreach (var (row, keys) in _changed)
        {
            var table = TableSchema.Of(row);
            var removed = keys.Where(k => _rows[k] is null).ToArray();
            var kept = keys.Where(k => _rows[k] is not null).Select(k => _rows[k]!).ToArray();
            if (removed.Length > 0) batch.BatchCommands.Add(table.Delete(city, removed, suffix(row)));
            if (kept.Length > 0) batch.BatchCommands.Add(table.Upsert(city, kept, suffix(row)));
        }

        if (batch.BatchCommands.Count > 0) await batch.ExecuteNonQueryAsync(cancellation);
    }

    private void Change(RowKey key, Type type, object? row)
    {
        _rows[key] = row;
        Of(_changed, type).Add(key);
        if (_wanted.TryGetValue(type, out var wanted)) wanted.Remove(key);
    }

    private static HashSet<RowKey> Of(Dictionary<Type, HashSet<RowKey>> sets, Type type)
    {
        if (!sets.TryGetValue(type, out var set)) sets[type] = set = [];
        return set;
    }
}
