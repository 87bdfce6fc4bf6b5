using System.Text.Json;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.Store.Writing;

/// <summary>
/// Collects what the group's decisions change and writes it set-based, one statement a table. Marten's two event tables are written
/// past its API: one call of its append function a stream takes most of the time when a group touches nearly as many streams as it
/// holds commands. A test holds the rows equal to Marten's own, column by column.
/// What can fail for another host's sake comes before the event sequence is drawn from: an aborted group leaves no hole in it.
/// </summary>
internal sealed class GroupWrite(string city, EventTypes events, Standing standing, DateTimeOffset now)
{
    private const string InsertStreams = $"""
        insert into {StoreSchema.Name}.mt_streams (tenant_id, id, type, version, timestamp)
        select $1, *, now() from unnest($2::uuid[], $3::varchar[], $4::bigint[])
        """;

    private const string UpdateStreams = $"""
        with hit as materialized (
            select s.row, k.version from unnest($2::uuid[], $3::bigint[], $4::bigint[]) as k(id, expected, version) cross join lateral
                (select s.ctid as row from {StoreSchema.Name}.mt_streams s
                where s.tenant_id = $1 and s.id = k.id and s.version = k.expected and not s.is_archived limit 1) s)
        update {StoreSchema.Name}.mt_streams s set version = hit.version, timestamp = now() from hit where s.ctid = hit.row
        """;

    private const string ClaimRow = $"""
        (select c.ctid as row from {WriterTables.Claims} c
        where c.tenant_id = $1 and c.kind = k.kind and c.subject = k.subject and c.slot = k.slot limit 1) c
        """;

    /// <summary>Of who releases only: a claim outside the footprint may be another's, and stays that.</summary>
    private const string DeleteClaims = $"""
        with hit as materialized (
            select c.row, k.holder from unnest($2::text[], $3::uuid[], $4::int[], $5::uuid[]) as k(kind, subject, slot, holder)
            cross join lateral {ClaimRow})
        delete from {WriterTables.Claims} c using hit where c.ctid = hit.row and c.holder = hit.holder
        """;

    private const string UpdateClaims = $"""
        with hit as materialized (
            select c.row, k.holder from unnest($2::text[], $3::uuid[], $4::int[], $5::uuid[]) as k(kind, subject, slot, holder)
            cross join lateral {ClaimRow})
        update {WriterTables.Claims} c set holder = hit.holder from hit where c.ctid = hit.row
        """;

    private const string DeleteSpans = $"""
        with hit as materialized (
            select s.row, k.holder from unnest($2::text[], $3::uuid[], $4::date[], $5::uuid[]) as k(kind, subject, starts_on, holder)
            cross join lateral (select s.ctid as row from {WriterTables.Spans} s
                where s.tenant_id = $1 and s.kind = k.kind and s.subject = k.subject and s.starts_on = k.starts_on limit 1) s)
        delete from {WriterTables.Spans} s using hit where s.ctid = hit.row and s.holder = hit.holder
        """;

    private const string InsertSpans = $"""
        insert into {WriterTables.Spans} (tenant_id, kind, subject, starts_on, holder, ends_on)
        select $1, * from unnest($2::text[], $3::uuid[], $4::date[], $5::uuid[], $6::date[])
        """;

    private const string InsertReceipts = $"""
        insert into {WriterTables.Receipts} (tenant_id, key, command, fingerprint, refusal, refusal_data, at)
        select $1, k.key, k.command, k.fingerprint, k.refusal, k.data, $7
        from unnest($2::text[], $3::text[], $4::bigint[], $5::text[], $6::jsonb[]) as k(key, command, fingerprint, refusal, data)
        """;

    private const string InsertEvents = $"""
        insert into {StoreSchema.Name}.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type,
            is_archived, correlation_id, causation_id, user_name)
        select nextval('{StoreSchema.Name}.mt_events_sequence'), k.id, k.stream_id, k.version, k.data, k.type, $1, now(), k.dotnet_type,
            false, k.correlation_id, k.causation_id, k.user_name
        from unnest($2::uuid[], $3::uuid[], $4::bigint[], $5::jsonb[], $6::varchar[], $7::varchar[], $8::varchar[], $9::varchar[],
            $10::varchar[]) with ordinality
            as k(id, stream_id, version, data, type, dotnet_type, correlation_id, causation_id, user_name, nr)
        order by k.nr
        returning seq_id
        """;

    private readonly List<(Guid Stream, long Version, object Fact, Pending By)> _facts = [];
    private readonly List<(Pending Pending, Refusal? Refusal)> _receipts = [];
    /// <summary>As the last command leaves each; null where it removes it.</summary>
    private readonly Dictionary<RowKey, (Type Type, object? Row)> _rows = [];
    private readonly Dictionary<Guid, long> _versions = [];

    public DateTimeOffset Now => now;

