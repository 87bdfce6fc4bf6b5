using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>
/// Reactions that failed for good and wait for a person: once the cause is gone, setting <c>replayable</c> lets Wolverine repeat them.
/// </summary>
public interface IDeadLetters
{
    Task<long> CountAsync(CancellationToken cancellation);

    /// <summary>The newest first. Of the whole system: the table knows no cities.</summary>
    /// <param name="first">How many at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<ImmutableArray<DeadLetter>> NewestAsync(int first, CancellationToken cancellation);
}

/// <summary>A message nobody could handle. What it says stays in the database.</summary>
/// <param name="Id">The message.</param>
/// <param name="MessageType">What it was about.</param>
/// <param name="Error">The exception's type.</param>
/// <param name="Reason">Its message, at most 500 characters.</param>
/// <param name="SentAt">When it was sent, if known.</param>
/// <param name="Replayable">Marked to be tried again.</param>
public sealed record DeadLetter(
    Guid Id, string MessageType, string? Error, string? Reason, DateTimeOffset? SentAt, bool Replayable);

/// <inheritdoc cref="IDeadLetters"/>
public sealed class DeadLetters(NpgsqlDataSource database) : IDeadLetters
{
    private const string Table = StoreSchema.Messages + ".wolverine_dead_letters";

    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select count(*) from {Table}");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public async Task<ImmutableArray<DeadLetter>> NewestAsync(int first, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select id, message_type, exception_type, left(exception_message, 500), sent_at, coalesce(replayable, false)
            from {Table} order by sent_at desc nulls last, id limit $1
            """);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
        var letters = ImmutableArray.CreateBuilder<DeadLetter>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            letters.Add(new DeadLetter(
                reader.GetGuid(0), reader.GetString(1), Text(reader, 2), Text(reader, 3),
                reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5)));
        }

        return letters.ToImmutable();
    }

    private static string? Text(NpgsqlDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);
}
