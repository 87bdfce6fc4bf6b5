using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Builders;
using GraphQL.Resolvers;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>
/// Everything that can be watched. A field is resolved as any other: once when it is opened, to say what is watched, and once a message, with the
/// caller's rights of that moment.
/// </summary>
public sealed class SubscriptionType : ObjectGraphType
{
    private const string AfterText = "The `sequence` of the last message you had: only what came behind it. Without it the first message says what is so now.";

    public SubscriptionType()
    {
        Name = "Subscription";
        Description = "Everything that can be watched, over WebSocket (`graphql-transport-ws`) or Server-Sent Events. Each message has a `sequence`: who "
            + "connects again with it as `after`, at whatever host, misses nothing.";
        AddBoards();
        AddQueue();
        AddWork();
    }

    private void AddBoards()
    {
        Watch<MealPointBoardChangeType>("mealPointBoardChanged")
            .Description("A meal point's day, whenever it changes. What comes faster than you take it is one message: the newest state, and all that happened.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Which point.")
            .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
            .Argument<SequenceScalar>("after", AfterText)
            .Public()
            .Resolve(c => Resolve(c, () => new PointDayTopic(c.GetArgument<MealPointId>("mealPoint"), c.GetArgument<DateOnly>("date"))));
        Watch<HomeBoardChangeType>("homeBoardChanged")
            .Description("A home and its beds, whenever they change. What comes faster than you take it is one message: the newest state, and all that happened.")
            .IdArgument<object?, object, HomeId>("home", "Which home.")
            .Argument<SequenceScalar>("after", AfterText)
            .For(Reach.OfHome, (c, scopes) => scopes.Home(c.GetArgument<HomeId>("home")))
            .Resolve(c => Resolve(c, () => new HomeTopic(c.GetArgument<HomeId>("home"))));
    }

    private void AddQueue() =>
        Watch<QueuePositionChangeType>("queuePositionChanged")
            .Description(
                "An application's place in the queue: first as it is, also with `after`, then whenever it or its explanation changes, a second later at most. For "
                + "the elder, the homes, and the offices; a district's in its district.")
            .IdArgument<object?, object, ApplicationId>("application", "Which application.")
            .Argument<SequenceScalar>("after", "The `sequence` of the last message you had. The first message says what is so now in any case.")
            .For(Reach.OfElder, (c, scopes) => scopes.Queued(c.GetArgument<ApplicationId>("application")))
            .Reaching(Role.HomeAdmissions, Extent.Everywhere)
            .Resolve(c => Resolve(c, () => new QueueTopic(c.GetArgument<ApplicationId>("application"))));

    private void AddWork() =>
        Watch<WorkItemMessageType>("workItemRaised")
            .Description(
                "Work for a person, each piece in a message of its own and in order: of a meal point, of a home, of a district, or of the city. Staff name "
                + "their site, a district office its district. The first message, with nothing in it, says from where on you watch. The worklists "
                + "themselves are queries; ask them after you began to watch, and nothing falls between.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Only this point's.", required: false)
            .IdArgument<object?, object, HomeId>("home", "Only this home's.", required: false)
            .DistrictArgument()
            .Argument<ListGraphType<NonNullGraphType<WorkKindEnum>>>("kinds", "Only these kinds; all when not given.")
            .Argument<SequenceScalar>(
                "after", $"The `sequence` of the last message you had: first all that came up behind it, in order. Too far back is refused with `{ApiError.AfterTooOldCode}`: "
                + "then read the worklists, and begin without it.")
            .For(Reach.MealDay | Reach.HomeDay | Role.Auditor, async (c, scopes) =>
                (c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<HomeId?>("home"), c.GetArgument<string?>("district")) switch
                {
                    ({ } point, null, null) => await scopes.Point(point),
                    (null, { } home, null) => await scopes.Home(home),
                    (null, null, var district) => scopes.District(district),
                    // Two places at once are no one's.
                    var (point, home, district) => (point is null || await scopes.Point(point.Value)) && (home is null || await scopes.Home(home.Value))
                        && (district is null || scopes.District(district)),
                })
            .Resolve(c => Resolve(c, () => new WorkTopic(
                c.GetArgument<MealPointId?>("mealPoint"), c.GetArgument<HomeId?>("home"), c.GetArgument<string?>("district"),
                c.GetArgument<WorkKind[]?>("kinds") is { } kinds ? WorkItems.BitsOf(kinds) : WorkItems.All)));

    /// <summary>A field of the root; every one says what it watches by <see cref="Resolve"/>.</summary>
    private FieldBuilder<object?, object> Watch<TGraph>(string name)
        where TGraph : IGraphType
    {
        var field = Field<TGraph, object>(name);
        field.FieldType.StreamResolver = new ByTheHub();
        return field;
    }

    private static Told? Resolve(IResolveFieldContext<object?> context, Func<Topic> topic)
    {
        switch (context.RootValue)
        {
            case Opening opening:
                opening.Topic = topic();
                opening.After = context.GetArgument<long?>("after");
                return null;
            case Change change:
                return new Told(change, topic());
            default:
                throw new InvalidOperationException("A subscription is run without anything to tell.");
        }
    }
}

