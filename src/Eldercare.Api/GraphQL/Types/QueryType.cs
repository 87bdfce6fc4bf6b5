using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Everything that can be asked. Each field may fail alone, so each is nullable.</summary>
public sealed class QueryType : ObjectGraphType
{
    private const int MostDays = 366;

    public QueryType()
    {
        Name = "Query";
        Description = "Everything that can be asked.";
        AddNodes();
        MeType.AddTo(this);
        AddMeals();
        StandingOrderQueries.AddTo(this);
        DisplacedQueries.AddTo(this);
        AddBeds();
        HomeRegisterQueries.AddTo(this);
        MatchQueries.AddTo(this);
        QueueQueries.AddTo(this);
        ClosureQueries.AddTo(this);
        StayChargeQueries.AddTo(this);
        AddPeople();
        PeopleQueries.AddTo(this);
        AddUpkeep();
        CheckInQueries.AddTo(this);
        DoorQueries.AddTo(this);
        SubsidyQueries.AddTo(this);
        MessageQueries.AddTo(this);
        DeliveryQueries.AddTo(this);
        CensusQueries.AddTo(this);
        BedFigureQueries.AddTo(this);
        KitchenQueries.AddTo(this);
        AuditQueries.AddTo(this);
        AccountQueries.AddTo(this);
        WebhookQueries.AddTo(this);
    }

    private void AddNodes()
    {
        Field<NodeType, object>("node").Description("Anything by its id; null when there is no such thing.")
            .Argument<NonNullGraphType<IdGraphType>>("id", "Its id.")
            .Public()
            .Resolve(c => Nodes.Load(c.Request(), c.GetArgument<string>("id")));
        Field<ListGraphType<NodeType>, object>("nodes").Description("Several things by their ids, in that order.")
            .Argument<NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("ids", "At most 100.", a => a.Validator = AtMost100)
            .Public().SizedBy("ids")
            .Resolve(c => c.GetArgument<string[]>("ids").Select(id => Nodes.Load(c.Request(), id)).ToArray());
    }

