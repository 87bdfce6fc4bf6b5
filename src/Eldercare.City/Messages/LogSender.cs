using Microsoft.Extensions.Logging;

namespace Eldercare.City.Messages;

/// <summary>Only notes that a message would be sent, without its words: those are personal data.</summary>
public sealed partial class LogSender(ILogger<LogSender> log) : IMessageSender
{
    public Task<Delivery> SendAsync(Letter letter, CancellationToken cancellation)
    {
        Told(log, letter.Id, letter.Kind, letter.Language);
        return Task.FromResult(Delivery.Taken);
    }

    [LoggerMessage(LogLevel.Information, "Message {Id} ({Kind}, {Language}) would be sent: no receiver is configured.")]
    private static partial void Told(ILogger log, MessageId id, MessageKind kind, Language language);
}