/// <summary>The engine wants a stream at each field; here the hub says when there is something to tell, and each message is run by itself.</summary>
internal sealed class ByTheHub : ISourceStreamResolver
{
    public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context) =>
        throw new InvalidOperationException("Subscriptions are run message by message.");
}

/// <summary>What a message is made from.</summary>
public sealed record Told(Change Change, Topic Topic)
{
    public TTopic Of<TTopic>()
        where TTopic : Topic => (TTopic)Topic;
}

/// <summary>What all messages have.</summary>
public abstract class ToldType : ObjectGraphType<Told>
{
    protected ToldType(string name, string description)
    {
        (Name, Description) = (name, description);
        this.AsParent();
        this.Has<Told, SequenceScalar>("sequence", "All that happened up to here is in this message or an earlier one: your next `after`.", t => t.Change.Sequence);
        this.Has<Told, InstantScalar>("at", "When the last of it was recorded; of the first message, when it was made.", t => t.Change.At);
    }
}

public sealed class MealPointBoardChangeType : ToldType
{
    public MealPointBoardChangeType()
        : base("MealPointBoardChange", "A meal point's day after something happened.")
    {
        this.Has<Told, ListGraphType<NonNullGraphType<MealPointHappeningEnum>>>(
            "happened", "What, since the message before; nothing in the first.", t => Happenings.Of<MealPointHappening>(t.Change.Happened));
        Field<MealPointBoardType, object>("board").Description("The day as it is by now; null when there is no such point.")
            .Resolve(c =>
            {
                var (point, date) = c.Source.Of<PointDayTopic>();
                return c.Request().Loaders.MealPoints.Load(point).Then(found => found is null ? null : new PointDay(found, date));
            });
    }
}

public sealed class HomeBoardChangeType : ToldType
{
    public HomeBoardChangeType()
        : base("HomeBoardChange", "A home after something happened.")
    {
        this.Has<Told, ListGraphType<NonNullGraphType<HomeHappeningEnum>>>(
            "happened", "What, since the message before; nothing in the first.", t => Happenings.Of<HomeHappening>(t.Change.Happened));
        this.Loaded<Told, HomeType>("home", "The home as it is by now; null when there is no such home.", c => c.Request().Loaders.Homes.Load(c.Source.Of<HomeTopic>().Home));
    }
}

public sealed class QueuePositionChangeType : ToldType
{
    public QueuePositionChangeType()
        : base("QueuePositionChange", "An application's place in the queue after it changed.") =>
        Field<QueuePositionType, object>("position").Description("The place and its reasons as they are by now; null when there is no such application.")
            .ResolveAsync(async c => c.Source.Change.Position ?? await QueueQueries.ExplainAsync(c.Request(), c.Source.Of<QueueTopic>().Application));
}

public sealed class WorkItemMessageType : ToldType
{
    public WorkItemMessageType()
        : base("WorkItemMessage", "A piece of work that came up.") =>
        this.May<Told, WorkItemType>("item", "The work; null in the first message, which says from where on you watch.", t => t.Change.Item);
}

public sealed class WorkItemType : ObjectGraphType<WorkItem>
{
    public WorkItemType()
    {
        Name = "WorkItem";
        Description = "Work for a person. What it is about follows from its kind; what that is by now, the fields say.";
        this.AsParent();
        this.Has<WorkItem, WorkKindEnum>("kind", "What is to be done.", i => i.Kind);
        this.May<WorkItem, StringGraphType>("district", "Code of the district it came up in.", i => i.District);
        this.Loaded<WorkItem, MealPointType>("mealPoint", "At which point.", c => c.Source.Point is { } p ? c.Request().Loaders.MealPoints.Load(p) : null);
        this.Loaded<WorkItem, SittingType>("sitting", "At which sitting.", c => c.Source.Sitting is { } s ? c.Request().Loaders.Sittings.Load(s) : null);
        this.Loaded<WorkItem, HomeType>("home", "In which home.", c => c.Source.Home is { } h ? c.Request().Loaders.Homes.Load(h) : null);
        this.Loaded<WorkItem, BedType>("bed", "Which bed.", c => c.Source.Bed is { } b ? c.Request().Loaders.Beds.Load(b) : null);
        this.Loaded<WorkItem, ApplicationType>("application", "Which application.", c => c.Source.Application is { } a ? c.Request().Loaders.Applications.Load(a) : null);
        this.Loaded<WorkItem, ElderType>("elder", "Whom it is about.", c => c.Source.Elder is { } e ? c.Request().Loaders.Elders.Load(e) : null);
        Field<WelfareAlertType, object>("welfareAlert").Description("Which alert.")
            .ResolveAsync(async c => c.Source.Alert is { } alert ? await c.Request().Api.Deliveries.AlertAsync(c.Request().Api.CityName, alert, c.Request().Cancellation) : null);
    }
}
