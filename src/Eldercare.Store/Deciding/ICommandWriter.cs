namespace Eldercare.Store.Deciding;

/// <summary>The one way in for commands.</summary>
public interface ICommandWriter
{
    /// <summary>
    /// Decides the command on the current state and commits what follows. Returns after the commit.
    /// The same <see cref="Envelope.IdempotencyKey"/> of the same actor gets the first answer again.
    /// </summary>
    /// <param name="command">What to do.</param>
    /// <param name="envelope">Who wants it.</param>
    /// <param name="cancellation">Ends the waiting, not the command: repeated with its key it gives the answer.</param>
    /// <exception cref="WriterOverloadedException">Too many commands wait; nothing was done.</exception>
    Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation);
}

/// <summary>Who sends a command, for which city, and how it is told apart from its repetitions.</summary>
/// <param name="City">The tenant, e.g. <c>zhenjiang</c>.</param>
/// <param name="Actor">The token's <c>sub</c>, or the reaction's name.</param>
/// <param name="IdempotencyKey">1 to 200 characters, unique to the actor and what it wants done.</param>
/// <param name="CorrelationId">The trace the command belongs to, if any.</param>
/// <param name="Asked">
/// A hash of what the client asked for, which tells a repetition from another wish under the same key. Null when the ids of the
/// command tell them apart: a command made from what stands may be another one when it comes again.
/// </param>
public sealed record Envelope(string City, string Actor, string IdempotencyKey, string? CorrelationId = null, long? Asked = null);

/// <summary>The answer to a command: a refusal, or the versions its streams reached.</summary>
/// <param name="Refusal">Null when accepted.</param>
/// <param name="Sequence">
/// The event store's sequence number of the last event written, 0 when none was: a view that has processed it shows the change.
/// </param>
/// <param name="Replayed">True when the key was answered before and this is that answer.</param>
/// <param name="State">
/// The first stream the command writes to, as it stands after the answer (after a refusal and a repetition too); null when there is
/// none yet. Who shows it needs no view.
/// </param>
public sealed record Answer(Refusal? Refusal, long Sequence, bool Replayed, object? State = null);

/// <summary>More commands wait than the writer's queue holds. The caller may repeat the command with the same key.</summary>
public sealed class WriterOverloadedException(string message) : Exception(message);

/// <summary>An id the command gives for one kind of thing belongs to a thing of another kind.</summary>
/// <param name="Asked">The kind the command means, by its stream's name, e.g. <c>application</c>.</param>
/// <param name="Found">The kind the id belongs to, e.g. <c>bed</c>.</param>
public sealed record IdOfAnotherKind(string Asked, string Found) : Refusal
{
    public override Words Message => new(
        "所填编号属于另一类对象，请核对。",
        $"The id given for the {Named(Asked)} belongs to a thing of another kind: {Named(Found)}.");

    private static string Named(string kind) => kind.Replace('_', ' ');
}

/// <summary>The same idempotency key came before with another command.</summary>
public sealed record IdempotencyKeyReused(string FirstCommand) : Refusal
{
    public override Words Message => new(
        "这个幂等键已用于另一次请求，请换一个新的。",
        $"This idempotency key was used before, for another {FirstCommand}: take a new one.");
}
