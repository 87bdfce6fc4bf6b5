using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Eldercare.Scenarios;

/// <summary>Keeps every line of a host's logs, whatever its level.</summary>
internal sealed class LogsSeen(ConcurrentQueue<string> seen) : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void Dispose()
    {
        // Nothing is held.
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        seen.Enqueue($"log {formatter(state, exception)} {exception}");
}
