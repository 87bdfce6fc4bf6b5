namespace Eldercare.Api.Live;

/// <summary>What a subscription watches.</summary>
public abstract record Topic;

/// <summary>A meal point's day.</summary>
public sealed record PointDayTopic(MealPointId Point, DateOnly Date) : Topic;

/// <summary>A home and its beds.</summary>
public sealed record HomeTopic(HomeId Home) : Topic;

/// <summary>An application's place in the queue.</summary>
public sealed record QueueTopic(ApplicationId Application) : Topic;

/// <summary>Work that comes up at a meal point, in a home, in a district, or anywhere.</summary>
/// <param name="Point">Only this point's.</param>
/// <param name="Home">Only this home's.</param>
/// <param name="District">Only this district's.</param>
/// <param name="Kinds">A bit each <see cref="WorkKind"/>.</param>
public sealed record WorkTopic(MealPointId? Point, HomeId? Home, string? District, ulong Kinds) : Topic
{
    public bool Covers(WorkItem item) =>
        ((Kinds >> (int)item.Kind) & 1) != 0
        && (Point is null || Point == item.Point || Point == item.OtherPoint)
        && (Home is null || Home == item.Home)
        && (District is null || string.Equals(District, item.District, StringComparison.Ordinal));
}

/// <summary>What a message tells.</summary>
/// <param name="Sequence">The last event it covers: what a client sends as <c>after</c> when it comes back.</param>
/// <param name="At">When that was recorded; of a first message when it was made.</param>
/// <param name="Happened">A bit each kind of thing that happened since the message before; none for a first message.</param>
/// <param name="Item">The work item, where those are watched.</param>
public sealed record Change(long Sequence, DateTimeOffset At, ulong Happened = 0, WorkItem? Item = null)
{
    /// <summary>The place in the queue that is told, where it was worked out for all who watch; null to ask for it.</summary>
    public PositionExplained? Position { get; init; }

    /// <summary>Both in one message.</summary>
    public Change With(Change later) =>
        later.Sequence >= Sequence ? later with { Happened = Happened | later.Happened } : this with { Happened = Happened | later.Happened };
}

/// <summary>The root value while a subscription is opened: its field says what it watches, once the caller may.</summary>
public sealed class Opening
{
    /// <summary>The operation is a subscription; set by whoever runs it.</summary>
    public bool IsSubscription { get; set; }

    /// <summary>Set by the field; null after an operation that is no subscription.</summary>
    public Topic? Topic { get; set; }

    /// <summary>Only what comes behind this place; null to begin with what is so now.</summary>
    public long? After { get; set; }
}
