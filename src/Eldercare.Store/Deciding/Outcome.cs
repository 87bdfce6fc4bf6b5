namespace Eldercare.Store.Deciding;

/// <summary>What a command changes, all of it in one transaction, or why it is refused.</summary>
public sealed record Outcome
{
    /// <summary>Facts by stream, in order. Every stream must stand in the footprint's writes.</summary>
    public ImmutableArray<(StreamRef Stream, object Fact)> Facts { get; private init; } = [];

    public Refusal? Refusal { get; private init; }

    /// <summary>Claims taken for a stream; each must stand in the footprint.</summary>
    public ImmutableArray<(Claim Claim, StreamRef Holder)> Takes { get; private init; } = [];

    /// <summary>Claims given back by the stream that holds them; that stream must stand in the footprint's writes.</summary>
    public ImmutableArray<(Claim Claim, StreamRef Holder)> Releases { get; private init; } = [];

    /// <summary>Days held of a timeline; each timeline must stand in the footprint.</summary>
    public ImmutableArray<(Timeline Timeline, Span Span)> Holds { get; private init; } = [];

    /// <summary>Spans given up, by their first day and holder; before any is held. One that is not there is no fault.</summary>
    public ImmutableArray<(Timeline Timeline, DateOnly From, Guid Holder)> Frees { get; private init; } = [];

    /// <summary>Table rows to insert or replace.</summary>
    public ImmutableArray<object> Rows { get; private init; } = [];

    /// <summary>Table rows to delete, by their key; one that is not there is no fault.</summary>
    public ImmutableArray<RowRef> Removes { get; private init; } = [];

    /// <summary>Accepted, and nothing changes.</summary>
    public static Outcome NoChange { get; } = new();

    public static Outcome Refuse(Refusal refusal) => new() { Refusal = refusal };

    public static Outcome Accept(StreamRef stream, params ReadOnlySpan<object> facts) => NoChange.And(stream, facts);

    /// <summary>Also appends <paramref name="facts"/> to <paramref name="stream"/>.</summary>
    public Outcome And(StreamRef stream, params ReadOnlySpan<object> facts)
    {
        if (Refusal is not null) return this;
        var all = Facts.ToBuilder();
        foreach (var fact in facts) all.Add((stream, fact));
        return this with { Facts = all.ToImmutable() };
    }

    /// <summary>When accepted with facts, also takes the claim for <paramref name="holder"/>.</summary>
    public Outcome Taking(Claim claim, StreamRef holder) =>
        Refusal is null && Facts.Length > 0 ? this with { Takes = Takes.Add((claim, holder)) } : this;

    /// <summary>When accepted with facts, also gives back the claim <paramref name="holder"/> holds.</summary>
    public Outcome Releasing(Claim claim, StreamRef holder) =>
        Refusal is null && Facts.Length > 0 ? this with { Releases = Releases.Add((claim, holder)) } : this;

    /// <summary>When accepted with facts, also holds days of a timeline.</summary>
    public Outcome Holding(Timeline timeline, Span span) =>
        Refusal is null && Facts.Length > 0 ? this with { Holds = Holds.Add((timeline, span)) } : this;

    /// <summary>When accepted with facts, also gives up the holder's span of a timeline that begins on that day.</summary>
    public Outcome Freeing(Timeline timeline, DateOnly from, Guid holder) =>
        Refusal is null && Facts.Length > 0 ? this with { Frees = Frees.Add((timeline, from, holder)) } : this;

    /// <summary>When accepted with facts, also inserts or replaces a table row.</summary>
    public Outcome Keeping(object row) =>
        Refusal is null && Facts.Length > 0 ? this with { Rows = Rows.Add(row) } : this;

    /// <summary>When accepted with facts, also deletes a table row, if it is there. No row is both kept and removed.</summary>
    public Outcome Removing<TRow>(Guid key)
        where TRow : class =>
        Refusal is null && Facts.Length > 0 ? this with { Removes = Removes.Add(RowRef.To<TRow>(key)) } : this;
}
