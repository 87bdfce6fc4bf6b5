using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Store.Writing;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.Store.Appending;

/// <summary>
/// Copies whole streams in. The order of statements is the writer's: what another host can contest (streams, claims, rows) comes
/// before the event sequence is drawn from, and a batch is short, so that the views never wait long for its numbers.
/// </summary>
internal sealed class BulkAppender(ByKeyDatabase database, EventTypes events) : IBulkAppender
{
    /// <summary>Who has imported events written.</summary>
    internal const string Actor = AuditIndexes.Import;

    private const string Streams = StoreSchema.Name + ".mt_streams";

    public async Task<IReadOnlySet<Guid>> ExistingAsync(
        string city, IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(
            $"""
            select s.id from unnest($2::uuid[]) as k(id) cross join lateral
                (select s.id from {Streams} s where s.tenant_id = $1 and s.id = k.id limit 1) s
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(PgArray.Of(streams.ToArray(), NpgsqlDbType.Uuid));
        var existing = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) existing.Add(reader.GetGuid(0));
        return existing;
    }

    public async Task<IReadOnlyDictionary<Claim, Guid>> HoldersAsync(
        string city, IReadOnlyCollection<Claim> claims, CancellationToken cancellation)
    {
        await using var command = database.Source.CreateCommand(WriterTables.ReadClaims);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(PgArray.Of(claims.Select(c => c.Kind).ToArray(), NpgsqlDbType.Text));
        command.Parameters.Add(PgArray.Of(claims.Select(c => c.Subject).ToArray(), NpgsqlDbType.Uuid));
        command.Parameters.Add(PgArray.Of(claims.Select(c => c.Slot).ToArray(), NpgsqlDbType.Integer));
        var holders = new Dictionary<Claim, Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            holders[new Claim(reader.GetString(0), reader.GetGuid(1), reader.GetInt32(2))] = reader.GetGuid(3);
        return holders;
    }

    public async Task<ILookup<Timeline, Span>> SpansAsync(
        string city, IReadOnlyCollection<Timeline> timelines, CancellationToken cancellation)
    {
        var spans = new List<(Timeline Timeline, Span Span)>();
        if (timelines.Count > 0)
        {
            await using var command = database.Source.CreateCommand(WriterTables.ReadSpans);
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
            command.Parameters.Add(PgArray.Of(timelines.Select(t => t.Kind).ToArray(), NpgsqlDbType.Text));
            command.Parameters.Add(PgArray.Of(timelines.Select(t => t.Subject).ToArray(), NpgsqlDbType.Uuid));
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation)) spans.Add(WriterTables.ReadSpan(reader));
        }

        return spans.ToLookup(s => s.Timeline, s => s.Span);
    }

    public async Task<IReadOnlyDictionary<Guid, object>> StatesAsync(
        string city, IReadOnlyCollection<StreamRef> streams, CancellationToken cancellation)
    {
        var states = new Dictionary<Guid, object>();
        if (streams.Count == 0) return states;
        var types = streams.DistinctBy(s => s.Id).ToDictionary(s => s.Id, s => s.Type);
        await using var command = database.Source.CreateCommand(
            $"""
            select e.stream_id, e.type, e.data from unnest($2::uuid[]) as k(id) cross join lateral
                (select e.stream_id, e.version, e.type, e.data::text as data from {StoreSchema.Name}.mt_events e
                where e.tenant_id = $1 and e.stream_id = k.id offset 0) e
            order by e.stream_id, e.version
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(PgArray.Of(types.Keys.ToArray(), NpgsqlDbType.Uuid));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (id, fact) = (reader.GetGuid(0), events.Read(reader.GetString(1), reader.GetString(2)));
            if (types[id].FactType.IsInstanceOfType(fact)) states[id] = types[id].Evolve(states.GetValueOrDefault(id), fact)!;
        }

        return states;
    }

