using Eldercare.Store.Deciding;

namespace Eldercare.Store.Appending;

/// <summary>Brings in whole new streams many at a time: COPY instead of commands. For imports.</summary>
public interface IBulkAppender
{
    /// <summary>Which of these streams exist already.</summary>
    Task<IReadOnlySet<Guid>> ExistingAsync(string city, IReadOnlyCollection<Guid> streams, CancellationToken cancellation);

    /// <summary>Which of these claims are held already, and by which stream.</summary>
    Task<IReadOnlyDictionary<Claim, Guid>> HoldersAsync(
        string city, IReadOnlyCollection<Claim> claims, CancellationToken cancellation);

    /// <summary>Which days of these timelines are held already, in order.</summary>
    Task<ILookup<Timeline, Span>> SpansAsync(string city, IReadOnlyCollection<Timeline> timelines, CancellationToken cancellation);

    /// <summary>What the events of these streams say, by id; a stream that does not exist or is of another kind is not among them.</summary>
    Task<IReadOnlyDictionary<Guid, object>> StatesAsync(
        string city, IReadOnlyCollection<StreamRef> streams, CancellationToken cancellation);

    /// <summary>
    /// Appends in one transaction; throws <see cref="BulkConflictException"/> and changes nothing when a stream, claim or row
    /// exists already, or a day is held.
    /// </summary>
    Task AppendAsync(string city, BulkBatch batch, CancellationToken cancellation);
}

public sealed record BulkBatch(
    IReadOnlyList<NewStream> Streams, IReadOnlyList<(Claim Claim, Guid Holder)> Claims, IReadOnlyList<object> Rows)
{
    /// <summary>Days held of timelines.</summary>
    public IReadOnlyList<(Timeline Timeline, Span Span)> Spans { get; init; } = [];
}

/// <summary>A stream with its first events.</summary>
/// <param name="Stream">Which.</param>
/// <param name="Facts">Its events.</param>
/// <param name="At">Their time in the store.</param>
/// <param name="Times">Or each one's own, where it is known: as many as facts.</param>
public sealed record NewStream(
    StreamRef Stream, IReadOnlyList<object> Facts, DateTimeOffset At, IReadOnlyList<DateTimeOffset>? Times = null);

public sealed class BulkConflictException(string message, Exception? inner = null) : Exception(message, inner);
