using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public enum SeriesStep
{
    Day,
    Week,
    Month,
}

/// <summary>
/// The beds in figures. Not for everybody: a lane of one person in a small district is that person's waiting time.
/// </summary>
internal static class BedFigureQueries
{
    private const int MostPoints = 400;
    private const Role Readers = Role.DistrictOffice | Role.CityOffice | Role.Auditor;

    public static void AddTo(QueryType queries)
    {
        queries.Field<BedFiguresType, object>("bedFigures")
            .Description(
                "Beds of the city or a district in figures, today or on any day before: per 1,000 people, by operator and kind, occupancy, waiting "
                + "times, length of stay, beds coming free. A district office names its district.")
            .Argument<LocalDateScalar>("on", "Which day; today when not given.")
            .DistrictArgument().Known().ReadAlone()
            .For(Readers, (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .Resolve(c =>
            {
                var on = c.GetArgument<DateOnly?>("on") is null ? c.Request().Today() : CensusQueries.Past(c, "on");
                return new BedFiguresOfDay(new(on, CensusQueries.KnownAt(c)), c.GetArgument<string?>("district"), c.Request());
            });
        queries.Field<ListGraphType<NonNullGraphType<BedPointType>>, object>("bedFigureSeries").Holds(Costs.Month)
            .Description($"Occupancy and waiting over time, to draw a curve: at most {MostPoints} days, the first and every one a step later.")
            .Argument<NonNullGraphType<LocalDateScalar>>("from", "The first day.")
            .Argument<NonNullGraphType<LocalDateScalar>>("until", "No day is later than this; today or before.")
            .Argument<NonNullGraphType<SeriesStepEnum>>("step", "From one day to the next.")
            .DistrictArgument().Known().ReadAlone()
            .For(Readers, (c, scopes) => ValueTask.FromResult(scopes.District(c.GetArgument<string?>("district"))))
            .ResolveAsync(async c =>
            {
                var request = c.Request();
                var days = Days(c.GetArgument<DateOnly>("from"), CensusQueries.Past(c, "until"), c.GetArgument<SeriesStep>("step"));
                return await request.Api.BedFigures.SeriesAsync(
                    request.Api.CityName, days, CensusQueries.KnownAt(c), c.GetArgument<string?>("district"), request.Cancellation);
            });
    }

    private static ImmutableArray<DateOnly> Days(DateOnly from, DateOnly until, SeriesStep step)
    {
        var days = Enumerable.Range(0, MostPoints + 1)
            .Select(n => step switch
            {
                SeriesStep.Day => from.AddDays(n),
                SeriesStep.Week => from.AddDays(7 * n),
                _ => from.AddMonths(n),
            })
            .TakeWhile(d => d <= until).ToImmutableArray();
        return days.Length is > 0 and <= MostPoints
            ? days
            : throw ApiError.BadInput(
                $"从{from:yyyy年M月d日}（from）到{until:yyyy年M月d日}（until）{(days.IsEmpty ? "没有一天" : $"超过{MostPoints}步，请加大步长")}。",
                $"From `from` ({from:yyyy-MM-dd}) to `until` ({until:yyyy-MM-dd}) there are {(days.IsEmpty ? "no days" : $"more than {MostPoints} steps: take a longer step")}.");
    }
}

public sealed class SeriesStepEnum() : DescribedEnum<SeriesStep>(
    "From one point of a curve to the next.", (SeriesStep.Day, "A day."), (SeriesStep.Week, "7 days."),
    (SeriesStep.Month, "A month: the same day of each, or its last where it has no such day."));

public sealed class BedPointType : ObjectGraphType<BedPoint>
{
    public BedPointType()
    {
        Name = "BedPoint";
        Description = "Beds and those who wait at the end of a day. `total` is the sum of the other beds.";
        this.AsParent();
        this.Has<BedPoint, LocalDateScalar>("on", "The day.", p => p.On);
        this.Number("total", "Beds in use or usable.", p => p.Total);
        this.Number("occupied", "With a resident, also one on leave.", p => p.Occupied);
        this.Number("onLeave", "Of these, those whose resident is away.", p => p.OnLeave);
        this.Number("vacantReserved", "Vacant but reserved: held by an offer or promised to someone.", p => p.Reserved);
        this.Number("vacant", "Vacant, whether or not the home may admit.", p => p.Vacant);
        this.Number("toClean", "Left, not yet cleaned.", p => p.ToClean);
        this.Number("closed", "For maintenance or isolation.", p => p.Closed);
        this.Number("waiting", "Who waits for a bed.", p => p.Waiting);
        this.Has<BedPoint, ListGraphType<NonNullGraphType<LanePointType>>>(
            "lanes", "Of these, by lane in the queue's order; lanes where nobody waits are left out.",
            p => p.Lanes.Select(l => new LanePoint(l.Lane, l.LaneCode, l.Waiting)));
    }
}

public sealed record LanePoint(Lane Lane, string LaneCode, int Waiting);

public sealed class LanePointType : ObjectGraphType<LanePoint>
{
    public LanePointType()
    {
        Name = "LanePoint";
        Description = "How many wait in a lane.";
        this.AsParent();
        this.Has<LanePoint, LaneEnum>("lane", "What sort of lane.", l => l.Lane);
        this.Text("laneCode", "Code of the lane in `queuePolicies`.", l => l.LaneCode);
        this.Number("waiting", "How many.", l => l.Waiting);
    }
}
