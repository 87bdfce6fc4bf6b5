using Eldercare.Store.Deciding;

namespace Eldercare.Store.Writing;

/// <summary>What stands while a group is decided: the database's state under lock, plus what earlier commands of the group did.</summary>
internal sealed class Standing : Known
{
    private Footprint _focus = new();
    private DateTimeOffset _now;

    public Dictionary<Guid, StreamCache.Snapshot> Streams { get; } = [];

    /// <summary>
    /// What kind of thing each stream is, by its type's name: as stored, or as a command of this group has just created it.
    /// A stream without events has none yet.
    /// </summary>
    public Dictionary<Guid, string> Kinds { get; } = [];

    /// <summary>Versions in the database, before this group.</summary>
    public Dictionary<Guid, long> Stored { get; } = [];

    public Dictionary<Claim, ClaimState> Claims { get; } = [];

    public Dictionary<Timeline, ImmutableArray<Span>> Timelines { get; } = [];

    /// <summary>What the group changes, by first day and holder; null is given up.</summary>
    public Dictionary<(Timeline Timeline, DateOnly From, Guid Holder), Span?> Spanned { get; } = [];

    public Dictionary<(Type Row, Guid Key), object> Rows { get; } = [];

    public Dictionary<string, Receipt> Receipts { get; } = new(StringComparer.Ordinal);

    public override DateTimeOffset Now => _now;

    public void Focus(Footprint footprint, DateTimeOffset now) => (_focus, _now) = (footprint, now);

    /// <summary>The first of the command's streams that is of another kind than it takes it for, or null: an id is all a client sends.</summary>
    public IdOfAnotherKind? Mistaken(Footprint footprint) => Mistaken(footprint.Writes) ?? Mistaken(footprint.Reads);

    public override TState? State<TState>(StreamRef stream)
        where TState : class =>
        _focus.Writes.Contains(stream) || _focus.Reads.Contains(stream)
            ? (TState?)Streams.GetValueOrDefault(stream.Id).State
            : throw Outside($"stream {stream}");

    public override Guid? Holder(Claim claim) =>
        Claims.TryGetValue(claim, out var state) ? state.Holder : throw Outside($"claim {claim}");

    public override ImmutableArray<Span> Spans(Timeline timeline) =>
        _focus.Timelines.Contains(timeline) ? Timelines[timeline] : throw Outside($"{timeline}");

    public override TRow? Row<TRow>(Guid key)
        where TRow : class =>
        _focus.Rows.Contains(RowRef.To<TRow>(key))
            ? (TRow?)Rows.GetValueOrDefault((typeof(TRow), key))
            : throw Outside($"row {typeof(TRow).Name} {key}");

    /// <summary>All of an accepted outcome, or nothing and an exception.</summary>
    public void Apply(Outcome outcome, Footprint footprint)
    {
        if (outcome.Facts.IsEmpty) return;
        var changed = new Dictionary<Guid, StreamCache.Snapshot>(footprint.Writes.Length);
        var created = new List<StreamRef>();
        foreach (var (stream, fact) in outcome.Facts)
        {
            if (!footprint.Writes.Contains(stream)) throw Outside($"stream {stream}");
            var before = changed.TryGetValue(stream.Id, out var earlier) ? earlier : Streams.GetValueOrDefault(stream.Id);
            changed[stream.Id] = new(stream.Type.Evolve(before.State, fact), before.Version + 1);
            if (before.Version == 0) created.Add(stream);
        }

        foreach (var (claim, holder) in outcome.Releases)
        {
            if (!footprint.Writes.Contains(holder)) throw Outside($"stream {holder}");
            if (!Claims.TryGetValue(claim, out _))
                Claims[claim] = new ClaimState(holder.Id, holder.Id, Provisional: false);
        }

        foreach (var (claim, _) in outcome.Takes)
        {
            if (!Claims.TryGetValue(claim, out var state)) throw Outside($"claim {claim}");
            var given = outcome.Releases.Any(r => r.Claim == claim);
            if (state.Holder is { } other && !given && outcome.Takes.Any(t => t.Claim == claim && t.Holder.Id != other))
                throw new InvalidOperationException($"Claim {claim} is held by {other}; the decision took it all the same.");
        }

        var timelines = SpansAfter(outcome, footprint);

        foreach (var (id, snapshot) in changed) Streams[id] = snapshot;
        foreach (var stream in created) Kinds.Add(stream.Id, stream.Type.Name);
        foreach (var (claim, holder) in outcome.Releases)
            if (Claims[claim].Holder == holder.Id) Claims[claim] = Claims[claim] with { Holder = null };
        foreach (var (claim, holder) in outcome.Takes) Claims[claim] = Claims[claim] with { Holder = holder.Id };
        foreach (var (timeline, spans) in timelines) Timelines[timeline] = spans;
        foreach (var freed in outcome.Frees) Spanned[freed] = null;
        foreach (var (timeline, span) in outcome.Holds)
            if (span.From != span.Until) Spanned[(timeline, span.From, span.Holder)] = span;
        foreach (var row in outcome.Rows)
        {
            var key = Tables.TableSchema.Of(row.GetType()).KeyOf(row);
            Rows[(row.GetType(), (Guid)key[0])] = row;
        }

        foreach (var removed in outcome.Removes) Rows.Remove((removed.Row, removed.Key));
    }

    /// <summary>The timelines that change, as the outcome leaves them.</summary>
    private Dictionary<Timeline, ImmutableArray<Span>> SpansAfter(Outcome outcome, Footprint footprint)
    {
        var after = new Dictionary<Timeline, ImmutableArray<Span>>();
        foreach (var (timeline, from, holder) in outcome.Frees)
            if (Current(timeline) is { IsDefault: false } spans) after[timeline] = spans.RemoveAll(s => s.From == from && s.Holder == holder);
        foreach (var (timeline, span) in outcome.Holds)
        {
            if (!footprint.Timelines.Contains(timeline)) throw Outside($"{timeline}");
            var spans = Current(timeline);
            if (spans.FirstOrDefault(s => s.Overlaps(span.From, span.Until)) is { Holder: var other } && other != Guid.Empty)
                throw new InvalidOperationException($"{other} holds days of {timeline}; the decision gave out {span} all the same.");
            if (span.From != span.Until) after[timeline] = spans.Add(span).Sort(static (a, b) => a.From.CompareTo(b.From));
        }

        return after;

        ImmutableArray<Span> Current(Timeline timeline) =>
            after.TryGetValue(timeline, out var spans) ? spans : Timelines.GetValueOrDefault(timeline);
    }

    private IdOfAnotherKind? Mistaken(ImmutableArray<StreamRef> streams)
    {
        foreach (var (type, id) in streams)
        {
            if (Kinds.TryGetValue(id, out var kind) && !string.Equals(kind, type.Name, StringComparison.Ordinal))
                return new IdOfAnotherKind(type.Name, kind);
        }

        return null;
    }

    private static InvalidOperationException Outside(string what) =>
        new($"The decision asked for {what}, which its footprint does not name.");
}

/// <summary>A claim while the group is decided.</summary>
/// <param name="Holder">Who holds it now; null when free.</param>
/// <param name="Stored">What the database's row says at this point of the transaction.</param>
/// <param name="Provisional">True when this transaction inserted the row to be sure of it.</param>
internal readonly record struct ClaimState(Guid? Holder, Guid Stored, bool Provisional);
