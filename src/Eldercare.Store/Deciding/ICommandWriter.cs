namespace Eldercare.Store.Deciding;

/// <summary>The one way in for commands.</summary>
public interface ICommandWriter
{
    /// <summary>
    /// Decides the command on the current state and commits what follows. Returns after the commit.
    /// The same <see cref="Envelope.IdempotencyKey"/> of the same actor gets the first answer again.
    /// </summary>
    /// <exception cref="WriterOverloadedException">Too many commands wait; nothing was done.</exception>
    Task<Answer> ExecuteAsync(ICommand command, Envelope envelope, CancellationToken cancellation);
}

/// <summary>Who sends a command, for which city, and how it is told apart from its repetitions.</summary>
/// <param name="City">The tenant, e.g. <c>zhenjiang</c>.</param>
/// <param name="Actor">The token's <c>sub</c>, or the reaction's name.</param>
/// <param name="IdempotencyKey">1 to 200 characters, unique to the actor and what it wants done.</param>
/// <param name="CorrelationId">The trace the command belongs to, if any.</param>
public sealed record Envelope(string City, string Actor, string IdempotencyKey, string? CorrelationId = null);

/// <summary>The answer to a command: a refusal, or the versions its streams reached.</summary>
/// <param name="Refusal">Null when accepted.</param>
/// <param name="Sequence">
/// The event store's sequence number of the last event written, 0 when none was: a view that has processed it shows the change.
/// </param>
/// <param name="Replayed">True when the key was answered before and this is that answer.</param>
public sealed record Answer(Refusal? Refusal, long Sequence, bool Replayed);

/// <summary>More commands wait than the writer's queue holds. The caller may repeat the command with the same key.</summary>
public sealed class WriterOverloadedException(string message) : Exception(message);

/// <summary>The same idempotency key came before with another command.</summary>
public sealed record IdempotencyKeyReused(string FirstCommand) : Refusal
{
    public override string Message => $"This idempotency key was used before, for another {FirstCommand}.";
}
