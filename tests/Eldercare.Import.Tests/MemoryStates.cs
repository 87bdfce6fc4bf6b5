using Eldercare.Store.Deciding;

namespace Eldercare.Import.Tests;

/// <summary>The states of what was written in memory.</summary>
internal sealed class MemoryStates(MemoryStore store) : IStateReader
{
    public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
        where TState : class => Task.FromResult((TState?)store.Streams.GetValueOrDefault(stream.Id).State);
}
