using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class HomeType : ObjectGraphType<HomeBoard>
{
    public HomeType()
    {
        Name = "Home";
        Description = "A care home (养老机构).";
        this.Public();
        Interface<NodeType>();
        this.GlobalId(h => GraphQL.GlobalId.Of(h.Home));
        this.Text("name", "As on its door.", h => h.Name);
        this.Text("district", "District code.", h => h.District);
        this.Text("address", "Where it is.", h => h.Address);
        this.Has<HomeBoard, FloatGraphType>("latitude", "Degrees, WGS 84.", h => h.Latitude);
        this.Has<HomeBoard, FloatGraphType>("longitude", "Degrees, WGS 84.", h => h.Longitude);
        this.Has<HomeBoard, OperatorKindEnum>("operator", "Who runs it.", h => h.Operator);
        HomeRegisterQueries.AddTo(this);
        this.Number("beds", "Beds in use or usable.", h => h.Beds);
        this.Number("vacantBeds", "Beds that can be given to someone now.", h => h.Ready);
        this.May<HomeBoard, HomeBoardType>("board", "Its beds by state. For the home and the offices above it.", h => h)
            .For(Reach.OfHome, (c, scopes) => ValueTask.FromResult(c.Source is HomeBoard h && scopes.Home(h.Home, h.District)));
    }
}

public sealed class HomeBoardType : ObjectGraphType<HomeBoard>
{
    public HomeBoardType()
    {
        Name = "HomeBoard";
        Description = "A home's beds by state and kind.";
        this.AsParent();
        this.Has<HomeBoard, HomeType>("home", "The home.", h => h);
        this.Number("beds", "All beds but retired ones.", h => h.Beds);
        this.Number("ready", "Can be given to someone.", h => h.Ready);
        this.Number("held", "Kept by open offers.", h => h.Held);
        this.Number("reserved", "Accepted, not yet moved in.", h => h.Reserved);
        this.Number("occupied", "With a resident.", h => h.Occupied);
        this.Number("onLeave", "The resident is away.", h => h.OnLeave);
        this.Number("toClean", "Left, not yet cleaned.", h => h.ToClean);
        this.Number("closed", "Maintenance or isolation.", h => h.Closed);
        this.Loaded<HomeBoard, ListGraphType<NonNullGraphType<BedCountType>>>(
            "byKind", "The same by kind and state.", c => c.Request().Loaders.BedCounts.Load(c.Source.Home));
    }
}

public sealed class BedCountType : ObjectGraphType<BedCount>
{
    public BedCountType()
    {
        Name = "BedCount";
        Description = "How many beds of a kind are in a state.";
        this.AsParent();
        this.Has<BedCount, BedKindEnum>("kind", "The kind.", c => c.Kind);
        this.Has<BedCount, BedStateEnum>("state", "The state.", c => c.State);
        this.Number("beds", "How many.", c => c.Beds);
    }
}

public sealed class HomeVacanciesType : ObjectGraphType<HomeVacancies>
{
    public HomeVacanciesType()
    {
        Name = "HomeVacancies";
        Description = "A home with beds to give.";
        this.AsParent();
        this.Has<HomeVacancies, HomeType>("home", "The home.", v => v.Home);
        this.Number("vacant", "Ready beds of the kind and care level asked for.", v => v.Vacant);
    }
}

