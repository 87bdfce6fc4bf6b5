namespace Eldercare.Store.Deciding;

/// <summary>What stands when a command is decided. Only what its <see cref="Footprint"/> names can be asked for.</summary>
public abstract class Known
{
    /// <summary>The instant of the decision.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>A stream's state, or null when it has no events.</summary>
    public abstract TState? State<TState>(StreamRef stream)
        where TState : class;

    /// <summary>The stream that holds a claim, or null when it is free.</summary>
    public abstract Guid? Holder(Claim claim);

    /// <summary>Which days of a timeline are held, in order.</summary>
    public virtual ImmutableArray<Span> Spans(Timeline timeline) =>
        throw new InvalidOperationException($"The decision asked for {timeline}, and there are no timelines here.");

    /// <summary>A table row, or null.</summary>
    public abstract TRow? Row<TRow>(Guid key)
        where TRow : class;
}
