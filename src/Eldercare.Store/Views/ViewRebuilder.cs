using Eldercare.Store.Tables;
using Eldercare.Store.Writing;
using Npgsql;
using Weasel.Core;
using Weasel.Postgresql;

namespace Eldercare.Store.Views;

/// <summary>
/// Builds views anew from all events while the old rows go on serving: into shadow tables, which take the place of the old ones in
/// one short transaction once they have caught up with the running views.
/// </summary>
public sealed class ViewRebuilder
{
    private const string ShadowSuffix = "__rebuild";
    private const int PageSize = 10_000;

    private readonly NpgsqlDataSource _database;
    private readonly EventTypes _events;
    private readonly ImmutableArray<View> _views;

    public ViewRebuilder(ByKeyDatabase database, EventTypes events, IEnumerable<IContextModule> modules) =>
        (_database, _events, _views) = (database.Source, events, [.. modules.SelectMany(m => m.Views)]);

    public IEnumerable<string> Names => _views.Select(v => v.Name);

    /// <summary>Rebuilds one view, or all of them.</summary>
    /// <param name="name">A view's name in any case; null for all.</param>
    /// <param name="progress">Gets events done and events in all.</param>
    /// <param name="cancellation">Ends it; the old rows stay.</param>
    /// <exception cref="ArgumentException">There is no view of that name.</exception>
    /// <exception cref="RebuildRunningException">Another rebuild of this database runs.</exception>
    public async Task RebuildAsync(string? name, IProgress<(long Done, long Of)>? progress, CancellationToken cancellation)
    {
        var views = name is null ? _views : [.. _views.Where(v => string.Equals(v.Name, name, StringComparison.OrdinalIgnoreCase))];
        if (views.IsEmpty) throw new ArgumentException($"No view '{name}'. There are: {string.Join(", ", Names)}.", nameof(name));

        // Two at once would fill the same shadows.
        await using var alone = await _database.OpenConnectionAsync(cancellation);
        await using var tryAlone = new NpgsqlCommand($"select pg_try_advisory_lock({AdvisoryLocks.ViewRebuild})", alone);
        if (await tryAlone.ExecuteScalarAsync(cancellation) is not true) throw new RebuildRunningException();
        try
        {
            await RebuildAsync(views, progress, cancellation);
        }
        finally
        {
            // By hand: a connection that goes back to the pool keeps its locks until it is used again.
            await ExecuteAsync(alone, $"select pg_advisory_unlock({AdvisoryLocks.ViewRebuild})", CancellationToken.None);
        }
    }

    private async Task RebuildAsync(ImmutableArray<View> views, IProgress<(long, long)>? progress, CancellationToken cancellation)
    {
        var rows = views.SelectMany(v => v.Rows).ToHashSet();
        string Suffix(Type row) => rows.Contains(row) ? ShadowSuffix : string.Empty;
        await CreateShadowsAsync(rows, cancellation);
        var fold = new ViewFold(views);
        var aliases = views.SelectMany(v => v.Events).Distinct().Select(t => _events.NameOf(t).Alias).ToArray();

        await using var progressView = _database.CreateCommand(
            $"select coalesce((select last_seq_id from {StoreSchema.Name}.mt_event_progression where name = '{ViewRunner.ShardName}:All'), 0)");
        var done = 0L;
        long target;
        while ((target = (long)(await progressView.ExecuteScalarAsync(cancellation))!) - done > PageSize)
            done = await ReplayAsync(fold, aliases, Suffix, done, target, progress, cancellation);

        await using var connection = await _database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({AdvisoryLocks.ViewSwap})", cancellation);
        target = (long)(await progressView.ExecuteScalarAsync(cancellation))!;
        await ReplayAsync(fold, aliases, Suffix, done, target, progress, cancellation);
        foreach (var row in rows) await SwapAsync(connection, row, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task<long> ReplayAsync(
        ViewFold fold, string[] aliases, Func<Type, string> suffix, long from, long to, IProgress<(long, long)>? progress,
        CancellationToken cancellation)
    {
        for (var at = from; at < to;)
        {
            var (page, last) = await PageAsync(aliases, at, to, cancellation);
            foreach (var ofCity in page.GroupBy(e => e.City, StringComparer.Ordinal))
            {
                await using var connection = await _database.OpenConnectionAsync(cancellation);
                await fold.RunAsync(connection, ofCity.Key, [.. ofCity.Select(e => e.Recorded)], suffix, cancellation);
            }

            at = last;
            progress?.Report((at, to));
        }

        return to;
    }

    private async Task<(List<(string City, Recorded Recorded)> Page, long Last)> PageAsync(
        string[] aliases, long after, long to, CancellationToken cancellation)
    {
        await using var command = _database.CreateCommand(
            $"""
            select seq_id, tenant_id, stream_id, version, type, data::text, timestamp, user_name from {StoreSchema.Name}.mt_events
            where seq_id > $1 and seq_id <= $2 and type = any($3) and not is_archived order by seq_id limit {PageSize}
            """);
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = to });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = aliases });
        var page = new List<(string, Recorded)>(PageSize);
        var last = after;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            last = reader.GetInt64(0);
            page.Add((reader.GetString(1), new Recorded(
                last, reader.GetGuid(2), reader.GetInt64(3), _events.Read(reader.GetString(4), reader.GetString(5)),
                await reader.GetFieldValueAsync<DateTimeOffset>(6, cancellation), reader.IsDBNull(7) ? null : reader.GetString(7))));
        }

        return (page, page.Count < PageSize ? to : last);
    }

    private async Task CreateShadowsAsync(IEnumerable<Type> rows, CancellationToken cancellation)
    {
        var migrator = new PostgresqlMigrator();
        await using var connection = await _database.OpenConnectionAsync(cancellation);
        foreach (var row in rows)
        {
            var table = TableSchema.Of(row).Ddl(ShadowSuffix);
            var sql = new StringWriter();
            table.WriteCreateStatement(migrator, sql);
            await ExecuteAsync(connection, $"drop table if exists {table.Identifier.QualifiedName}; {sql}", cancellation);
        }
    }

    private static async Task SwapAsync(NpgsqlConnection connection, Type row, CancellationToken cancellation)
    {
        var table = TableSchema.Of(row).Ddl();
        var shadow = TableSchema.Of(row).Ddl(ShadowSuffix);
        await ExecuteAsync(connection, $"drop table {table.Identifier.QualifiedName}", cancellation);
        await ExecuteAsync(connection, $"alter table {shadow.Identifier.QualifiedName} rename to {table.Identifier.Name}", cancellation);
        foreach (var (from, to) in shadow.Indexes.Zip(table.Indexes, (s, t) => (s.Name, t.Name)).Append((shadow.PrimaryKeyName, table.PrimaryKeyName)))
            await ExecuteAsync(connection, $"alter index {StoreSchema.Name}.{from} rename to {to}", cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}

/// <summary>Read models are rebuilt one after another.</summary>
public sealed class RebuildRunningException() : Exception("Another rebuild runs on this database; start again when it is done.");
