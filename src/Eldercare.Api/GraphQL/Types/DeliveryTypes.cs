using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Builders;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class DeliveryRunType : ObjectGraphType<RunWithStops>
{
    public DeliveryRunType()
    {
        Name = "DeliveryRun";
        Description = "A driver's tour with portions of one sitting (送餐).";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(r => GraphQL.GlobalId.Of(r.Run.Run));
        this.Loaded<RunWithStops, SittingType>("sitting", "Whose portions.", c => c.Request().Loaders.Sittings.Load(c.Source.Run.Sitting));
        this.Has<RunWithStops, LocalDateScalar>("date", "City date.", r => r.Run.Date);
        this.Has<RunWithStops, MealEnum>("meal", "Which meal.", r => r.Run.Meal);
        this.Number("number", "The sitting's first run is 1.", r => r.Run.Number);
        this.May<RunWithStops, StringGraphType>("driver", "Staff number; null while nobody drives.", r => r.Run.Driver);
        this.May<RunWithStops, InstantScalar>("startedAt", "When it set out.", r => r.Run.StartedAt);
        this.Number("delivered", "Portions handed over.", r => r.Run.Delivered);
        this.Number("notAtHome", "Stops where nobody opened.", r => r.Run.NotAtHome);
        this.Number("refused", "Stops where the portion was not wanted.", r => r.Run.Refused);
        this.Has<RunWithStops, ListGraphType<NonNullGraphType<DeliveryStopType>>>(
            "stops", "In the order of driving.", r => r.Stops.Select(s => new StopOfRun(s, r.Run)).ToArray());
    }
}

/// <summary>A stop with its run, which says who may see where it is.</summary>
public sealed record StopOfRun(DeliveryStopRow Stop, DeliveryRunRow Run);

public sealed class DeliveryStopType : ObjectGraphType<StopOfRun>
{
    public DeliveryStopType()
    {
        Name = "DeliveryStop";
        Description = "A door a delivery run comes to.";
        this.AsParent();
        this.Number("place", "The first stop is 1.", s => s.Stop.Place);
        this.Loaded<StopOfRun, ElderType>("elder", "Whose portion.", c => c.Request().Loaders.Elders.Load(c.Source.Stop.Elder));
        this.Has<StopOfRun, InstantScalar>("from", "She can expect it from then on.", s => s.Stop.WindowFrom);
        this.Has<StopOfRun, InstantScalar>("until", "And by then.", s => s.Stop.WindowUntil);
        this.Has<StopOfRun, StopStateEnum>("state", "What came of it.", s => s.Stop.State);
        this.May<StopOfRun, InstantScalar>("at", "When that was recorded.", s => s.Stop.At);
        this.Has<StopOfRun, BooleanGraphType>(
            "cancelled", "The booking was cancelled after the run was planned: nothing to bring.", s => s.Stop.Cancelled);
        ForTheDriver("address", "Where it is.", e => e.Address);
        ForTheDriver("phone", "To call at the door.", e => e.Phone);
    }

    /// <summary>Who brings a meal has to know where to, and nobody needs to know it any longer when the day is over.</summary>
    private void ForTheDriver(string name, string description, Func<ElderRecord, string?> value) =>
        this.Loaded<StopOfRun, StringGraphType>(
            name, $"{description} For who drives, the point and the offices above it, until the day is over.",
            c => c.Source.Run.Date < CityTime.Today(c.Request().Api.Clock.GetUtcNow())
                ? null
                : c.Request().Loaders.Elders.Load(c.Source.Stop.Elder).Then(e => e is null ? null : (object?)value(e)))
            .For(Reach.Rounds, static (c, scopes) => scopes.Round(((StopOfRun)c.Source!).Run.Point, ((StopOfRun)c.Source!).Run.Date))
            .OfFile(FilePart.PersonalData, static c => c.Source is StopOfRun stop && stop.Run.Date >= c.Request().Today() ? stop.Stop.Elder : null);
}

public sealed class WelfareAlertType : ObjectGraphType<WelfareAlertRow>
{
    public WelfareAlertType()
    {
        Name = "WelfareAlert";
        Description = "Somebody who should have been at home did not open. Stays open until a person says what was found.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(a => GraphQL.GlobalId.Of(a.Alert));
        this.Loaded<WelfareAlertRow, ElderType>("elder", "Who did not open.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Loaded<WelfareAlertRow, MealPointType>("mealPoint", "Whose staff look first.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Text("district", "Code of the district whose office looks when they do not.", a => a.District);
        this.Has<WelfareAlertRow, InstantScalar>("raisedAt", "When nobody opened.", a => a.RaisedAt);
        this.Has<WelfareAlertRow, InstantScalar>("escalatesAt", "When it goes to the district office unless settled.", a => a.EscalatesAt);
        this.May<WelfareAlertRow, InstantScalar>("escalatedAt", "When it went there.", a => a.EscalatedAt);
        this.Has<WelfareAlertRow, BooleanGraphType>("open", "Nobody has settled it.", a => a.Open);
        this.May<WelfareAlertRow, WelfareFindingEnum>("finding", "What was found.", a => a.Finding);
        this.May<WelfareAlertRow, WelfareSourceEnum>("source", "How they know.", a => a.Source);
        this.May<WelfareAlertRow, InstantScalar>("settledAt", "When.", a => a.SettledAt);
        this.May<WelfareAlertRow, StringGraphType>("settledBy", "The sign-in of who settled it.", a => a.SettledBy);
        this.May<WelfareAlertRow, StringGraphType>("lookedAfterBy", "Who it was, by staff number.", a => a.LookedAfterBy);
        WhileOpen(
            FilePart.PersonalData, this.Loaded<WelfareAlertRow, StringGraphType>(
                "address", "Where to look. For the point and the offices above it, while the alert is open.", c => OfElder(c, e => e.Address)));
        WhileOpen(
            FilePart.PersonalData, this.Loaded<WelfareAlertRow, StringGraphType>(
                "phone", "To ring her. For the point and the offices above it, while the alert is open.", c => OfElder(c, e => e.Phone)));
        WhileOpen(FilePart.Contacts, this.Loaded<WelfareAlertRow, ListGraphType<NonNullGraphType<ContactType>>>(
            "emergencyContacts",
            "Whom else to ring: the contacts she named for when something happened. For the point and the offices above it; none when it is settled.",
            c => c.Source.Open
                ? c.Request().Loaders.Contacts.Load(c.Source.Elder).Then(e => (object)(e?.Contacts.Where(k => k.Emergency).ToArray() ?? []))
                : null));
    }

    /// <summary>Who looks after her has to know where and whom to ring, and nobody needs to know it when she was found.</summary>
    private static IDataLoaderResult? OfElder(IResolveFieldContext<WelfareAlertRow> context, Func<ElderRecord, string?> value) => context.Source.Open
        ? context.Request().Loaders.Elders.Load(context.Source.Elder).Then(e => e is null ? null : (object?)value(e))
        : null;

    private static void WhileOpen(FilePart part, FieldBuilder<WelfareAlertRow, object> field) =>
        field.For(Reach.MealDay, static (c, scopes) => scopes.Point(((WelfareAlertRow)c.Source!).Point))
            .OfFile(part, static c => c.Source is WelfareAlertRow { Open: true } alert ? alert.Elder : null);
}
