namespace Eldercare.Store.Writing;

/// <summary>The writer's bounds. The defaults fill two cores.</summary>
public sealed record WriterSettings
{
    /// <summary>Groups that are decided and committed side by side.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>Up to so many unanswered commands one lane takes them all.</summary>
    public int OneLaneUpTo { get; init; } = 40;

    /// <summary>Most commands in one transaction.</summary>
    public int GroupSize { get; init; } = 500;

    /// <summary>Most commands that wait in one lane; one more is answered with <see cref="Deciding.WriterOverloadedException"/>.</summary>
    public int QueueLength { get; init; } = 20_000;

    /// <summary>Most streams whose state a lane keeps.</summary>
    public int CachedStreams { get; init; } = 20_000;

    /// <summary>How often a group is tried after conflicts and broken connections.</summary>
    public int Attempts { get; init; } = 8;
}
