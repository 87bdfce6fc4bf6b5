using Eldercare.Beds;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>That somebody did something: an event, without what it says.</summary>
/// <param name="Sequence">The event's number.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Actor">The sign-in's subject, or <c>reaction:NAME</c> for what followed by itself.</param>
/// <param name="Kind">The event's type, in upper camel case.</param>
/// <param name="StreamKind">What kind of thing it happened to, as streams are named.</param>
/// <param name="Thing">Which.</param>
/// <param name="Correlation">The trace of the request that led to it.</param>
public sealed record AuditEntry(long Sequence, DateTimeOffset At, string Actor, string Kind, string StreamKind, Guid Thing, string? Correlation);

/// <summary>Of which entries.</summary>
/// <param name="Actor">Only what this one did.</param>
/// <param name="From">Only from then on.</param>
/// <param name="Until">Only before then.</param>
/// <param name="Thing">Only what happened to this.</param>
/// <param name="Elder">Only what concerns this person: in her own streams and wherever else her ledger knows of it.</param>
public sealed record AuditFilter(string? Actor = null, DateTimeOffset? From = null, DateTimeOffset? Until = null, Guid? Thing = null, ElderId? Elder = null);

/// <summary>Who did what, by the event store itself.</summary>
public interface IAuditReader
{
    /// <summary>
    /// What was done here, the last first; keys are sequence numbers. What an import brought in was done elsewhere: it is left out unless
    /// the actor <c>import</c> is asked for.
    /// </summary>
    Task<Page<AuditEntry>> PageAsync(string city, AuditFilter filter, Slice<long> slice, CancellationToken cancellation);
}

/// <inheritdoc cref="IAuditReader"/>
public sealed class AuditReader(NpgsqlDataSource database) : IAuditReader
{
    private const string Events = StoreSchema.Name + ".mt_events";

    public Task<Page<AuditEntry>> PageAsync(string city, AuditFilter filter, Slice<long> slice, CancellationToken cancellation)
    {
        var query = new Query(database, city);
        // The streams and the ledger name few events, each found by its key; else one of the two indexes of the audit trail has the order.
        var list = new Listing(
            "e.seq_id, e.timestamp, e.user_name, e.type, s.type, e.stream_id, e.correlation_id",
            $"""
            {About(query, filter)} join {StoreSchema.Name}.mt_streams s on s.tenant_id = e.tenant_id and s.id = e.stream_id
            where e.tenant_id = $1
            """);
        list += filter.Actor == AuditIndexes.Import ? $" and e.user_name = '{AuditIndexes.Import}'" : $" and {AuditIndexes.DoneHere("e")}";
        if (filter.Actor is { } actor && actor != AuditIndexes.Import) list += $" and e.user_name = {query.With(actor)}";
        if (filter.From is { } from) list += $" and e.timestamp >= {query.With(from.ToUniversalTime())}";
        if (filter.Until is { } until) list += $" and e.timestamp < {query.With(until.ToUniversalTime())}";
        // An import's times are those of its history; its sequence is the order it came in.
        ImmutableArray<string> order = filter.Actor == AuditIndexes.Import ? ["e.seq_id"] : ["e.timestamp", "e.seq_id"];
        return query.PageAsync(
            list, order, descending: true, slice,
            key => order.Length == 1 ? key : $"(select k.timestamp from {Events} k where k.seq_id = {key}), {key}", Read, cancellation);
    }

    private static string About(Query query, AuditFilter filter)
    {
        if (filter is { Thing: null, Elder: null }) return $"{Events} e";
        Guid[] streams = filter.Elder is { } person
            ? [person.Value, Meals.StandingOrderId.StreamOf(person)]
            : [filter.Thing!.Value];
        var named = $"select k.seq_id from {Events} k where k.tenant_id = $1 and k.stream_id = any({query.With(streams)})";
        if (filter.Elder is { } elder) named += $" union select l.sequence from {RowReader<LedgerEntry>.Table} l where l.tenant_id = $1 and l.elder = {query.With(elder.Value)}";
        return $"({named} offset 0) n cross join lateral (select * from {Events} k where k.seq_id = n.seq_id limit 1) e";
    }

    private static AuditEntry Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2), Camel(row.GetString(3)), row.GetString(4), row.GetGuid(5),
        row.IsDBNull(6) ? null : row.GetString(6));

    /// <summary>The event type's name: in the store it is written in snake case.</summary>
    private static string Camel(string alias) => string.Concat(alias.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
