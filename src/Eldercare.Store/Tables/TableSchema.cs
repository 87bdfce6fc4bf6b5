using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using Npgsql;
using Weasel.Postgresql;
using Weasel.Postgresql.Tables;

namespace Eldercare.Store.Tables;

/// <summary>A row type's table: its DDL, and set-based reading and writing.</summary>
internal abstract class TableSchema(string name)
{
    private static readonly ConcurrentDictionary<Type, TableSchema> s_tables = new();

    public const string TenantColumn = "tenant_id";

    public string Name { get; } = name;

    public static TableSchema Of(Type row) => s_tables.GetOrAdd(
        row, static type => (TableSchema)Activator.CreateInstance(typeof(TableSchema<>).MakeGenericType(type))!);

    /// <summary>The table as the schema migration knows it; a suffix makes its shadow.</summary>
    public abstract Table Ddl(string suffix = "");

    public abstract RowKey KeyOf(object row);

    /// <summary>Selects the rows with these keys.</summary>
    public abstract NpgsqlBatchCommand Select(string city, IReadOnlyList<RowKey> keys, string suffix = "");

    /// <summary>Inserts or replaces rows; no key twice.</summary>
    public abstract NpgsqlBatchCommand Upsert(string city, IReadOnlyList<object> rows, string suffix = "");

    public abstract NpgsqlBatchCommand Delete(string city, IReadOnlyList<RowKey> keys, string suffix = "");

    public abstract object Read(NpgsqlDataReader reader);

    /// <summary>Brings new rows in by COPY.</summary>
    public abstract Task CopyAsync(
        NpgsqlConnection connection, string city, IEnumerable<object> rows, CancellationToken cancellation, string suffix = "");
}

internal sealed class TableSchema<TRow> : TableSchema
{
    private readonly Column<TRow>[] _columns;
    private readonly Column<TRow>[] _written;
    private readonly Column<TRow>[] _keys;
    private readonly TableAttribute _attribute;
    private readonly Func<NpgsqlDataReader, TRow> _read;
    private readonly ConcurrentDictionary<string, (string Select, string Upsert, string Delete, string Copy)> _sql = new();

    public TableSchema()
        : base(Attribute().Name)
    {
        _attribute = Attribute();
        var constructor = typeof(TRow).GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        _columns = [.. parameters.Select(ColumnMap.Of<TRow>)];
        _written = [.. _columns, .. typeof(TRow).GetProperties().Where(p => p.IsDefined(typeof(DerivedAttribute))).Select(ColumnMap.Derived<TRow>)];
        _keys = [.. _columns.Where(c => c.IsKey)];
        var reader = Expression.Parameter(typeof(NpgsqlDataReader));
        _read = Expression.Lambda<Func<NpgsqlDataReader, TRow>>(
            Expression.New(constructor, parameters.Select((p, i) => ColumnMap.Read(p, reader, i))), reader).Compile();
    }

    public override Table Ddl(string suffix = "")
    {
        var table = new Table(new PostgresqlObjectName(StoreSchema.Name, Name + suffix, SchemaUtils.IdentifierUsage.General)) { PrimaryKeyName = $"pk_{Name}{suffix}" };
        table.AddColumn(TenantColumn, "text").AsPrimaryKey();
        foreach (var column in _written)
        {
            var added = table.AddColumn(column.Name, column.SqlType);
            if (column.IsKey) added.AsPrimaryKey();
            else if (!column.IsNullable) added.NotNull();
        }

        foreach (var (columns, unique) in _attribute.Indexes.Select(i => (i, false))
            .Concat(_attribute.UniqueIndexes.Select(i => (i, true))))
        {
            var names = columns.Split(',', StringSplitOptions.TrimEntries);
            table.Indexes.Add(new IndexDefinition($"ix_{Name}_{string.Join('_', names)}{suffix}")
            {
                Columns = [TenantColumn, .. names],
                IsUnique = unique,
            });
        }

        foreach (var column in _attribute.Trigrams)
            table.Indexes.Add(new IndexDefinition($"ix_{Name}_{column}{suffix}")
            {
                Columns = [column],
                Method = IndexMethod.gin,
                Mask = "? gin_trgm_ops",
            });
        return table;
    }