    private void AddMeals()
    {
        Field<ConnectionOf<MealPointType>, object>("mealPoints").Description("Meal points by name.")
            .DistrictArgument().Paged().Public()
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.MealPoints.PageAsync(
                    request.Api.CityName, c.GetArgument<string?>("district"), slice, request.Cancellation);
                return page.Connect(slice, p => p.Point.Value);
            });
        Field<ListGraphType<NonNullGraphType<NearbyMealPointType>>, object>("nearestMealPoints")
            .Description("The nearest meal points that still take a booking for a date and meal, nearest first.")
            .Argument<NonNullGraphType<FloatGraphType>>("latitude", "Degrees, WGS 84.", a => a.Validator = v => Degrees(v, 90))
            .Argument<NonNullGraphType<FloatGraphType>>("longitude", "Degrees, WGS 84.", a => a.Validator = v => Degrees(v, 180))
            .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
            .Argument<NonNullGraphType<MealEnum>>("meal", "Which meal.")
            .Argument<IntGraphType>("first", "How many, 1 to 100; 10 when not given.", a => a.Validator = v => Between(v, 1, 100))
            .Public().SizedBy("first")
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                return await request.Api.MealPoints.NearestAsync(
                    request.Api.CityName, c.GetArgument<double>("latitude"), c.GetArgument<double>("longitude"),
                    c.GetArgument<DateOnly>("date"), c.GetArgument<Meal>("meal"), request.Api.Clock.GetUtcNow(),
                    c.GetArgument<int?>("first") ?? 10, request.Cancellation);
            });
        Field<MealPointBoardType, object>("mealPointBoard").Description("One meal point's day; null when there is no such point.")
            .IdArgument<object?, object, MealPointId>("mealPoint", "Which point.")
            .Argument<NonNullGraphType<LocalDateScalar>>("date", "Which day.")
            .Public()
            .Resolve(c =>
            {
                var date = c.GetArgument<DateOnly>("date");
                return c.Request().Loaders.MealPoints.Load(c.GetArgument<MealPointId>("mealPoint"))
                    .Then(point => point is null ? null : new PointDay(point, date));
            });
    }

    private void AddBeds()
    {
        Field<ConnectionOf<HomeVacanciesType>, object>("homesWithVacancies").Description("Homes that may admit and have a bed to give, by name.")
            .Argument<BedKindEnum>("kind", "Only beds of this kind.")
            .Argument<CareLevelEnum>("careLevel", "Only beds that can serve this care level.")
            .DistrictArgument().Paged().Public()
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Homes.WithVacanciesAsync(
                    request.Api.CityName, c.GetArgument<BedKind?>("kind"), c.GetArgument<CareLevel?>("careLevel"),
                    c.GetArgument<string?>("district"), request.Today(), slice, request.Cancellation);
                return page.Connect(slice, h => h.Home.Home.Value);
            });
        Field<HomeBoardType, object>("homeBoard").Description("A home's beds by state; null when there is no such home.")
            .IdArgument<object?, object, HomeId>("home", "Which home.")
            .For(Reach.OfHome, (c, scopes) => scopes.Home(c.GetArgument<HomeId>("home")))
            .Resolve(c => c.Request().Loaders.Homes.Load(c.GetArgument<HomeId>("home")));
        Field<ConnectionOf<BedType>, object>("beds").Description("A home's beds by room and number.")
            .IdArgument<object?, object, HomeId>("home", "Which home.")
            .Argument<BedStateEnum>("state", "Only beds in this state.")
            .Paged()
            .For(Reach.OfHome, (c, scopes) => scopes.Home(c.GetArgument<HomeId>("home")))
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Homes.BedsOfAsync(
                    request.Api.CityName, c.GetArgument<HomeId>("home"), c.GetArgument<BedState?>("state"), slice, request.Cancellation);
                return page.Connect(slice, b => b.Bed.Value);
            });
        Field<ListGraphType<NonNullGraphType<MatchRuleEnum>>, object>("bedMatch")
            .Description("Why a bed does not suit an elder: the rules that fail, none when it suits; null when there is no such bed or elder.")
            .IdArgument<object?, object, BedId>("bed", "Which bed.")
            .IdArgument<object?, object, ElderId>("elder", "Who.")
            .Argument<BedKindEnum>("kind", "The kind of bed she wishes for; any when not given.")
            .For(Reach.OfHome, (c, scopes) => scopes.Bed(c.GetArgument<BedId>("bed")))
            // Which rules fail tells her care level.
            .OfFile(FilePart.CareLevel, static c => c.GetArgument<ElderId>("elder"))
            .Resolve(c =>
            {
                var (loaders, kind) = (c.Request().Loaders, c.GetArgument<BedKind?>("kind"));
                var elder = loaders.Elders.Load(c.GetArgument<ElderId>("elder"));
                return loaders.Beds.Load(c.GetArgument<BedId>("bed")).Then(bed => bed is null
                    ? null
                    : elder.Then(record => record is null ? null : BedMatch.Failing(bed, record, kind)));
            });
        Field<ConnectionOf<ApplicationType>, object>("bedQueue").Description("Open applications in the order of the queue (轮候).")
            .Argument<BedKindEnum>("kind", "Only those for this kind of bed.")
            .Paged()
            .For(Reach.OfHome)
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.Homes.QueueAsync(
                    request.Api.CityName, c.GetArgument<BedKind?>("kind"), slice, request.Cancellation);
                return page.Connect(slice, a => a.Application.Value);
            });
    }

    private void AddPeople()
    {
        Field<ElderType, object>("elder").Description("A person; null when not registered.")
            .IdArgument<object?, object, ElderId>("id", "Who.")
            .For(Reach.OfElder, (c, scopes) => scopes.Elder(c.GetArgument<ElderId>("id")))
            .Resolve(c => c.Request().Loaders.Elders.Load(c.GetArgument<ElderId>("id")));
        Field<CityFiguresType, object>("cityFigures").Description("The city in figures.").Public()
            .ResolveAsync(async c =>
            {
                var api = c.Request().Api;
                return await api.City.FiguresAsync(api.CityName, CityTime.Today(api.Clock.GetUtcNow()), c.Request().Cancellation);
            });
        Field<ListGraphType<NonNullGraphType<DistrictDayType>>, object>("districtDays").Description("A district's days, in order.")
            .DistrictArgument(required: true)
            .Argument<NonNullGraphType<LocalDateScalar>>("from", "First day.")
            .Argument<NonNullGraphType<LocalDateScalar>>("to", $"Last day, at most {MostDays} days from the first.")
            .For(
                Role.DistrictOffice | Role.CityOffice | Role.Auditor,
                (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string>("district"))))
            .Holds(Costs.Month)
            .ResolveAsync(async c =>
            {
                var (request, from, to) = (c.Request(), c.GetArgument<DateOnly>("from"), c.GetArgument<DateOnly>("to"));
                if (to.DayNumber - from.DayNumber is < 0 or >= MostDays)
                    throw ApiError.BadInput(
                    $"结束日期（to）须不早于开始日期（from），最多{MostDays}天。",
                    $"`to` must be on or after `from`, at most {MostDays} days.");
                return await request.Api.City.DistrictDaysAsync(
                    request.Api.CityName, c.GetArgument<string>("district"), from, to, request.Cancellation);
            });
    }

    private void AddUpkeep() =>
        Field<ConnectionOf<DeadLetterType>, object>("deadLetters")
            .Description("What should have followed from an event by itself and failed for good, the newest first: a person has to look at it.")
            .Paged()
            .For(Role.CityOffice | Role.Auditor)
            .ResolveAsync(async c =>
            {
                var (request, slice) = (c.Request(), c.IdSlice());
                var page = await request.Api.DeadLetters.PageAsync(slice, request.Cancellation);
                return page.Connect(slice, d => d.Id);
            });

    private static void Degrees(object value, double most)
    {
        if (value is not double degrees || !(Math.Abs(degrees) <= most)) throw new BadValueException($"度数须在-{most}至{most}之间。", $"Degrees go from -{most} to {most}.");
    }

    private static void Between(object value, int least, int most)
    {
        if (value is not int number || number < least || number > most) throw new BadValueException($"须为{least}至{most}，不能是{value}。", $"Must be {least} to {most}, and is {value}.");
    }

    private static void AtMost100(object value)
    {
        if (value is System.Collections.ICollection { Count: > 100 and var asked }) throw new BadValueException($"一次最多100个编号，这次有{asked}个。", $"At most 100 ids at a time, and these are {asked}.");
    }
}
