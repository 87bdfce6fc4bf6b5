using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Npgsql;

namespace Eldercare.Store.Tables;

/// <summary>Lets queries select a table's rows as their records.</summary>
public static class RowReader<TRow>
    where TRow : class
{
    private static readonly ConstructorInfo s_constructor =
        typeof(TRow).GetConstructors().MaxBy(c => c.GetParameters().Length)!;

    private static readonly ConcurrentDictionary<int, Func<NpgsqlDataReader, TRow>> s_readers = new();

    /// <summary>The table's name with its schema.</summary>
    public static string Table { get; } = $"{StoreSchema.Name}.{TableSchema.Of(typeof(TRow)).Name}";

    /// <summary>How many columns <see cref="Columns"/> names.</summary>
    public static int Width { get; } = s_constructor.GetParameters().Length;

    /// <summary>The columns in the order <see cref="At"/> reads them.</summary>
    /// <param name="alias">The table's alias in the query.</param>
    public static string Columns(string alias) =>
        string.Join(", ", s_constructor.GetParameters().Select(p => $"{alias}.{ColumnMap.SnakeCase(p.Name!)}"));

    /// <summary>Reads a row whose columns start at an ordinal.</summary>
    public static Func<NpgsqlDataReader, TRow> At(int ordinal) => s_readers.GetOrAdd(ordinal, static first =>
    {
        var reader = Expression.Parameter(typeof(NpgsqlDataReader));
        var values = s_constructor.GetParameters().Select((p, i) => ColumnMap.Read(p, reader, first + i));
        return Expression.Lambda<Func<NpgsqlDataReader, TRow>>(Expression.New(s_constructor, values), reader).Compile();
    });
}
