using Marten;

namespace Eldercare.Store.Deciding;

internal sealed class StateReader(IDocumentStore store) : IStateReader
{
    public async Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
        where TState : class
    {
        await using var session = store.QuerySession(city);
        object? state = null;
        foreach (var recorded in await session.Events.FetchStreamAsync(stream.Id, token: cancellation))
        {
            if (!stream.Type.FactType.IsInstanceOfType(recorded.Data)) return null;
            state = stream.Type.Evolve(state, recorded.Data);
        }

        return (TState?)state;
    }
}
