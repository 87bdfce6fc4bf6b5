using Eldercare.Beds;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reactions;

/// <summary>Who stands where in the queue for beds, and on what facts it depends.</summary>
public interface IQueuePlans
{
    /// <summary>The turn to look after the queue, given back when disposed; null while another host has it.</summary>
    Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation);

    /// <summary>Every open application in every city, with what is known of its elder now.</summary>
    Task<IReadOnlyList<QueuedElder>> OpenAsync(CancellationToken cancellation);
}

/// <param name="City">The tenant.</param>
/// <param name="Entry">Where it stands.</param>
/// <param name="Elder">Who applied.</param>
/// <param name="Entitlements">What she is entitled to; null when nothing was ever decided.</param>
public sealed record QueuedElder(string City, QueueEntry Entry, ElderRecord Elder, EntitlementRecord? Entitlements);

/// <inheritdoc cref="IQueuePlans"/>
public sealed class QueuePlans(NpgsqlDataSource database) : IQueuePlans
{
    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.BedQueue, cancellation);

    public async Task<IReadOnlyList<QueuedElder>> OpenAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select {RowReader<QueueEntry>.Columns("q")}, {RowReader<ElderRecord>.Columns("e")}, {RowReader<EntitlementRecord>.Columns("t")}, q.tenant_id
            from {RowReader<QueueEntry>.Table} q
            join {RowReader<ElderRecord>.Table} e on e.tenant_id = q.tenant_id and e.elder = q.elder
            left join {RowReader<EntitlementRecord>.Table} t on t.tenant_id = q.tenant_id and t.elder = q.elder
            where q.state in ('Waiting', 'Offered', 'Accepted')
            """);
        var (ofElder, ofRights) = (RowReader<QueueEntry>.Width, RowReader<QueueEntry>.Width + RowReader<ElderRecord>.Width);
        var (entry, elder, rights) = (RowReader<QueueEntry>.At(0), RowReader<ElderRecord>.At(ofElder), RowReader<EntitlementRecord>.At(ofRights));
        var open = new List<QueuedElder>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            open.Add(new(
                reader.GetString(ofRights + RowReader<EntitlementRecord>.Width), entry(reader), elder(reader),
                reader.IsDBNull(ofRights) ? null : rights(reader)));
        return open;
    }
}