    public async Task AppendAsync(string city, BulkBatch batch, CancellationToken cancellation)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await using (var fence = new NpgsqlCommand($"select pg_advisory_xact_lock_shared({AdvisoryLocks.ElderFence})", connection))
                await fence.ExecuteNonQueryAsync(cancellation);
            await CopyStreamsAsync(connection, city, batch.Streams, cancellation);
            await CopyClaimsAsync(connection, city, batch.Claims, cancellation);
            await CopySpansAsync(connection, city, batch.Spans, cancellation);
            foreach (var rows in batch.Rows.GroupBy(r => r.GetType()))
                await TableSchema.Of(rows.Key).CopyAsync(connection, city, rows, cancellation);
            await CopyEventsAsync(connection, city, batch.Streams, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException conflict) when (conflict.SqlState is PostgresErrorCodes.UniqueViolation
            or PostgresErrorCodes.ExclusionViolation or PostgresErrorCodes.DeadlockDetected)
        {
            throw new BulkConflictException($"Something of the batch exists already ({conflict.ConstraintName}).", conflict);
        }
    }

    /// <summary>An event's id holds its time, and can hold none before 1970: one bad time must not keep the whole batch out.</summary>
    private static DateTimeOffset Storable(DateTimeOffset at) => at < DateTimeOffset.UnixEpoch ? DateTimeOffset.UnixEpoch : at;

    private static async Task CopyStreamsAsync(
        NpgsqlConnection connection, string city, IReadOnlyList<NewStream> streams, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {Streams} (tenant_id, id, type, version, timestamp, created, is_archived) from stdin (format binary)", cancellation);
        foreach (var added in streams)
        {
            var (stream, facts, at) = (added.Stream, added.Facts, Storable(added.At));
            copy.StartRow();
            copy.Write(city, NpgsqlDbType.Varchar);
            copy.Write(stream.Id, NpgsqlDbType.Uuid);
            copy.Write(stream.Type.Name, NpgsqlDbType.Varchar);
            copy.Write((long)facts.Count, NpgsqlDbType.Bigint);
            copy.Write(at.UtcDateTime, NpgsqlDbType.TimestampTz);
            copy.Write(at.UtcDateTime, NpgsqlDbType.TimestampTz);
            copy.Write(false, NpgsqlDbType.Boolean);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopyClaimsAsync(
        NpgsqlConnection connection, string city, IReadOnlyList<(Claim Claim, Guid Holder)> claims, CancellationToken cancellation)
    {
        if (claims.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {WriterTables.Claims} (tenant_id, kind, subject, slot, holder) from stdin (format binary)", cancellation);
        foreach (var (claim, holder) in claims)
        {
            copy.StartRow();
            copy.Write(city, NpgsqlDbType.Text);
            copy.Write(claim.Kind, NpgsqlDbType.Text);
            copy.Write(claim.Subject, NpgsqlDbType.Uuid);
            copy.Write(claim.Slot, NpgsqlDbType.Integer);
            copy.Write(holder, NpgsqlDbType.Uuid);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task CopySpansAsync(
        NpgsqlConnection connection, string city, IReadOnlyList<(Timeline Timeline, Span Span)> spans, CancellationToken cancellation)
    {
        if (spans.Count == 0) return;
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {WriterTables.Spans} (tenant_id, kind, subject, starts_on, ends_on, holder) from stdin (format binary)", cancellation);
        foreach (var (timeline, span) in spans)
        {
            copy.StartRow();
            copy.Write(city, NpgsqlDbType.Text);
            copy.Write(timeline.Kind, NpgsqlDbType.Text);
            copy.Write(timeline.Subject, NpgsqlDbType.Uuid);
            copy.Write(span.From, NpgsqlDbType.Date);
            if (span.Until is { } until) copy.Write(until, NpgsqlDbType.Date);
            else copy.WriteNull();
            copy.Write(span.Holder, NpgsqlDbType.Uuid);
        }

        await copy.CompleteAsync(cancellation);
    }

    private async Task CopyEventsAsync(
        NpgsqlConnection connection, string city, IReadOnlyList<NewStream> streams, CancellationToken cancellation)
    {
        var sequences = await SequencesAsync(connection, streams.Sum(s => s.Facts.Count), cancellation);
        await using var copy = await connection.BeginBinaryImportAsync(
            $"""
            copy {StoreSchema.Name}.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type,
                is_archived, user_name) from stdin (format binary)
            """, cancellation);
        var next = 0;
        foreach (var added in streams)
        {
            var (stream, facts) = (added.Stream, added.Facts);
            for (var i = 0; i < facts.Count; i++)
            {
                var at = Storable(added.Times is { } times ? times[i] : added.At);
                var name = events.NameOf(facts[i].GetType());
                copy.StartRow();
                copy.Write(sequences[next++], NpgsqlDbType.Bigint);
                copy.Write(Guid.CreateVersion7(at), NpgsqlDbType.Uuid);
                copy.Write(stream.Id, NpgsqlDbType.Uuid);
                copy.Write((long)(i + 1), NpgsqlDbType.Bigint);
                copy.Write(EventTypes.Write(facts[i]), NpgsqlDbType.Jsonb);
                copy.Write(name.Alias, NpgsqlDbType.Varchar);
                copy.Write(city, NpgsqlDbType.Varchar);
                copy.Write(at.UtcDateTime, NpgsqlDbType.TimestampTz);
                copy.Write(name.DotNetName, NpgsqlDbType.Varchar);
                copy.Write(false, NpgsqlDbType.Boolean);
                copy.Write(Actor, NpgsqlDbType.Varchar);
            }
        }

        await copy.CompleteAsync(cancellation);
    }

    private static async Task<long[]> SequencesAsync(NpgsqlConnection connection, int count, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select nextval('{StoreSchema.Name}.mt_events_sequence') from generate_series(1, $1)", connection);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        var sequences = new long[count];
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        for (var i = 0; await reader.ReadAsync(cancellation); i++) sequences[i] = reader.GetInt64(0);
        return sequences;
    }
}
