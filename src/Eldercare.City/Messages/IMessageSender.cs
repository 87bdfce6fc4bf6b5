using Eldercare.People;

namespace Eldercare.City.Messages;

/// <summary>Hands messages to whoever carries them to people.</summary>
public interface IMessageSender
{
    /// <summary>Hands one over. May come again with the same id: after a failure, or when a host died before it could note the success.</summary>
    /// <exception cref="OperationCanceledException">The host stops.</exception>
    Task<Delivery> SendAsync(Letter letter, CancellationToken cancellation);
}

/// <summary>A message filled in for its recipient. Holds personal data: it is sent, and kept nowhere.</summary>
public sealed record Letter(
    MessageId Id, ElderId Elder, MessageKind Kind, Language Language, string Name, string? Phone, string Text, DateTimeOffset CreatedAt)
{
    /// <summary>Without personal data, for logs.</summary>
    public override string ToString() => $"{Kind} {Id}";
}

/// <summary>What came of handing a letter over.</summary>
/// <param name="Fault">Null when it was taken; otherwise a code in upper snake case.</param>
/// <param name="ForGood">Trying again is of no use.</param>
/// <param name="NotBefore">How long the receiver wants to be left alone.</param>
public readonly record struct Delivery(string? Fault = null, bool ForGood = false, TimeSpan? NotBefore = null)
{
    public static Delivery Taken => default;
}
