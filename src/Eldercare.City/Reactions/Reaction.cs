using Eldercare.Store.Deciding;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Reactions;

/// <summary>How reactions issue commands: messages may come more than once, the command is carried out once.</summary>
public sealed partial class Reaction(ICommandWriter writer, ILogger<Reaction> log)
{
    /// <summary>Carries out a command that follows from an event.</summary>
    /// <param name="name">The reaction's name; the command's actor is <c>reaction:name</c>.</param>
    /// <param name="city">The event's tenant.</param>
    /// <param name="key">The same for each repetition: derived from the event and what the command is about. At most 160 characters.</param>
    /// <param name="command">What follows.</param>
    /// <param name="expected">Refusals the reaction knows what to make of.</param>
    /// <param name="cancellation">Ends the waiting, not the command.</param>
    /// <returns>An expected refusal, or null when the command was accepted.</returns>
    /// <exception cref="ReactionRefusedException">Refused for a reason nobody foresaw: a person has to look at it.</exception>
    public async Task<Refusal?> SendAsync(
        string name, string city, string key, ICommand command, ImmutableHashSet<Type> expected, CancellationToken cancellation)
    {
        var answer = await ExecuteAsync(key);
        // What stood in the way may be gone when the message comes again, as when a person has a dead letter repeated: a refusal is
        // no answer for ever. What was done meanwhile is not done twice: to these commands that is no change.
        if (answer is { Refusal: not null, Replayed: true }) answer = await ExecuteAsync($"{key}:{Guid.CreateVersion7()}");
        if (answer.Refusal is not { } refusal) return null;
        if (!expected.Contains(refusal.GetType())) throw new ReactionRefusedException(name, command, refusal);
        Refused(log, name, command.GetType().Name, refusal.Code);
        return refusal;

        Task<Answer> ExecuteAsync(string under) =>
            writer.ExecuteAsync(command, new Envelope(city, $"reaction:{name}", under), cancellation);
    }

    [LoggerMessage(LogLevel.Information, "Reaction {Name}: {Command} was refused as expected ({Code}).")]
    private static partial void Refused(ILogger log, string name, string command, string code);
}

/// <summary>A reaction's command was refused. Repeating does not help: the message becomes a dead letter.</summary>
public sealed class ReactionRefusedException(string reaction, ICommand command, Refusal refusal)
    : Exception($"Reaction {reaction}: {command.GetType().Name} was refused with {refusal.Code}.");
