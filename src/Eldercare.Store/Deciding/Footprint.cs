namespace Eldercare.Store.Deciding;

/// <summary>What a command needs to be decided, known from the command alone.</summary>
public sealed record Footprint
{
    /// <summary>Streams the command may append to: locked, and current when it decides.</summary>
    public ImmutableArray<StreamRef> Writes { get; init; } = [];

    /// <summary>Streams it only reads: current to the last commit, not locked.</summary>
    public ImmutableArray<StreamRef> Reads { get; init; } = [];

    /// <summary>Claims it may take or asks after.</summary>
    public ImmutableArray<Claim> Claims { get; init; } = [];

    /// <summary>Timelines it may hold days of or asks after.</summary>
    public ImmutableArray<Timeline> Timelines { get; init; } = [];

    /// <summary>Table rows it asks after.</summary>
    public ImmutableArray<RowRef> Rows { get; init; } = [];
}

/// <summary>A row of a table keyed by one uuid.</summary>
public readonly record struct RowRef(Type Row, Guid Key)
{
    public static RowRef To<TRow>(Guid key) => new(typeof(TRow), key);
}
