using System.Linq.Expressions;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Eldercare.Store.Ids;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.Store.Tables;

/// <summary>A column of <typeparamref name="TRow"/>'s table.</summary>
internal abstract class Column<TRow>(string name, string sqlType, bool isKey, bool isNullable)
{
    public string Name { get; } = name;

    public string SqlType { get; } = sqlType;

    public bool IsKey { get; } = isKey;

    public bool IsNullable { get; } = isNullable;

    /// <summary>The column's values of many rows as one array parameter.</summary>
    public abstract NpgsqlParameter ArrayOf(IReadOnlyList<TRow> rows);

    /// <summary>Key values, already in the database's type, as one array parameter.</summary>
    public abstract NpgsqlParameter ArrayOfKeys(IReadOnlyList<RowKey> keys, int part);

    public abstract void Write(NpgsqlBinaryImporter importer, TRow row);

    /// <summary>The value in the database's type, for keys.</summary>
    public abstract object KeyPart(TRow row);
}

internal sealed class Column<TRow, TDb>(
    string name, string sqlType, NpgsqlDbType dbType, bool isKey, bool isNullable, Func<TRow, TDb> get)
    : Column<TRow>(name, sqlType, isKey, isNullable)
{
    public override NpgsqlParameter ArrayOf(IReadOnlyList<TRow> rows)
    {
        var values = new TDb[rows.Count];
        for (var i = 0; i < values.Length; i++) values[i] = get(rows[i]);
        return new NpgsqlParameter<TDb[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | dbType };
    }

    public override NpgsqlParameter ArrayOfKeys(IReadOnlyList<RowKey> keys, int part)
    {
        var values = new TDb[keys.Count];
        for (var i = 0; i < values.Length; i++) values[i] = (TDb)keys[i][part];
        return new NpgsqlParameter<TDb[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | dbType };
    }

    public override void Write(NpgsqlBinaryImporter importer, TRow row)
    {
        var value = get(row);
        if (value is null) importer.WriteNull();
        else importer.Write(value, dbType);
    }

    public override object KeyPart(TRow row) => get(row)!;
}

/// <summary>How a record's parameter becomes a column.</summary>
internal static class ColumnMap
{
    private static readonly Dictionary<Type, (string Sql, NpgsqlDbType Db)> s_types = new()
    {
        [typeof(Guid)] = ("uuid", NpgsqlDbType.Uuid),
        [typeof(string)] = ("text", NpgsqlDbType.Text),
        [typeof(int)] = ("integer", NpgsqlDbType.Integer),
        [typeof(long)] = ("bigint", NpgsqlDbType.Bigint),
        [typeof(bool)] = ("boolean", NpgsqlDbType.Boolean),
        [typeof(double)] = ("double precision", NpgsqlDbType.Double),
        [typeof(DateOnly)] = ("date", NpgsqlDbType.Date),
        [typeof(TimeOnly)] = ("time without time zone", NpgsqlDbType.Time),
        [typeof(DateTimeOffset)] = ("timestamptz", NpgsqlDbType.TimestampTz),
    };

    public static string SnakeCase(string name)
    {
        var text = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }

    public static Column<TRow> Of<TRow>(ParameterInfo parameter)
    {
        var row = Expression.Parameter(typeof(TRow));
        var property = Expression.Property(row, parameter.Name!);
        var value = ToDb(property, out var nullable);
        nullable |= parameter.ParameterType == typeof(string) && IsNullable(parameter);
        var bare = Nullable.GetUnderlyingType(value.Type) ?? value.Type;
        (string Sql, NpgsqlDbType Db) type = IsJson(parameter.ParameterType) ? ("jsonb", NpgsqlDbType.Jsonb) : s_types[bare];
        nullable |= IsJson(parameter.ParameterType) && IsNullable(parameter);

        return (Column<TRow>)Activator.CreateInstance(
            typeof(Column<,>).MakeGenericType(typeof(TRow), value.Type),
            SnakeCase(parameter.Name!), type.Sql, type.Db,
            parameter.GetCustomAttribute<KeyAttribute>() is not null, nullable, Expression.Lambda(value, row).Compile())!;
    }

