using System.Globalization;
using Eldercare.Store.Feed;
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
internal sealed class ViewRunner : SubscriptionBase
{
    public const string ShardName = "Views";

    private readonly ViewFold _fold;

    public ViewRunner(IEnumerable<IContextModule> modules)
    {
        Name = ShardName;
        _fold = new ViewFold([.. modules.SelectMany(m => m.Views)]);
        Options.BatchSize = 4_000;
        Options.MaximumHopperSize = 16_000;
    }

    public override Task<IChangeListener> ProcessEventsAsync(
        EventRange page, ISubscriptionController controller, IDocumentOperations operations, CancellationToken cancellationToken)
    {
        ((ITransactionParticipantRegistrar)operations).AddTransactionParticipant(new Page(_fold, page));
        return Task.FromResult<IChangeListener>(NullChangeListener.Instance);
    }

    /// <summary>
    /// Reads and writes the rows within the transaction that marks the progress, and only under the lock that keeps a rebuild from
    /// swapping tables between the two.
    /// </summary>
    private sealed class Page(ViewFold fold, EventRange page) : ITransactionParticipant
    {
        private static readonly string s_begin =
            $"select pg_advisory_xact_lock_shared({AdvisoryLocks.ViewSwap}), {ByKeyDatabase.SetForTransaction}, pg_notify('{EventFeed.Channel}', $1)";

        public async Task BeforeCommitAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken token)
        {
            try
            {
                await FoldAsync(connection, token);
            }
            catch (PostgresException fault) when (LostStatements.Are(fault))
            {
                // The page comes again, on another connection.
                NpgsqlConnection.ClearPool(connection);
                throw;
            }
        }

        private async Task FoldAsync(NpgsqlConnection connection, CancellationToken token)
        {
            await using (var begin = new NpgsqlCommand(s_begin, connection))
            {
                // Told when it is committed, together with the progress; once a page, whoever listens.
                begin.Parameters.Add(new NpgsqlParameter<string> { TypedValue = page.SequenceCeiling.ToString(CultureInfo.InvariantCulture) });
                await begin.ExecuteNonQueryAsync(token);
            }

            foreach (var ofCity in page.Events.GroupBy(e => e.TenantId, StringComparer.Ordinal))
            {
                var batch = ofCity.Select(e => new Recorded(e.Sequence, e.StreamId, e.Version, e.Data, e.Timestamp, e.UserName)).ToArray();
                await fold.RunAsync(connection, ofCity.Key, batch, static _ => string.Empty, token);
            }
        }
    }
}
