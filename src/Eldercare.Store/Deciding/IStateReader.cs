namespace Eldercare.Store.Deciding;

/// <summary>Reads what stands in a stream, as of its last commit: for questions a view answers too late or not at all.</summary>
public interface IStateReader
{
    /// <summary>The stream's state folded from its events, or null when it has none or is of another kind.</summary>
    Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
        where TState : class;
}
