using System.Collections.Frozen;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>What a batch found in the store before it was decided.</summary>
/// <param name="Existing">Streams that exist.</param>
/// <param name="Holders">Who holds claims.</param>
/// <param name="Stored">What the events of streams say that rows are compared with.</param>
/// <param name="Spans">Days held of timelines.</param>
internal sealed record InStore(
    IReadOnlySet<Guid> Existing, IReadOnlyDictionary<Claim, Guid> Holders, IReadOnlyDictionary<Guid, object> Stored,
    ILookup<Timeline, Span> Spans)
{
    public static InStore Nothing { get; } = new(
        FrozenSet<Guid>.Empty, FrozenDictionary<Claim, Guid>.Empty, FrozenDictionary<Guid, object>.Empty,
        Array.Empty<(Timeline Timeline, Span Span)>().ToLookup(s => s.Timeline, s => s.Span));
}