    public Verdict Add(Pending pending, Outcome outcome)
    {
        _receipts.Add((pending, outcome.Refusal));
        if (outcome.Refusal is not null || outcome.Facts.IsEmpty) return new Verdict(outcome.Refusal, -1, Replayed: false);
        foreach (var (stream, fact) in outcome.Facts)
        {
            var version = (_versions.TryGetValue(stream.Id, out var last) ? last : standing.Stored.GetValueOrDefault(stream.Id)) + 1;
            _versions[stream.Id] = version;
            _facts.Add((stream.Id, version, fact, pending));
        }

        foreach (var row in outcome.Rows) _rows[TableSchema.Of(row.GetType()).KeyOf(row)] = (row.GetType(), row);
        foreach (var (type, key) in outcome.Removes) _rows[new RowKey(type, key)] = (type, null);
        return new Verdict(null, _facts.Count - 1, Replayed: false);
    }

    /// <summary>Writes; returns each event's sequence number.</summary>
    public async Task<long[]> RunAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        var updated = AddStreams(batch);
        AddClaims(batch);
        AddSpans(batch);
        AddReceipts(batch);
        AddRows(batch);
        if (_facts.Count > 0) AddEvents(batch);
        if (batch.BatchCommands.Count == 0) return [];

        var sequences = new long[_facts.Count];
        await using (var reader = await batch.ExecuteReaderAsync(cancellation))
        {
            for (var i = 0; await reader.ReadAsync(cancellation); i++) sequences[i] = reader.GetInt64(0);
        }

