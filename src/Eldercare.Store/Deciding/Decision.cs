namespace Eldercare.Store.Deciding;

/// <summary>What a decision over one stream says: facts to append, or a refusal.</summary>
public sealed record Decision<TFact>
    where TFact : class
{
    private Decision(ImmutableArray<TFact> facts, Refusal? refusal) => (Facts, Refusal) = (facts, refusal);

    public ImmutableArray<TFact> Facts { get; }

    public Refusal? Refusal { get; }

    /// <summary>Accepted, and nothing changes: what was asked for is so already.</summary>
    public static Decision<TFact> NoChange { get; } = new([], null);

    public static Decision<TFact> Of(params ReadOnlySpan<TFact> facts) => new([.. facts], null);

    public static implicit operator Decision<TFact>(TFact fact) => new([fact], null);

    public static implicit operator Decision<TFact>(Refusal refusal) => new([], refusal);

    /// <summary>The same decision as the outcome of a command that writes to <paramref name="stream"/>.</summary>
    public Outcome On(StreamRef stream) => Refusal is null
        ? Outcome.Accept(stream, [.. Facts])
        : Outcome.Refuse(Refusal);
}
