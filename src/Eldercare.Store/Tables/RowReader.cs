using Npgsql;

namespace Eldercare.Store.Tables;

/// <summary>Lets queries select a table's rows as their records.</summary>
public static class RowReader<TRow>
    where TRow : class
{
    private static readonly string[] s_columns =
        [.. typeof(TRow).GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters().Select(p => ColumnMap.SnakeCase(p.Name!))];

    /// <summary>The table's name with its schema.</summary>
    public static string Table { get; } = $"{StoreSchema.Name}.{TableSchema.Of(typeof(TRow)).Name}";

    /// <summary>The columns in the order <see cref="Read"/> wants them, starting at ordinal 0.</summary>
    /// <param name="alias">The table's alias in the query.</param>
    public static string Columns(string alias) => string.Join(", ", s_columns.Select(c => $"{alias}.{c}"));

    public static TRow Read(NpgsqlDataReader reader) => (TRow)TableSchema.Of(typeof(TRow)).Read(reader);
}
