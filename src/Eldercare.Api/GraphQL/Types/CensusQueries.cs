using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>The daily census, for any day and as known at any time after.</summary>
internal static class CensusQueries
{
    private const int MostDays = 366;

    public static void AddTo(QueryType queries)
    {
        queries.Field<CensusType, object>("census")
            .Description(
                "The beds at the end of a day in the four fields the care sector reports: of a home, a district or the city. Corrections made "
                + "later count, unless `asKnownAt` says which were not known yet. A home names itself, a district office its district.")
            .Argument<NonNullGraphType<LocalDateScalar>>("on", "Which day; today or before.")
            .IdArgument<object?, object, HomeId>("home", "Only this home's.", required: false)
            .DistrictArgument().Known()
            .For(Reach.OfHome, (c, scopes) => c.GetArgument<HomeId?>("home") is { } home
                ? scopes.Home(home)
                : ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, day) = (c.Request(), Day(c));
                return await request.Api.Census.OfAsync(
                    request.Api.CityName, day, c.GetArgument<HomeId?>("home"), c.GetArgument<string?>("district"), request.Cancellation);
            });
        queries.Field<ConnectionOf<HomeCensusType>, object>("homeCensuses")
            .Description("The same home by home, by name.")
            .Argument<NonNullGraphType<LocalDateScalar>>("on", "Which day; today or before.")
            .DistrictArgument().Known().Paged()
            .For(Reach.OfHome & ~Role.HomeAdmissions, (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var (request, slice, day) = (c.Request(), c.IdSlice(), Day(c));
                var page = await request.Api.Census.ByHomeAsync(
                    request.Api.CityName, day, c.GetArgument<string?>("district"), slice, request.Cancellation);
                return page.Connect(slice, h => h.Home.Home.Value);
            });
        queries.Field<ListGraphType<NonNullGraphType<CensusOfDayType>>, object>("censusDays").Holds(Costs.Month)
            .Description($"A home's census day by day, at most {MostDays} days.")
            .IdArgument<object?, object, HomeId>("home", "Which home.")
            .Argument<NonNullGraphType<LocalDateScalar>>("from", "The first day.")
            .Argument<NonNullGraphType<LocalDateScalar>>("to", "The last day; today or before.")
            .Known()
            .For(Reach.OfHome, (c, scopes) => scopes.Home(c.GetArgument<HomeId>("home")))
            .ResolveAsync(async c =>
            {
                var (request, from, to) = (c.Request(), c.GetArgument<DateOnly>("from"), Past(c, "to"));
                if (to < from || to.DayNumber - from.DayNumber >= MostDays)
                    throw ApiError.BadInput(
                    $"结束日期（to）{to:yyyy年M月d日}有误：须在开始日期（from）{from:yyyy年M月d日}起{MostDays}天之内。",
                    $"`to` is {to:yyyy-MM-dd}: it lies between `from` ({from:yyyy-MM-dd}) and {MostDays - 1} days after it.");
                var days = await request.Api.Census.DaysAsync(
                    request.Api.CityName, c.GetArgument<HomeId>("home"), from, to, KnownAt(c), request.Cancellation);
                return days.Select(d => new CensusOfDay(d.On, d.Census));
            });
    }

    internal static global::GraphQL.Builders.FieldBuilder<object?, object> Known(this global::GraphQL.Builders.FieldBuilder<object?, object> field) =>
        field.Argument<InstantScalar>("asKnownAt", "By what had been recorded at this time: the figures as they were reported then. Now, when not given.");

    private static CensusDay Day(IResolveFieldContext c) => new(Past(c, "on"), KnownAt(c));

    internal static DateTimeOffset KnownAt(IResolveFieldContext c) => c.GetArgument<DateTimeOffset?>("asKnownAt") ?? c.Request().Api.Clock.GetUtcNow();

    internal static DateOnly Past(IResolveFieldContext c, string argument)
    {
        var (day, today) = (c.GetArgument<DateOnly>(argument), CityTime.Today(c.Request().Api.Clock.GetUtcNow()));
        return day <= today ? day : throw ApiError.BadInput(
                    $"日期（{argument}）{day:yyyy年M月d日}有误：须为今天（{today:yyyy年M月d日}）或以前。",
                    $"`{argument}` is {day:yyyy-MM-dd}: this is of today ({today:yyyy-MM-dd}) or before.");
    }
}

public sealed record CensusOfDay(DateOnly On, Census Census);

public sealed class CensusType : ObjectGraphType<Census>
{
    public CensusType()
    {
        Name = "Census";
        Description = "Beds at the end of a day. Total is the sum of all others.";
        this.AsParent();
        this.Number("total", "Beds in use or usable.", c => c.Total);
        this.Number("occupied", "With a resident, also one on leave.", c => c.Occupied);
        this.Number("vacantReserved", "Vacant but reserved: held by an offer or promised to someone.", c => c.Reserved);
        this.Number("vacantAdmitting", "Vacant and admitting.", c => c.Admitting);
        this.Number(
            "vacantNotAdmitting", "Vacant, in a home that may not admit on that day: its licence, fire inspection or liability insurance is not in date.",
            c => c.NotAdmitting);
        this.Number("toClean", "Left, not yet cleaned.", c => c.ToClean);
        this.Number("closed", "For maintenance or isolation.", c => c.Closed);
    }
}

public sealed class HomeCensusType : ObjectGraphType<HomeCensus>
{
    public HomeCensusType()
    {
        Name = "HomeCensus";
        Description = "A home's census of a day.";
        this.AsParent();
        this.Has<HomeCensus, HomeType>("home", "The home.", c => c.Home);
        this.Has<HomeCensus, CensusType>("census", "Its beds.", c => c.Census);
    }
}

public sealed class CensusOfDayType : ObjectGraphType<CensusOfDay>
{
    public CensusOfDayType()
    {
        Name = "CensusOfDay";
        Description = "A home's census of one of several days.";
        this.AsParent();
        this.Has<CensusOfDay, LocalDateScalar>("on", "The day.", c => c.On);
        this.Has<CensusOfDay, CensusType>("census", "The beds at its end.", c => c.Census);
    }
}