public sealed class BedType : ObjectGraphType<BedBoard>
{
    public BedType()
    {
        Name = "Bed";
        Description = "A bed (床位). For the home, the offices above it, and the elder who lives in it or for whom it is kept.";
        this.For(Reach.OfElder, (c, scopes) => scopes.Bed((BedBoard)c.Source!));
        Interface<NodeType>();
        this.GlobalId(b => GraphQL.GlobalId.Of(b.Bed));
        this.Loaded<BedBoard, HomeType>("home", "Where it stands.", c => c.Request().Loaders.Homes.Load(c.Source.Home));
        this.Text("district", "The home's district code.", b => b.District);
        this.Has<BedBoard, IdGraphType>("roomId", "Id of its room.", b => GraphQL.GlobalId.Of(b.Room));
        this.Text("roomNumber", "Its room.", b => b.RoomNumber);
        this.Text("number", "Its number in the room.", b => b.Number);
        HomeRegisterQueries.AddTo(this);
        this.Has<BedBoard, BedKindEnum>("kind", "What it is for.", b => b.Kind);
        this.Has<BedBoard, GenderRuleEnum>("genderRule", "Who may lie in the room.", b => b.GenderRule);
        this.Has<BedBoard, CareLevelEnum>("highestCareLevel", "The highest care level it can serve.", b => b.HighestCareLevel);
        this.Has<BedBoard, BedStateEnum>("state", "Where it is in its round.", b => b.State);
        this.May<BedBoard, ClosureKindEnum>(
            "closure", "What it is closed for.", b => b.State == BedState.Closed ? b.Closure ?? ClosureKind.Maintenance : null);
        this.Has<BedBoard, BedStatusCodeEnum>(
            "statusCode", "The state as other systems know it: a code of HL7 v2 table 0116.", b => BedStatus.Of(b.State, b.Closure).Code);
        this.May<BedBoard, BedStateEnum>(
            "statusExtension", "Beside the code: the state itself, where the table has no code for it.",
            b => BedStatus.Of(b.State, b.Closure).Extension);
        this.Loaded<BedBoard, ElderType>(
            "elder", "Who lies in it or for whom it is kept.",
            c => c.Source.Elder is { } elder ? c.Request().Loaders.Elders.Load(elder) : null);
        this.Loaded<BedBoard, ApplicationType>(
            "application", "The application it is kept for.",
            c => c.Source.Application is { } application ? c.Request().Loaders.Applications.Load(application) : null);
        this.May<BedBoard, InstantScalar>("heldUntil", "End of the offer that keeps it.", b => b.HeldUntil);
        this.May<BedBoard, LocalDateScalar>("since", "Since when the resident lives in it.", b => b.Since);
        this.May<BedBoard, LocalDateScalar>("until", "The agreed end of a short stay, or the day a closed bed is expected back: the day it is free again.", b => b.Until);
        this.May<BedBoard, BedClosingType>("closing", "What it is closed for as soon as it has been left and cleaned: its room is closed.", b => b.Closing);
        this.May<BedBoard, BedLeaveType>("leave", "The leave its resident is on.", b => b.Leave);
        this.Has<BedBoard, ListGraphType<NonNullGraphType<BedReservationType>>>(
            "reservations", "For whom it is promised from a later day on, in order.", b => b.Reservations);
        Field<ListGraphType<NonNullGraphType<WhyNotRuleType>>, object>("whyNot")
            .Description("Why it cannot be offered to an application: every rule that fails, none when it can; null when there is no such application.")
            .IdArgument<BedBoard, object, ApplicationId>("application", "Which application.")
            .For(Reach.OfHome, (c, scopes) => ValueTask.FromResult(c.Source is BedBoard b && scopes.Home(b.Home, b.District)))
            .Resolve(c => WhyNotRuleType.Of(c.Request(), c.Source.Bed, c.GetArgument<ApplicationId>("application")));
    }
}

public sealed class BedLeaveType : ObjectGraphType<Leave>
{
    public BedLeaveType()
    {
        Name = "BedLeave";
        Description = "A leave (请假 / 住院外出): the resident is away and her bed is kept.";
        this.AsParent();
        this.Has<Leave, LeaveKindEnum>("kind", "Why she is away.", l => l.Kind);
        this.Has<Leave, LocalDateScalar>("on", "Her first day away.", l => l.On);
        this.Has<Leave, LocalDateScalar>("keptUntil", "The first day the bed is not kept any more.", l => l.KeptUntil);
    }
}

public sealed class BedReservationType : ObjectGraphType<Reservation>
{
    public BedReservationType()
    {
        Name = "BedReservation";
        Description = "A bed promised from a later day on.";
        this.AsParent();
        this.Loaded<Reservation, ElderType>("elder", "For whom.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Has<Reservation, LocalDateScalar>("from", "The day she is to come.", r => r.From);
        this.May<Reservation, LocalDateScalar>("until", "The day the bed is free again; none: a stay without an agreed end.", r => r.Until);
    }
}

public sealed class ApplicationType : ObjectGraphType<QueueEntry>
{
    public ApplicationType()
    {
        Name = "Application";
        Description = "An elder's request for a bed (入住申请).";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(a => GraphQL.GlobalId.Of(a.Application));
        this.Loaded<QueueEntry, ElderType>(
                "elder", "Who applied. For the elder, the home that keeps a bed for her or that she lives in, and the offices.", Applicant)
            .For(Reach.OfElder).Scoped();
        this.Has<QueueEntry, LaneEnum>("lane", "What sort of lane of the queue it stands in, whatever the policy.", a => a.Lane);
        this.Has<QueueEntry, BedKindEnum>("kind", "The kind of bed applied for.", a => a.Kind);
        this.Has<QueueEntry, InstantScalar>("appliedAt", "When it was made.", a => a.AppliedAt);
        this.Has<QueueEntry, ApplicationStateEnum>("state", "Where it stands.", a => a.State);
        this.Loaded<QueueEntry, BedType>(
            "offeredBed", "The bed on offer, or reserved.",
            c => c.Source.KeptBed is { } bed ? c.Request().Loaders.Beds.Load(bed) : null);
        this.May<QueueEntry, InstantScalar>("offerUntil", "When the offer expires.", a => a.OfferUntil);
        ApplicationFields.AddTo(this);
    }

    private static IDataLoaderResult Applicant(IResolveFieldContext<QueueEntry> context)
    {
        var request = context.Request();
        var scopes = request.ScopesFor(Reach.OfElder);
        scopes.PrepareElder(context.Source.Elder);
        return request.Loaders.Elders.Load(context.Source.Elder).Then(async elder =>
        {
            if (elder is null) return null;
            if (!await scopes.Elder(elder)) throw ApiError.Forbidden(context, Reach.OfElder);
            request.Readings.Note(elder.Elder, FilePart.Beds);
            return elder;
        });
    }
}
