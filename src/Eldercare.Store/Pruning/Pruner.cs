using Eldercare.Store.Tables;
using Eldercare.Store.Writing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Store.Pruning;

/// <summary>
/// Deletes receipts, claims and aging rows whose time has passed, once a day. Goes through the tables a few pages a transaction and skips rows
/// that others hold, so that it never waits for the writer nor the writer long for it; needs no index on the writer's path. Any
/// number of hosts may do it at once: what one has deleted the others do not find.
/// </summary>
public sealed partial class Pruner(
    NpgsqlDataSource database, IEnumerable<IContextModule> modules, Retention retention, TimeProvider clock, ILogger<Pruner> log)
    : BackgroundService
{
    private readonly ImmutableArray<DatedClaims> _dated = [.. modules.SelectMany(m => m.Dated)];
    private readonly ImmutableArray<AgingRows> _aging = [.. modules.SelectMany(m => m.Aging)];

    /// <summary>Deletes what is due now.</summary>
    /// <returns>How many receipts and claims were deleted.</returns>
    public async Task<(long Receipts, long Claims)> PruneAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var oldest = now - retention.Kept;
        var receipts = await SweepAsync(
            WriterTables.Receipts, "at < $1", () => [new NpgsqlParameter<DateTimeOffset> { TypedValue = oldest }], cancellation);

        var claims = 0L;
        foreach (var dated in _dated)
        {
            var needed = now - TimeSpan.FromDays(dated.KeptDays);
            var first = dated.FirstSlotOf(DateOnly.FromDateTime((needed < oldest ? needed : oldest).UtcDateTime));
            claims += await SweepAsync(
                WriterTables.Claims, "kind = $1 and slot < $2",
                () => [new NpgsqlParameter<string> { TypedValue = dated.Kind }, new NpgsqlParameter<int> { TypedValue = first }],
                cancellation);
        }

        foreach (var aging in _aging)
        {
            var since = now - aging.Kept(retention);
            await SweepAsync(
                $"{StoreSchema.Name}.{TableSchema.Of(aging.Row).Name}", $"{aging.Column} < $1",
                () => [new NpgsqlParameter<DateTimeOffset> { TypedValue = since }], cancellation);
        }

        return (receipts, claims);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(retention.FirstLook, clock, stoppingToken);
        using var timer = new PeriodicTimer(retention.Every, clock);
        do
        {
            try
            {
                if (await PruneAsync(stoppingToken) is var (receipts, claims) && receipts + claims > 0) Pruned(log, receipts, claims);
            }
            catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<long> SweepAsync(string table, string due, Func<NpgsqlParameter[]> parameters, CancellationToken cancellation)
    {
        var deleted = 0L;
        var pages = await PagesAsync(table, cancellation);
        for (var page = 0L; page < pages; page += retention.Pages)
        {
            await using var delete = database.CreateCommand(
                $"""
                delete from {table} where ctid = any(array(
                  select ctid from {table} where ctid >= '({page},0)' and ctid < '({page + retention.Pages},0)' and {due}
                  for update skip locked))
                """);
            delete.Parameters.AddRange(parameters());
            deleted += await delete.ExecuteNonQueryAsync(cancellation);
            await Task.Delay(retention.Pause, cancellation);
        }

        return deleted;
    }

    private async Task<long> PagesAsync(string table, CancellationToken cancellation)
    {
        await using var size = database.CreateCommand($"select pg_relation_size('{table}') / current_setting('block_size')::bigint");
        return (long)(await size.ExecuteScalarAsync(cancellation))!;
    }

    [LoggerMessage(LogLevel.Information, "Deleted {Receipts} receipts and {Claims} claims whose time has passed.")]
    private static partial void Pruned(ILogger log, long receipts, long claims);

    [LoggerMessage(LogLevel.Error, "Could not delete old receipts and claims; next try in a day.")]
    private static partial void Failed(ILogger log, Exception e);
}
