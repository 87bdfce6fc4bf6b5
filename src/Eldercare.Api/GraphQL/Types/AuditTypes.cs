using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Store.Ids;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class AuditEntryType : ObjectGraphType<AuditEntry>
{
    public AuditEntryType()
    {
        Name = "AuditEntry";
        Description = "That somebody did something: an event, and who had it written. What it says stands where the thing is shown.";
        this.AsParent();
        this.Text("sequence", "The event's number, in digits: later ones are greater.", e => e.Sequence.ToString(System.Globalization.CultureInfo.InvariantCulture));
        this.Has<AuditEntry, InstantScalar>("at", "When it was recorded.", e => e.At);
        this.Text("actor", "Who: the subject of the sign-in; `reaction:NAME` for what followed by itself, `import` for what a registry brought.", e => e.Actor);
        this.Text("what", "The event's type, e.g. `MealBooked`; see schema/events.", e => e.Kind);
        this.Text("kind", "What kind of thing it happened to, as streams are named, e.g. `sitting`.", e => e.StreamKind);
        this.May<AuditEntry, IdGraphType>("thing", "Its id; null for kinds without ids of their own, such as a menu.", e => AuditThings.IdOf(e.StreamKind, e.Thing));
        this.Loaded<AuditEntry, NodeType>(
            "node", "The thing itself, where it can be read by its id.", c => AuditThings.IdOf(c.Source.StreamKind, c.Source.Thing) is { } id ? Nodes.Load(c.Request(), id) : null);
        this.May<AuditEntry, StringGraphType>("correlation", "The trace id of the request that led to it; null when none did.", e => e.Correlation);
    }
}

/// <summary>Ids of what events happen to.</summary>
internal static class AuditThings
{
    private static readonly ImmutableDictionary<string, string> s_names = new (string Stream, string Name)[]
    {
        (MealPoint.Stream.Name, GraphQL.GlobalId.NameOf<MealPointId>()), (Sitting.Stream.Name, GraphQL.GlobalId.NameOf<SittingId>()),
        (Home.Stream.Name, GraphQL.GlobalId.NameOf<HomeId>()), (Bed.Stream.Name, GraphQL.GlobalId.NameOf<BedId>()),
        (Application.Stream.Name, GraphQL.GlobalId.NameOf<ApplicationId>()), (Elder.Stream.Name, GraphQL.GlobalId.NameOf<ElderId>()),
        (Kitchen.Stream.Name, GraphQL.GlobalId.NameOf<KitchenId>()), (Dish.Stream.Name, GraphQL.GlobalId.NameOf<DishId>()),
        (DeliveryRun.Stream.Name, GraphQL.GlobalId.NameOf<DeliveryRunId>()), (WelfareAlert.Stream.Name, GraphQL.GlobalId.NameOf<WelfareAlertId>()),
        (MessageHistory.Stream.Name, GraphQL.GlobalId.NameOf<MessageId>()),
    }.ToImmutableDictionary(n => n.Stream, n => n.Name);

    public static string? IdOf(string stream, Guid id) => s_names.TryGetValue(stream, out var name) ? GraphQL.GlobalId.Of(name, id) : null;

    /// <exception cref="FormatException">It is the id of nothing that events happen to.</exception>
    public static (string Name, Guid Id) Parse(object value) => GraphQL.GlobalId.TryParse(value as string) is { } thing && s_names.ContainsValue(thing.Name)
        ? thing
        : throw new FormatException($"This is not the id of a {string.Join(", ", s_names.Values.Order(StringComparer.Ordinal))}.");

    /// <summary>Whether a thing is within reach: by itself, or by the point, home or person it belongs to.</summary>
    public static async ValueTask<bool> ReachAsync(RequestContext request, Scopes scopes, (string Name, Guid Id)? about)
    {
        if (scopes.Everywhere) return true;
        return about switch
        {
            ("MealPoint", var id) => await scopes.Point(new(id)),
            ("Sitting", var id) => await request.Loaders.Sittings.LoadNowAsync(new(id)) is { } sitting && await scopes.Point(sitting.Point),
            ("Home", var id) => await scopes.Home(new HomeId(id)),
            ("Bed", var id) => await scopes.Bed(new BedId(id)),
            ("Elder", var id) => await scopes.Elder(new ElderId(id)),
            ("Application", var id) => await request.Loaders.Applications.LoadNowAsync(new(id)) is { } application && await scopes.Elder(application.Elder),
            ("Kitchen", var id) => await scopes.Kitchen(new(id)),
            ("Dish", var id) => await scopes.Dish(new(id)),
            ("WelfareAlert", var id) => await request.Api.Deliveries.AlertAsync(request.Api.CityName, new(id), request.Cancellation) is { } alert && await scopes.Point(alert.Point),
            _ => false,
        };
    }
}

/// <summary>Who did what.</summary>
internal static class AuditQueries
{
    private const Role Readers = Role.DistrictOffice | Role.CityOffice | Role.Auditor;
    private const int LongestActor = 200;

    public static void AddTo(QueryType query) =>
        query.Field<ConnectionOf<AuditEntryType>, object>("auditTrail").ReadAlone()
            .Description(
                "Who did what, the last first, by the events themselves. What an import brought in is left out unless the actor `import` is asked for. A district "
                + "office says what it is about: a place or a person of its district.")
            .Argument<StringGraphType>("actor", "Only what this one did: a sign-in's subject, or e.g. `reaction:death`.", a => a.Validator = Actor)
            .Argument<IdGraphType>("about", "Only what happened to this; of a person also what concerns her elsewhere, as far as her ledger knows it.", a => a.Parser = v => AuditThings.Parse(v))
            .Argument<InstantScalar>("from", "Only from then on.")
            .Argument<InstantScalar>("until", "Only before then.")
            .Paged()
            .For(Readers, static (c, scopes) => AuditThings.ReachAsync(c.Request(), scopes, About(c)))
            .OfFile(Eldercare.People.FileReads.FilePart.Ledger, static c => About(c) is ("Elder", var id) ? new ElderId(id) : null)
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.NumberSlice());
                await request.SeenAsync();
                var filter = new AuditFilter(c.GetArgument<string?>("actor"), c.GetArgument<DateTimeOffset?>("from"), c.GetArgument<DateTimeOffset?>("until"));
                var page = await request.Api.Audit.PageAsync(
                    request.Api.CityName,
                    About(c) switch { ("Elder", var id) => filter with { Elder = new(id) }, (_, var id) => filter with { Thing = id }, _ => filter },
                    slice, request.Cancellation);
                return page.Connect(slice, e => e.Sequence);
            });

    private static (string Name, Guid Id)? About(IResolveFieldContext context) => context.GetArgument<object?>("about") as (string, Guid)?;

    private static void Actor(object value)
    {
        if (value is not string { Length: > 0 and <= LongestActor }) throw new FormatException($"1 to {LongestActor} characters.");
    }
}
