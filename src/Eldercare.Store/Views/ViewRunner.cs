using System.Text.RegularExpressions;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Marten;
using Marten.Events.Daemon;
using Marten.Subscriptions;
using Npgsql;

namespace Eldercare.Store.Views;

/// <summary>
/// Runs every view in one shard of Marten's asynchronous daemon: each page of events is read and deserialized once for all views,
/// and rows and progress are committed together.
/// </summary>
internal sealed partial class ViewRunner : SubscriptionBase
{
    public const string ShardName = "Views";

    private readonly NpgsqlDataSource _database;
    private readonly ViewFold _fold;

    public ViewRunner(ByKeyDatabase database, IEnumerable<IContextModule> modules)
    {
        Name = ShardName;
        _database = database.Source;
        _fold = new ViewFold([.. modules.SelectMany(m => m.Views)]);
        Options.BatchSize = 4_000;
        Options.MaximumHopperSize = 16_000;
    }

    public override async Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        operations.QueueSqlCommand('^', "select pg_advisory_xact_lock_shared(^)", AdvisoryLocks.ViewSwap);
        foreach (var ofCity in page.Events.GroupBy(e => e.TenantId, StringComparer.Ordinal))
        {
            var batch = ofCity.Select(e => new Recorded(e.Sequence, e.StreamId, e.Version, e.Data, e.Timestamp)).ToArray();
            var rows = await _fold.RunAsync(_database, ofCity.Key, batch, static _ => string.Empty, cancellationToken);
            foreach (var statement in rows.Statements(static _ => string.Empty))
                operations.QueueSqlCommand(
                    '^', Placeholder().Replace(statement.CommandText, "^"),
                    [.. statement.Parameters.Select(p => p.Value!)]);
        }

        return NullChangeListener.Instance;
    }

    [GeneratedRegex(@"\$\d+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
