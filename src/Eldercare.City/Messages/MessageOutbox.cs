using System.Text.Json;
using Eldercare.Store;
using Eldercare.Store.Tables;
using Npgsql;
using NpgsqlTypes;

namespace Eldercare.City.Messages;

/// <summary>The outbox in the database: taken from by any number of hosts, each line by one at a time.</summary>
public sealed class MessageOutbox(NpgsqlDataSource database)
{
    private static readonly string s_table = RowReader<Message>.Table;

    /// <summary>Adds messages within the transaction that notes how far the events were read; those that are there stay as they are.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection, string city, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        await using var insert = new NpgsqlCommand(
            $"""
            insert into {s_table} (tenant_id, id, elder, kind, language, about, created_at, due_at, state, attempts)
            select $1, m.*, '{nameof(MessageState.Waiting)}', 0
            from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::jsonb[], $7::timestamptz[], $8::timestamptz[]) m
            on conflict do nothing
            """, connection);
        insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        Add(insert, messages.Select(m => m.Id.Value));
        Add(insert, messages.Select(m => m.Elder.Value));
        Add(insert, messages.Select(m => m.Kind.ToString()));
        Add(insert, messages.Select(m => m.Language.ToString()));
        Add(insert, messages.Select(m => JsonSerializer.Serialize(m.About, EventJson.Options)), NpgsqlDbType.Jsonb);
        Add(insert, messages.Select(m => m.CreatedAt.ToUniversalTime()));
        Add(insert, messages.Select(m => m.DueAt.ToUniversalTime()));
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The cities that have messages.</summary>
    public async Task<IReadOnlyList<string>> CitiesAsync(CancellationToken cancellation)
    {
        // Goes from one city to the next by the index, however many messages each has.
        await using var command = database.CreateCommand(
            $"""
            with recursive city as (
              select min(tenant_id) as name from {s_table}
              union all select (select min(m.tenant_id) from {s_table} m where m.tenant_id > city.name) from city where city.name is not null)
            select name from city where name is not null
            """);
        var cities = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) cities.Add(reader.GetString(0));
        return cities;
    }

    /// <summary>How many of a city's messages are dead letters, and how many came too late since an instant.</summary>
    public async Task<(long Dead, long TooLate)> UntoldAsync(string city, DateTimeOffset since, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select (select count(*) from {s_table} where tenant_id = $1 and state = '{nameof(MessageState.Dead)}'),
              (select count(*) from {s_table}
                where tenant_id = $1 and state = '{nameof(MessageState.Dropped)}' and reason = '{MessageReasons.TooLate}' and due_at >= $2)
            """);
        command.CommandTimeout = 3;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = since.ToUniversalTime() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Takes what is due, the longest due first, for so long; past those that another host takes at this moment.</summary>
    public async Task<IReadOnlyList<Message>> TakeAsync(
        string city, DateTimeOffset now, TimeSpan lease, int most, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            update {s_table} m set due_at = $3, attempts = m.attempts + 1
            where m.tenant_id = $1 and m.id = any(array(
              select d.id from {s_table} d
              where d.tenant_id = $1 and d.state = '{nameof(MessageState.Waiting)}' and d.due_at <= $2
              order by d.due_at limit $4 for update skip locked))
            returning {RowReader<Message>.Columns("m")}
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = now + lease });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = most });
        var taken = new List<Message>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) taken.Add(RowReader<Message>.At(0)(reader));
        return taken;
    }

    /// <summary>Notes what became of messages, but for those that another host has taken since because this one was too slow.</summary>
    /// <param name="city">The tenant.</param>
    /// <param name="settled">Each as it was taken and as it shall be.</param>
    /// <param name="cancellation">Ends the noting.</param>
    public async Task NoteAsync(string city, IReadOnlyCollection<(Message Taken, Message Then)> settled, CancellationToken cancellation)
    {
        if (settled.Count == 0) return;
        // By the whole key, whatever the planner thinks of the other indexes: while many wait, the one by state finds all of them for each.
        await using var command = database.CreateCommand(
            $"""
            with hit as materialized (
              select m.row, k.* from unnest($2::uuid[], $3::int[], $4::text[], $5::timestamptz[], $6::int[], $7::text[], $8::timestamptz[], $9::text[])
                as k(id, taken, state, due_at, attempts, reason, sent_at, language)
              cross join lateral (select m.ctid as row, m.attempts, m.state from {s_table} m where m.tenant_id = $1 and m.id = k.id limit 1 for update) m
              where m.attempts = k.taken and m.state = '{nameof(MessageState.Waiting)}')
            update {s_table} m
            set state = hit.state, due_at = hit.due_at, attempts = hit.attempts, reason = hit.reason, sent_at = hit.sent_at, language = hit.language
            from hit where m.ctid = hit.row
            """);
        // In one order for every host, so that none wait for each other.
        var notes = settled.OrderBy(n => n.Taken.Id.Value).ToArray();
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        Add(command, notes.Select(n => n.Taken.Id.Value));
        Add(command, notes.Select(n => n.Taken.Attempts));
        Add(command, notes.Select(n => n.Then.State.ToString()));
        Add(command, notes.Select(n => n.Then.DueAt.ToUniversalTime()));
        Add(command, notes.Select(n => n.Then.Attempts));
        Add(command, notes.Select(n => n.Then.Reason), NpgsqlDbType.Text);
        Add(command, notes.Select(n => n.Then.SentAt?.ToUniversalTime()), NpgsqlDbType.TimestampTz);
        Add(command, notes.Select(n => n.Then.Language.ToString()));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Deletes a piece of what was settled before an instant; returns how many.</summary>
    public async Task<int> PruneAsync(string city, DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            delete from {s_table} where tenant_id = $1 and id = any(array(
              select id from {s_table} where tenant_id = $1 and due_at < $2
                and state in ('{nameof(MessageState.Sent)}', '{nameof(MessageState.Dropped)}') limit 1000 for update skip locked))
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = before });
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void Add<T>(NpgsqlCommand command, IEnumerable<T> values, NpgsqlDbType? type = null)
    {
        var parameter = new NpgsqlParameter<T[]> { TypedValue = [.. values] };
        if (type is { } element) parameter.NpgsqlDbType = NpgsqlDbType.Array | element;
        command.Parameters.Add(parameter);
    }
}
