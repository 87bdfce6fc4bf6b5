using System.Runtime.CompilerServices;
using Eldercare.Beds;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Writing;
using Npgsql;

namespace Eldercare.City.Checks;

/// <summary>An event of the beds as it stands in the store.</summary>
/// <param name="Sequence">Its place in the store; decisions that lock the same stream stand in their order.</param>
/// <param name="Stream">Whose.</param>
/// <param name="Fact">What it says.</param>
/// <param name="At">When its transaction began.</param>
/// <param name="Imported">A registry says so: what was asked of a decision was not asked of it.</param>
internal sealed record Logged(long Sequence, Guid Stream, object Fact, DateTimeOffset At, bool Imported)
{
    /// <summary>
    /// Between the beginning of a transaction, which dates its events, and what it reads, another may commit; and clocks of hosts and
    /// database differ a little.
    /// </summary>
    public static readonly TimeSpan Apart = TimeSpan.FromMinutes(1);

    private const string Import = "import";

    /// <summary>The city date it was decided on, by the host's clock: one of these.</summary>
    public IEnumerable<DateOnly> Days => [CityTime.Today(At - Apart), CityTime.Today(At + Apart)];

    /// <summary>The log of beds, applications, homes and queue policies in its order, not held in memory.</summary>
    public static async IAsyncEnumerable<Logged> ReadAsync(
        NpgsqlDataSource database, EventTypes events, string city, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select e.seq_id, e.stream_id, e.type, e.data::text, e.timestamp, e.user_name from {StoreSchema.Name}.mt_streams s
            join {StoreSchema.Name}.mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id
            where s.tenant_id = $1 and s.type = any($2) order by e.seq_id
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [Bed.Stream.Name, Application.Stream.Name, Home.Stream.Name, QueuePolicyBook.Stream.Name],
        });
        await foreach (var logged in ReadAsync(command, events, cancellation)) yield return logged;
    }

    /// <summary>What is known of those who have to do with beds, in order: who they are, how they were assessed.</summary>
    public static async IAsyncEnumerable<Logged> ReadEldersAsync(
        NpgsqlDataSource database, EventTypes events, string city, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            with given as materialized (
                select distinct (e.data->>'elder')::uuid as elder from {StoreSchema.Name}.mt_streams s
                join {StoreSchema.Name}.mt_events e on e.tenant_id = s.tenant_id and e.stream_id = s.id
                where s.tenant_id = $1 and s.type = $2 and e.user_name is distinct from $4 and e.data ? 'elder')
            select e.seq_id, e.stream_id, e.type, e.data::text, e.timestamp, e.user_name from given g
            join {StoreSchema.Name}.mt_events e on e.tenant_id = $1 and e.stream_id = g.elder and e.type = any($3) order by e.seq_id
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = city });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Bed.Stream.Name });
        command.Parameters.Add(new NpgsqlParameter<string[]>
        {
            TypedValue = [events.NameOf(typeof(ElderRegistered)).Alias, events.NameOf(typeof(CareLevelChanged)).Alias],
        });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Import });
        await foreach (var logged in ReadAsync(command, events, cancellation)) yield return logged;
    }

    private static async IAsyncEnumerable<Logged> ReadAsync(
        NpgsqlCommand command, EventTypes events, [EnumeratorCancellation] CancellationToken cancellation)
    {
        command.CommandTimeout = 0;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            yield return new(
                reader.GetInt64(0), reader.GetGuid(1), events.Read(reader.GetString(2), reader.GetString(3)), reader.GetFieldValue<DateTimeOffset>(4),
                !reader.IsDBNull(5) && reader.GetString(5) == Import);
    }
}

/// <summary>A rule that is followed event by event.</summary>
internal interface IInvariant
{
    /// <summary>The next event of the log; beds and applications are folded up to it.</summary>
    void Take(Logged logged);
}