        if (updated is { } streams && (int)streams.Command.RecordsAffected != streams.Count)
            throw new GroupOvertakenException("A locked stream's version moved.");
        return sequences;
    }

    private (NpgsqlBatchCommand Command, int Count)? AddStreams(NpgsqlBatch batch)
    {
        var created = _versions.Where(v => standing.Stored.GetValueOrDefault(v.Key) == 0).OrderBy(v => v.Key).ToArray();
        if (created.Length > 0)
            batch.BatchCommands.Add(PgArray.OfCity(InsertStreams, city,
                PgArray.Of(created.Select(v => v.Key).ToArray(), NpgsqlDbType.Uuid),
                PgArray.Of(created.Select(v => standing.Kinds[v.Key]).ToArray(), NpgsqlDbType.Varchar),
                PgArray.Of(created.Select(v => v.Value).ToArray(), NpgsqlDbType.Bigint)));

        var changed = _versions.Where(v => standing.Stored.GetValueOrDefault(v.Key) > 0).ToArray();
        if (changed.Length == 0) return null;
        var update = PgArray.OfCity(UpdateStreams, city,
            PgArray.Of(changed.Select(v => v.Key).ToArray(), NpgsqlDbType.Uuid),
            PgArray.Of(changed.Select(v => standing.Stored[v.Key]).ToArray(), NpgsqlDbType.Bigint),
            PgArray.Of(changed.Select(v => v.Value).ToArray(), NpgsqlDbType.Bigint));
        batch.BatchCommands.Add(update);
        return (update, changed.Length);
    }

    private void AddClaims(NpgsqlBatch batch)
    {
        var dropped = standing.Claims.Where(c => c.Value.Holder is null && c.Value.Stored != Guid.Empty).ToArray();
        if (dropped.Length > 0)
            batch.BatchCommands.Add(PgArray.OfCity(DeleteClaims, city,
                [.. KeysOf(dropped.Select(c => c.Key).ToArray()), PgArray.Of(dropped.Select(c => c.Value.Stored).ToArray(), NpgsqlDbType.Uuid)]));

        var moved = standing.Claims.Where(c => c.Value.Holder is { } holder && holder != c.Value.Stored).ToArray();
        if (moved.Length > 0)
            batch.BatchCommands.Add(PgArray.OfCity(UpdateClaims, city,
                [.. KeysOf(moved.Select(c => c.Key).ToArray()), PgArray.Of(moved.Select(c => c.Value.Holder!.Value).ToArray(), NpgsqlDbType.Uuid)]));
    }

    /// <summary>
    /// What changes is deleted first and then inserted as it is now. Another host that has given out one of the days fails this group
    /// here, and it is decided again on what that host has written.
    /// </summary>
    private void AddSpans(NpgsqlBatch batch)
    {
        if (standing.Spanned.Count == 0) return;
        var changed = standing.Spanned.OrderBy(s => s.Key.Timeline.Kind, StringComparer.Ordinal)
            .ThenBy(s => s.Key.Timeline.Subject).ThenBy(s => s.Key.From).ThenBy(s => s.Key.Holder).ToArray();
        batch.BatchCommands.Add(PgArray.OfCity(DeleteSpans, city, KeysOf(changed)));
        var held = changed.Where(s => s.Value is not null).ToArray();
        if (held.Length == 0) return;
        batch.BatchCommands.Add(PgArray.OfCity(InsertSpans, city,
        [
            .. KeysOf(held),
            PgArray.Of(held.Select(s => s.Value!.Value.Until).ToArray(), NpgsqlDbType.Date),
        ]));
    }

    private static NpgsqlParameter[] KeysOf(KeyValuePair<(Timeline Timeline, DateOnly From, Guid Holder), Span?>[] spans) =>
    [
        PgArray.Of(spans.Select(s => s.Key.Timeline.Kind).ToArray(), NpgsqlDbType.Text),
        PgArray.Of(spans.Select(s => s.Key.Timeline.Subject).ToArray(), NpgsqlDbType.Uuid),
        PgArray.Of(spans.Select(s => s.Key.From).ToArray(), NpgsqlDbType.Date),
        PgArray.Of(spans.Select(s => s.Key.Holder).ToArray(), NpgsqlDbType.Uuid),
    ];

    private void AddRows(NpgsqlBatch batch)
    {
        foreach (var rows in _rows.GroupBy(r => r.Value.Type))
        {
            var removed = rows.Where(r => r.Value.Row is null).Select(r => r.Key).ToArray();
            var kept = rows.Where(r => r.Value.Row is not null).Select(r => r.Value.Row!).ToArray();
            // What is removed first makes room for what is kept: a unique value may have changed hands.
            if (removed.Length > 0) batch.BatchCommands.Add(TableSchema.Of(rows.Key).Delete(city, removed));
            if (kept.Length > 0) batch.BatchCommands.Add(TableSchema.Of(rows.Key).Upsert(city, kept));
        }
    }

    private static NpgsqlParameter[] KeysOf(Claim[] claims) =>
    [
        PgArray.Of(claims.Select(c => c.Kind).ToArray(), NpgsqlDbType.Text),
        PgArray.Of(claims.Select(c => c.Subject).ToArray(), NpgsqlDbType.Uuid),
        PgArray.Of(claims.Select(c => c.Slot).ToArray(), NpgsqlDbType.Integer),
    ];

    private void AddReceipts(NpgsqlBatch batch)
    {
        if (_receipts.Count == 0) return;
        _receipts.Sort(static (a, b) => string.CompareOrdinal(a.Pending.Key, b.Pending.Key));
        batch.BatchCommands.Add(PgArray.OfCity(InsertReceipts, city,
            PgArray.Of(_receipts.Select(r => r.Pending.Key).ToArray(), NpgsqlDbType.Text),
            PgArray.Of(_receipts.Select(r => r.Pending.Command.GetType().Name).ToArray(), NpgsqlDbType.Text),
            PgArray.Of(_receipts.Select(r => r.Pending.Fingerprint).ToArray(), NpgsqlDbType.Bigint),
            PgArray.Of(_receipts.Select(r => r.Refusal?.GetType().Name).ToArray(), NpgsqlDbType.Text),
            PgArray.Of(_receipts.Select(r => r.Refusal is null
                ? null
                : JsonSerializer.Serialize(r.Refusal, r.Refusal.GetType(), EventJson.Options)).ToArray(), NpgsqlDbType.Jsonb),
            new NpgsqlParameter<DateTimeOffset> { TypedValue = now }));
    }

    private void AddEvents(NpgsqlBatch batch)
    {
        var count = _facts.Count;
        var (ids, streams, versions) = (new Guid[count], new Guid[count], new long[count]);
        var (data, types, dotnet) = (new string[count], new string[count], new string[count]);
        var (correlations, causations, users) = (new string?[count], new string[count], new string[count]);
        for (var i = 0; i < count; i++)
        {
            var (stream, version, fact, by) = _facts[i];
            var name = events.NameOf(fact.GetType());
            (ids[i], streams[i], versions[i]) = (Guid.CreateVersion7(now), stream, version);
            (data[i], types[i], dotnet[i]) = (EventTypes.Write(fact), name.Alias, name.DotNetName);
            (correlations[i], causations[i], users[i]) = (by.Envelope.CorrelationId, by.Envelope.IdempotencyKey, by.Envelope.Actor);
        }

        batch.BatchCommands.Add(PgArray.OfCity(InsertEvents, city,
            PgArray.Of(ids, NpgsqlDbType.Uuid), PgArray.Of(streams, NpgsqlDbType.Uuid), PgArray.Of(versions, NpgsqlDbType.Bigint),
            PgArray.Of(data, NpgsqlDbType.Jsonb), PgArray.Of(types, NpgsqlDbType.Varchar), PgArray.Of(dotnet, NpgsqlDbType.Varchar),
            PgArray.Of(correlations, NpgsqlDbType.Varchar), PgArray.Of(causations, NpgsqlDbType.Varchar), PgArray.Of(users, NpgsqlDbType.Varchar)));
    }
}
