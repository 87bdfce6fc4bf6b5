using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.Store.Writing;

/// <summary>
/// Locks what the group writes to and reads how things stand. Lock order, the same for every host: streams by id, then claims by
/// key, then in <see cref="GroupWrite"/> new streams by id, spans and receipts by key, so that no two groups wait for each other.
/// </summary>
internal sealed class GroupRead(
    NpgsqlConnection connection, EventTypes events, StreamCache cache, string city, List<Pending> group)
{
    private const string LockStreams = $"{ReadStreamsBegin} for update) s";

    private const string ReadStreams = $"{ReadStreamsBegin}) s";

    private const string ReadStreamsBegin = $"""
        select s.id, s.version, s.type from unnest($2::uuid[]) as k(id) cross join lateral
            (select s.id, s.version, s.type from {StoreSchema.Name}.mt_streams s where s.tenant_id = $1 and s.id = k.id limit 1
        """;

    private const string ReadReceipts = $"""
        select r.key, r.command, r.fingerprint, r.refusal, r.data from unnest($2::text[]) as k(key) cross join lateral
            (select r.key, r.command, r.fingerprint, r.refusal, r.refusal_data::text as data from {WriterTables.Receipts} r
            where r.tenant_id = $1 and r.key = k.key limit 1) r
        """;

    private const string InsertClaims = $"""
        insert into {WriterTables.Claims} (tenant_id, kind, subject, slot, holder)
        select $1, * from unnest($2::text[], $3::uuid[], $4::int[], $5::uuid[]) on conflict do nothing returning kind, subject, slot
        """;

    private const string CatchUp = $"""
        select e.stream_id, e.version, e.type, e.data from unnest($2::uuid[], $3::bigint[]) as k(id, version) cross join lateral
            (select e.stream_id, e.version, e.type, e.data::text as data from {StoreSchema.Name}.mt_events e
            where e.tenant_id = $1 and e.stream_id = k.id and e.version > k.version offset 0) e
        order by e.stream_id, e.version
        """;

    private readonly Standing _standing = new();

    public async Task<Standing> RunAsync(CancellationToken cancellation)
    {
        var writes = new SortedSet<Guid>();
        var reads = new HashSet<Guid>();
        var wanted = new Dictionary<Claim, Guid>();
        var rows = new Dictionary<Type, HashSet<Guid>>();
        var timelines = new HashSet<Timeline>();
        foreach (var pending in group)
        {
            var footprint = pending.Footprint;
            foreach (var stream in footprint.Writes) writes.Add(stream.Id);
            foreach (var stream in footprint.Reads) reads.Add(stream.Id);
            foreach (var claim in footprint.Claims) wanted.TryAdd(claim, footprint.Writes[0].Id);
            timelines.UnionWith(footprint.Timelines);
            foreach (var row in footprint.Rows)
            {
                if (!rows.TryGetValue(row.Row, out var keys)) rows[row.Row] = keys = [];
                keys.Add(row.Key);
            }
        }

        reads.ExceptWith(writes);
        await ReadAsync([.. writes], [.. reads], Sorted(wanted), [.. timelines], rows, cancellation);
        await CatchUpAsync(writes.Concat(reads), cancellation);
        return _standing;
    }

    private static (Claim Claim, Guid Holder)[] Sorted(Dictionary<Claim, Guid> wanted)
    {
        var claims = wanted.Select(w => (w.Key, w.Value)).ToArray();
        Array.Sort(claims, static (a, b) =>
        {
            var order = string.CompareOrdinal(a.Key.Kind, b.Key.Kind);
            if (order == 0) order = a.Key.Subject.CompareTo(b.Key.Subject);
            return order == 0 ? a.Key.Slot.CompareTo(b.Key.Slot) : order;
        });
        return claims;
    }

    private async Task ReadAsync(
        Guid[] writes, Guid[] reads, (Claim Claim, Guid Holder)[] claims, Timeline[] timelines, Dictionary<Type, HashSet<Guid>> rows,
        CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("select pg_advisory_xact_lock_shared($1)")
        {
            Parameters = { new NpgsqlParameter<long> { TypedValue = AdvisoryLocks.ElderFence } },
        });
        batch.BatchCommands.Add(PgArray.OfCity(LockStreams, city, PgArray.Of(writes, NpgsqlDbType.Uuid)));
        batch.BatchCommands.Add(PgArray.OfCity(ReadReceipts, city, PgArray.Of(group.Select(p => p.Key).Distinct(StringComparer.Ordinal).ToArray(), NpgsqlDbType.Text)));
        if (reads.Length > 0) batch.BatchCommands.Add(PgArray.OfCity(ReadStreams, city, PgArray.Of(reads, NpgsqlDbType.Uuid)));
        if (claims.Length > 0)
        {
            var kinds = PgArray.Of(claims.Select(c => c.Claim.Kind).ToArray(), NpgsqlDbType.Text);
            var subjects = PgArray.Of(claims.Select(c => c.Claim.Subject).ToArray(), NpgsqlDbType.Uuid);
            var slots = PgArray.Of(claims.Select(c => c.Claim.Slot).ToArray(), NpgsqlDbType.Integer);
            batch.BatchCommands.Add(PgArray.OfCity(InsertClaims, city, kinds, subjects, slots,
                PgArray.Of(claims.Select(c => c.Holder).ToArray(), NpgsqlDbType.Uuid)));
            batch.BatchCommands.Add(PgArray.OfCity(WriterTables.ReadClaims, city, kinds.Clone(), subjects.Clone(), slots.Clone()));
        }

        if (timelines.Length > 0)
            batch.BatchCommands.Add(PgArray.OfCity(WriterTables.ReadSpans, city,
                PgArray.Of(timelines.Select(t => t.Kind).ToArray(), NpgsqlDbType.Text),
                PgArray.Of(timelines.Select(t => t.Subject).ToArray(), NpgsqlDbType.Uuid)));

        foreach (var (row, keys) in rows)
            batch.BatchCommands.Add(TableSchema.Of(row).Select(city, [.. keys.Select(k => new RowKey(row, k))]));

        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        await ReadStreamsAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        await ReadReceiptsAsync(reader, cancellation);
        if (reads.Length > 0)
        {
            await reader.NextResultAsync(cancellation);
            await ReadStreamsAsync(reader, cancellation);
        }

        if (claims.Length > 0)
        {
            foreach (var (claim, _) in claims) _standing.Claims[claim] = default;
            await reader.NextResultAsync(cancellation);
            await ReadClaimsAsync(reader, inserted: true, cancellation);
            await reader.NextResultAsync(cancellation);
            await ReadClaimsAsync(reader, inserted: false, cancellation);
            // Taken when we came for it, given back before we read by whom: there is no row now that would keep others away.
            if (_standing.Claims.ContainsValue(default)) throw new GroupOvertakenException("A claim was given back while it was read.");
        }

        if (timelines.Length > 0)
        {
            foreach (var timeline in timelines) _standing.Timelines[timeline] = [];
            await reader.NextResultAsync(cancellation);
            await ReadSpansAsync(reader, cancellation);
        }

        foreach (var row in rows.Keys)
        {
            await reader.NextResultAsync(cancellation);
            var table = TableSchema.Of(row);
            while (await reader.ReadAsync(cancellation))
            {
                var value = table.Read(reader);
                _standing.Rows[(row, (Guid)table.KeyOf(value)[0])] = value;
            }
        }
    }

    private async Task ReadStreamsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            _standing.Stored[id] = reader.GetInt64(1);
            _standing.Kinds[id] = reader.IsDBNull(2) ? "unknown" : reader.GetString(2);
        }
    }

    private async Task ReadReceiptsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var refusal = await reader.IsDBNullAsync(3, cancellation)
                ? null
                : events.ReadRefusal(reader.GetString(3), reader.GetString(4));
            _standing.Receipts[reader.GetString(0)] = new Receipt(reader.GetString(1), reader.GetInt64(2), refusal);
        }
    }

    private async Task ReadClaimsAsync(NpgsqlDataReader reader, bool inserted, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var claim = new Claim(reader.GetString(0), reader.GetGuid(1), reader.GetInt32(2));
            if (inserted) _standing.Claims[claim] = new ClaimState(null, Guid.Empty, Provisional: true);
            else if (_standing.Claims[claim].Provisional)
                _standing.Claims[claim] = _standing.Claims[claim] with { Stored = reader.GetGuid(3) };
            else _standing.Claims[claim] = new ClaimState(reader.GetGuid(3), reader.GetGuid(3), Provisional: false);
        }
    }

    private async Task ReadSpansAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var (timeline, span) = WriterTables.ReadSpan(reader);
            _standing.Timelines[timeline] = _standing.Timelines[timeline].Add(span);
        }
    }

    /// <summary>Takes states from the cache and folds in what it has missed.</summary>
    private async Task CatchUpAsync(IEnumerable<Guid> streams, CancellationToken cancellation)
    {
        var behind = new List<(Guid Id, long From)>();
        foreach (var id in streams)
        {
            var known = cache.Get(city, id);
            var stored = _standing.Stored.GetValueOrDefault(id);
            if (known.Version > stored)
            {
                // The database was set back (restored, emptied): what is remembered never happened.
                cache.Forget(city, id);
                known = default;
            }

            _standing.Streams[id] = known;
            // A stream no context knows is never decided on: who names it is refused.
            if (known.Version < stored && events.StreamOf(_standing.Kinds[id]) is not null) behind.Add((id, known.Version));
        }

        if (behind.Count == 0) return;
        await using var command = new NpgsqlCommand(CatchUp, connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(PgArray.Of(behind.Select(b => b.Id).ToArray(), NpgsqlDbType.Uuid));
        command.Parameters.Add(PgArray.Of(behind.Select(b => b.From).ToArray(), NpgsqlDbType.Bigint));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            var before = _standing.Streams[id];
            var fact = events.Read(reader.GetString(2), reader.GetString(3));
            var type = events.StreamOf(_standing.Kinds[id])!;
            _standing.Streams[id] = new(type.Evolve(before.State, fact), reader.GetInt64(1));
            // A read stream may have moved on since its version was read; what counts is what was folded.
            _standing.Stored[id] = Math.Max(_standing.Stored.GetValueOrDefault(id), reader.GetInt64(1));
        }
    }
}
