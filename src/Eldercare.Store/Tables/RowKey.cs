namespace Eldercare.Store.Tables;

/// <summary>The key of a row: its key columns' values in the database's types.</summary>
internal readonly struct RowKey(Type row, object first, object? second = null) : IEquatable<RowKey>
{
    private readonly Type _row = row;
    private readonly object _first = first;
    private readonly object? _second = second;

    public object this[int part] => part == 0 ? _first : _second!;

    public static RowKey Of(Type row, ReadOnlySpan<object> parts) => parts.Length switch
    {
        1 => new(row, ColumnMap.Normalize(parts[0])),
        2 => new(row, ColumnMap.Normalize(parts[0]), ColumnMap.Normalize(parts[1])),
        _ => throw new ArgumentException($"{row.Name} has a key of one or two parts, not {parts.Length}.", nameof(parts)),
    };

    public bool Equals(RowKey other) => _row == other._row && _first.Equals(other._first) && Equals(_second, other._second);

    public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_row, _first, _second);
}
