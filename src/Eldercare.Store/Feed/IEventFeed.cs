namespace Eldercare.Store.Feed;

/// <summary>An event that the views show.</summary>
/// <param name="Sequence">Its place in the store's one order.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Type">What kind of event it is.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Fact">The event itself, where it was asked for: most who watch need to know no more than that it happened.</param>
public sealed record FedEvent(long Sequence, Guid Stream, Type Type, DateTimeOffset RecordedAt, object? Fact = null);

/// <summary>
/// Committed events in their order, as far as the views show them: who is told of one and then reads a read model finds it there. Costs
/// nothing while nobody asks.
/// </summary>
public interface IEventFeed
{
    /// <summary>How far the views are.</summary>
    Task<long> CurrentAsync(CancellationToken cancellation);

    /// <summary>Waits until the views are beyond a place, within milliseconds of their commit on whatever host. For one caller at a time.</summary>
    /// <returns>How far they are then.</returns>
    Task<long> BeyondAsync(long place, CancellationToken cancellation);

    /// <summary>Nobody waits any more: gives back the connection that <see cref="BeyondAsync"/> listens on.</summary>
    Task ReleaseAsync();

    /// <summary>Everything between two places, first to last.</summary>
    /// <param name="city">Whose events.</param>
    /// <param name="after">The place before the first.</param>
    /// <param name="until">The place of the last.</param>
    /// <param name="inFull">Types whose facts are wanted too.</param>
    /// <param name="most">How many at most: when so many come, there may be more.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<IReadOnlyList<FedEvent>> ReadAsync(
        string city, long after, long until, IReadOnlyCollection<Type> inFull, int most, CancellationToken cancellation);

    /// <summary>Likewise only those of some types, with their facts.</summary>
    Task<IReadOnlyList<FedEvent>> OfTypesAsync(
        string city, IReadOnlyCollection<Type> types, long after, long until, int most, CancellationToken cancellation);

    /// <summary>What happened in some streams between two places: of each type the last event, without its fact.</summary>
    Task<IReadOnlyList<FedEvent>> LastOfStreamsAsync(
        string city, IReadOnlyCollection<Guid> streams, long after, long until, CancellationToken cancellation);
}