    /// <summary>A column that is only written. It may be null: rows from before it came in have none.</summary>
    public static Column<TRow> Derived<TRow>(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(TRow));
        var value = ToDb(Expression.Property(row, property), out _);
        var (sql, db) = s_types[Nullable.GetUnderlyingType(value.Type) ?? value.Type];
        return (Column<TRow>)Activator.CreateInstance(
            typeof(Column<,>).MakeGenericType(typeof(TRow), value.Type),
            SnakeCase(property.Name), sql, db, false, true, Expression.Lambda(value, row).Compile())!;
    }

    /// <summary>Reads the column at <paramref name="index"/> back into the parameter's type.</summary>
    public static Expression Read(ParameterInfo parameter, Expression reader, int index)
    {
        var type = parameter.ParameterType;
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        var db = bare.IsEnum || IsJson(type) ? typeof(string) : IsId(bare) ? typeof(Guid) : bare == typeof(Fen) ? typeof(long) : bare;
        Expression value = Expression.Call(
            reader, typeof(NpgsqlDataReader).GetMethod(nameof(NpgsqlDataReader.GetFieldValue))!.MakeGenericMethod(db),
            Expression.Constant(index));
        if (IsJson(type))
            value = Expression.Call(typeof(ColumnMap), nameof(FromJson), [type], value);
        else if (bare == typeof(Fen))
            value = Expression.New(typeof(Fen).GetConstructor([typeof(long)])!, value);
        else if (bare.IsEnum)
            value = Expression.Call(typeof(Enum), nameof(Enum.Parse), [bare], value);
        else if (IsId(bare))
            value = Expression.Call(bare.GetMethod("From", [typeof(Guid)])!, value);
        if (value.Type != type) value = Expression.Convert(value, type);
        return type.IsValueType && Nullable.GetUnderlyingType(type) is null && !IsJson(type)
            ? value
            : Expression.Condition(
                Expression.Call(reader, nameof(NpgsqlDataReader.IsDBNull), null, Expression.Constant(index)),
                Expression.Default(type), value);
    }

    /// <summary>A key value in the database's type.</summary>
    public static object Normalize(object part) => part switch
    {
        Guid or string or int or long or DateOnly => part,
        Enum => part.ToString()!,
        _ when IsId(part.GetType()) => part.GetType().GetProperty("Value")!.GetValue(part)!,
        _ => part,
    };

    private static Expression ToDb(Expression value, out bool nullable)
    {
        var underlying = Nullable.GetUnderlyingType(value.Type);
        nullable = underlying is not null;
        var bare = underlying ?? value.Type;
        if (IsJson(value.Type)) return Expression.Call(typeof(ColumnMap), nameof(ToJson), [value.Type], value);
        if (bare == typeof(Fen))
            return nullable
                ? Expression.Condition(Expression.Property(value, "HasValue"),
                    Expression.Convert(Expression.Property(Expression.Property(value, "Value"), "Value"), typeof(long?)),
                    Expression.Constant(null, typeof(long?)))
                : Expression.Property(value, "Value");
        if (bare.IsEnum)
        {
            Expression text(Expression e) => Expression.Call(e, typeof(object).GetMethod(nameof(ToString))!);
            return nullable
                ? Expression.Condition(Expression.Property(value, "HasValue"), text(Expression.Property(value, "Value")),
                    Expression.Constant(null, typeof(string)))
                : text(value);
        }

        if (IsId(bare))
            return nullable
                ? Expression.Condition(Expression.Property(value, "HasValue"),
                    Expression.Convert(Expression.Property(Expression.Property(value, "Value"), "Value"), typeof(Guid?)),
                    Expression.Constant(null, typeof(Guid?)))
                : Expression.Property(value, "Value");
        if (bare == typeof(DateTimeOffset))
        {
            var utc = typeof(DateTimeOffset).GetMethod(nameof(DateTimeOffset.ToUniversalTime))!;
            return nullable
                ? Expression.Condition(Expression.Property(value, "HasValue"),
                    Expression.Convert(Expression.Call(Expression.Property(value, "Value"), utc), typeof(DateTimeOffset?)),
                    Expression.Constant(null, typeof(DateTimeOffset?)))
                : Expression.Call(value, utc);
        }

        return value;
    }

    /// <summary>What is no scalar is kept as JSON: lists and records that are only ever read as a whole.</summary>
    private static bool IsJson(Type type)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        return !s_types.ContainsKey(bare) && !bare.IsEnum && !IsId(bare) && bare != typeof(Fen);
    }

    private static bool IsNullable(ParameterInfo parameter) =>
        new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static string? ToJson<T>(T value) => value is null ? null : JsonSerializer.Serialize(value, EventJson.Options);

    private static T FromJson<T>(string json) => JsonSerializer.Deserialize<T>(json, EventJson.Options)!;

    private static bool IsId(Type type) => type.IsValueType
        && Array.Exists(type.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));
}
