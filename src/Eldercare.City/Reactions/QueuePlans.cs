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

    /// <summary>Every open application, with what is known of its elder now.</summary>
    /// <param name="city">Where; null for every city.</param>
    Task<IReadOnlyList<QueuedElder>> OpenAsync(string? city, CancellationToken cancellation);
}

/// <param name="City">The tenant.</param>
/// <param name="Application">Which.</param>
/// <param name="Elder">Who applied.</param>
/// <param name="Placed">Where it stands.</param>
/// <param name="BornOn">Null of somebody whose data was erased.</param>
/// <param name="CareLevel">As assessed; null when she was not.</param>
/// <param name="Entitlements">What she is entitled to; null when nothing was ever decided.</param>
public sealed record QueuedElder(
    string City, ApplicationId Application, ElderId Elder, Placement Placed, DateOnly? BornOn, CareLevel? CareLevel, EntitlementRecord? Entitlements)
{
    /// <summary>Where it belongs on a day.</summary>
    public Placement Belongs(QueuePolicy policy, DateOnly on) => Placed.Now(Placement.Of(policy, LaneFacts.Of(BornOn, CareLevel, Entitlements, on)));
}

/// <inheritdoc cref="IQueuePlans"/>
public sealed class QueuePlans(NpgsqlDataSource database) : IQueuePlans
{
    public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) =>
        AdvisoryTurn.TryTakeAsync(database, AdvisoryLocks.BedQueue, cancellation);

    public async Task<IReadOnlyList<QueuedElder>> OpenAsync(string? city, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select q.tenant_id, q.application, q.elder, q.policy, q.policy_version, q.lane_code, q.rank, q.order_in_lane, q.rule,
                   case when e.erased_on is null then e.born_on end, e.care_level, {RowReader<EntitlementRecord>.Columns("t")}
            from {RowReader<QueueEntry>.Table} q
            join {RowReader<ElderRecord>.Table} e on e.tenant_id = q.tenant_id and e.elder = q.elder
            left join {RowReader<EntitlementRecord>.Table} t on t.tenant_id = q.tenant_id and t.elder = q.elder
            where q.state in ('Waiting', 'Offered', 'Accepted') {(city is null ? "" : "and q.tenant_id = $1")}
            """);
        if (city is not null) command.Parameters.Add(new() { Value = city });
        const int rights = 11;
        var entitlements = RowReader<EntitlementRecord>.At(rights);
        var open = new List<QueuedElder>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            open.Add(new(
                reader.GetString(0), new ApplicationId(reader.GetGuid(1)), new ElderId(reader.GetGuid(2)),
                new Placement(
                    reader.GetString(3), reader.GetInt32(4), reader.GetString(5), reader.GetInt32(6), reader.GetInt32(7), reader.GetString(8)),
                reader.IsDBNull(9) ? null : reader.GetFieldValue<DateOnly>(9),
                reader.IsDBNull(10) ? null : Enum.Parse<CareLevel>(reader.GetString(10)),
                reader.IsDBNull(rights) ? null : entitlements(reader)));
        return open;
    }
}
