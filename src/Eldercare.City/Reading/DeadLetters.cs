using Eldercare.City.Reactions;
using Eldercare.Store;
using Npgsql;

namespace Eldercare.City.Reading;

/// <summary>
/// Reactions that failed for good and wait for a person: once the cause is gone, setting <c>replayable</c> lets Wolverine repeat them.
/// </summary>
public interface IDeadLetters
{
    Task<long> CountAsync(CancellationToken cancellation);

    /// <summary>The newest first; keys are messages' ids. Of the whole system: the table knows no cities.</summary>
    Task<Page<DeadLetter>> PageAsync(Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>Those that still wait, by message.</summary>
    Task<IReadOnlyDictionary<Guid, DeadLetter>> ByIdsAsync(IReadOnlyCollection<Guid> messages, CancellationToken cancellation);
}

/// <summary>A message nobody could handle. What it says stays in the database, and so do the words of faults: they may hold anything.</summary>
/// <param name="Id">The message.</param>
/// <param name="Message">What it was about: the event's or message's type, e.g. <c>ElderDied</c>.</param>
/// <param name="Reason">The fault's type in upper snake case, e.g. <c>REACTION_REFUSED</c> or <c>TIMEOUT</c>.</param>
/// <param name="Refused">Of a refused reaction: which command, and the refusal's code.</param>
/// <param name="SentAt">When it was sent, if known.</param>
/// <param name="Replayable">Marked to be tried again.</param>
public sealed record DeadLetter(
    Guid Id, string Message, string Reason, string? Refused, DateTimeOffset? SentAt, bool Replayable);

/// <inheritdoc cref="IDeadLetters"/>
public sealed class DeadLetters(NpgsqlDataSource database) : IDeadLetters
{
    private const string Table = StoreSchema.Messages + ".wolverine_dead_letters";

    public async Task<long> CountAsync(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select count(*) from {Table}");
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    // The table is of all cities: $1 is there and not asked after.
    private static readonly Listing s_letters = new(
        "d.id, d.message_type, d.exception_type, left(d.exception_message, 500), d.sent_at, coalesce(d.replayable, false)", $"{Table} d where $1 is not null");

    public async Task<IReadOnlyDictionary<Guid, DeadLetter>> ByIdsAsync(IReadOnlyCollection<Guid> messages, CancellationToken cancellation)
    {
        var query = new Query(database, string.Empty);
        return (await query.ListAsync((s_letters + $" and d.id = any({query.With(messages.Distinct().ToArray())})").Sql, Read, cancellation))
            .DistinctBy(d => d.Id).ToDictionary(d => d.Id);
    }

    public Task<Page<DeadLetter>> PageAsync(Slice<Guid> slice, CancellationToken cancellation) =>
        new Query(database, string.Empty).PageAsync(
            s_letters, [SentAt("d"), "d.id"], descending: true, slice,
            key => $"select {SentAt("k")}, k.id from {Table} k where k.id = {key}", Read, cancellation);

    /// <summary>A name of ours or of a library, without namespace and wrapping.</summary>
    private static string ShortName(string type)
    {
        var name = type.Split('`', '[', ',', '(', ' ')[0];
        var inner = type.LastIndexOf('<') is var at and >= 0 ? type[(at + 1)..].TrimEnd('>') : name;
        var last = inner.Split('.', '+', '_')[^1];
        // Wolverine's name for an event's envelope: EventElderDied.
        return last.StartsWith("Event", StringComparison.Ordinal) && last.Length > 5 && char.IsUpper(last[5]) ? last[5..] : last;
    }

    private static string SentAt(string of) => $"coalesce({of}.sent_at, '-infinity')";

    private static DeadLetter Read(NpgsqlDataReader reader)
    {
        var fault = reader.IsDBNull(2) ? "Unknown" : ShortName(reader.GetString(2));
        return new DeadLetter(
            reader.GetGuid(0), ShortName(reader.GetString(1)), CodeOf(fault),
            // Of all faults' words only these are ours: a command's name and a code.
            fault == nameof(ReactionRefusedException) && !reader.IsDBNull(3) ? reader.GetString(3) : null,
            reader.IsDBNull(4) ? null : reader.GetFieldValue<DateTimeOffset>(4), reader.GetBoolean(5));
    }

    private static string CodeOf(string fault)
    {
        var name = fault.EndsWith(nameof(Exception), StringComparison.Ordinal) && fault.Length > nameof(Exception).Length
            ? fault[..^nameof(Exception).Length]
            : fault;
        return string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $"_{letter}" : char.ToUpperInvariant(letter).ToString()));
    }
}