    public override RowKey KeyOf(object row)
    {
        var typed = (TRow)row;
        return _keys.Length == 1
            ? new RowKey(typeof(TRow), _keys[0].KeyPart(typed))
            : new RowKey(typeof(TRow), _keys[0].KeyPart(typed), _keys[1].KeyPart(typed));
    }

    public override NpgsqlBatchCommand Select(string city, IReadOnlyList<RowKey> keys, string suffix = "") =>
        WithKeys(Sql(suffix).Select, city, keys);

    public override NpgsqlBatchCommand Delete(string city, IReadOnlyList<RowKey> keys, string suffix = "") =>
        WithKeys(Sql(suffix).Delete, city, keys);

    public override NpgsqlBatchCommand Upsert(string city, IReadOnlyList<object> rows, string suffix = "")
    {
        var command = new NpgsqlBatchCommand(Sql(suffix).Upsert);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        var typed = new TRow[rows.Count];
        for (var i = 0; i < typed.Length; i++) typed[i] = (TRow)rows[i];
        foreach (var column in _written) command.Parameters.Add(column.ArrayOf(typed));
        return command;
    }

    public override object Read(NpgsqlDataReader reader) => _read(reader)!;

    public override async Task CopyAsync(
        NpgsqlConnection connection, string city, IEnumerable<object> rows, CancellationToken cancellation, string suffix = "")
    {
        await using var importer = await connection.BeginBinaryImportAsync(Sql(suffix).Copy, cancellation);
        foreach (TRow row in rows)
        {
            importer.StartRow();
            importer.Write(city, NpgsqlTypes.NpgsqlDbType.Text);
            foreach (var column in _written) column.Write(importer, row);
        }

        await importer.CompleteAsync(cancellation);
    }

    private static TableAttribute Attribute() => typeof(TRow).GetCustomAttribute<TableAttribute>()
        ?? throw new InvalidOperationException($"{typeof(TRow).Name} has no [Table].");

    private NpgsqlBatchCommand WithKeys(string sql, string city, IReadOnlyList<RowKey> keys)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        for (var part = 0; part < _keys.Length; part++) command.Parameters.Add(_keys[part].ArrayOfKeys(keys, part));
        return command;
    }

    private (string Select, string Upsert, string Delete, string Copy) Sql(string suffix) => _sql.GetOrAdd(suffix, s =>
    {
        var table = $"{StoreSchema.Name}.{Name}{s}";
        string List(IEnumerable<Column<TRow>> columns, string prefix = "") =>
            string.Join(", ", columns.Select(c => prefix + c.Name));
        string Arrays(Column<TRow>[] columns) =>
            string.Join(", ", columns.Select((c, i) => $"${i + 2}::{c.SqlType}[]"));
        var keyed = $"unnest({Arrays(_keys)}) as k({List(_keys)})";
        var match = string.Join(" and ", _keys.Select(c => $"t.{c.Name} = k.{c.Name}"));
        var others = _written.Where(c => !c.IsKey).Select(c => $"{c.Name} = excluded.{c.Name}").ToArray();
        var onConflict = others.Length == 0 ? "do nothing" : $"do update set {string.Join(", ", others)}";
        return (
            $"select {List(_columns, "t.")} from {keyed} cross join lateral "
                + $"(select {List(_columns, "t.")} from {table} t where t.tenant_id = $1 and {match} limit 1) t",
            $"insert into {table} (tenant_id, {List(_written)}) select $1, * from unnest({Arrays(_written)}) "
                + $"on conflict (tenant_id, {List(_keys)}) {onConflict}",
            $"with hit as materialized (select t.row from {keyed} cross join lateral "
                + $"(select t.ctid as row from {table} t where t.tenant_id = $1 and {match} limit 1) t) "
                + $"delete from {table} t using hit where t.ctid = hit.row",
            $"copy {table} (tenant_id, {List(_written)}) from stdin (format binary)");
    });
}
