using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City;
using Eldercare.City.Reading;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>The figures of one day; each part is read when it is asked for, and once.</summary>
public sealed class BedFiguresOfDay(CensusDay day, string? district, RequestContext request)
{
    private readonly Lazy<Task<BedFigures>> _beds = new(
        () => request.Api.BedFigures.BedsAsync(request.Api.CityName, day, district, request.Cancellation));

    public CensusDay Day => day;

    public string? District => district;

    public Task<BedFigures> BedsAsync() => _beds.Value;

    /// <summary>On each base there is: registered people, and for the whole city the base the city's own figure had.</summary>
    public async Task<ImmutableArray<BedsPerThousand>> PerThousandAsync()
    {
        var beds = (await BedsAsync()).Census.Total;
        var people = await request.Api.BedFigures.People60Async(request.Api.CityName, day.On, district, request.Cancellation);
        var registered = new BedsPerThousand(
            BedBase.People60, people, beds,
            new(
                $"在册的60岁及以上健在老人，截至{day.On:yyyy年M月d日}。",
                $"Living registered people of 60 and over, by the registers at the end of {day.On:yyyy-MM-dd}."),
            new("老人登记册", "Register of elders"));
        return district is null && ReportedFigures.BedsPerThousand(request.Api.CityName) is { People: { } of } reported
            ? [registered, new(BedBase.Reported, of, beds, reported.Base, reported.Source)]
            : [registered];
    }

    public async Task<object?> SharesAsync<TKind>(Func<BedFigures, ImmutableArray<(TKind Kind, int Beds)>> parts)
    {
        var beds = await BedsAsync();
        return parts(beds).Select(p => new Share<TKind>(p.Kind, p.Beds, beds.Census.Total));
    }

    public async Task<IReadOnlyList<LaneWaiting>> WaitingAsync() =>
        await request.Api.BedFigures.WaitingAsync(request.Api.CityName, day, district, request.Cancellation);

    public async Task<StayLengths> StaysAsync() =>
        await request.Api.BedFigures.StaysAsync(request.Api.CityName, day, district, request.Cancellation);
}

public enum BedBase
{
    People60,
    Reported,
}

public sealed record BedsPerThousand(BedBase Base, int People, int Beds, Words Words, Words Source)
{
    public double? Value => People == 0 ? null : Math.Round(1_000.0 * Beds / People, 1);
}

/// <param name="Of">All beds there are.</param>
public sealed record Share<TKind>(TKind Kind, int Beds, int Of)
{
    public double? Percent => Of == 0 ? null : Math.Round(100.0 * Beds / Of, 1);
}

public sealed class BedFiguresType : ObjectGraphType<BedFiguresOfDay>
{
    public BedFiguresType()
    {
        Name = "BedFigures";
        Description = "The beds of the city or of a district in figures, at the end of a day. Counts and days only, no persons.";
        this.AsParent();
        this.Has<BedFiguresOfDay, LocalDateScalar>("on", "The day.", f => f.Day.On);
        this.May<BedFiguresOfDay, StringGraphType>("district", "District code; null for the city.", f => f.District);
        this.Has<BedFiguresOfDay, InstantScalar>("asKnownAt", "By what had been recorded at this time.", f => f.Day.KnownAt);
        Part<ListGraphType<NonNullGraphType<BedsPerThousandType>>>(
            "perThousand",
            "Beds per 1,000 older people, on each base there is: the people of 60 and over in the register, and for the whole city the base of the figure it published.",
            async f => await f.PerThousandAsync());
        Part<BedOccupancyType>("occupancy", "The beds in the fields of the census.", async f => await f.BedsAsync());
        Part<ListGraphType<NonNullGraphType<OperatorShareType>>>(
            "byOperator", "The beds by who runs the home.",
            f => f.SharesAsync(b => b.ByOperator));
        Part<ListGraphType<NonNullGraphType<BedKindShareType>>>(
            "byKind", "The beds by kind.",
            f => f.SharesAsync(b => b.ByKind));
        Part<ListGraphType<NonNullGraphType<BedsComingFreeType>>>(
            "comingFree", "Beds that will be free within 30 days of the day, by kind and reason.", async f => (await f.BedsAsync()).ComingFree);
        Part<ListGraphType<NonNullGraphType<LaneWaitingType>>>(
            "waiting",
            "Who waits for a bed and how long: all together first, then lane by lane in the queue's order. An application waits until its elder moves in "
            + "or it ends. Of a district: who lives in it now.",
            async f => await f.WaitingAsync());
        Part<StayLengthsType>(
            "lengthOfStay", "How long people stay, from the first day on and through transfers. Of a district: whose last bed stands in it.",
            async f => await f.StaysAsync());
    }

    private void Part<TGraph>(string name, string description, Func<BedFiguresOfDay, Task<object?>> value)
        where TGraph : IGraphType =>
        Field<TGraph, object>(name).Description(description).ResolveAsync(async c => await value(c.Source));
}

public sealed class BedsPerThousandType : ObjectGraphType<BedsPerThousand>
{
    public BedsPerThousandType()
    {
        Name = "BedsPerThousand";
        Description = "Beds per 1,000 older people, with the base they are counted on.";
        this.AsParent();
        this.Has<BedsPerThousand, BedBaseEnum>("base", "What sort of base.", b => b.Base);
        this.May<BedsPerThousand, FloatGraphType>("value", "Beds per 1,000 of `people`; null while nobody was registered.", b => b.Value);
        this.Number("beds", "Beds in use or usable.", b => b.Beds);
        this.Number("people", "How many people.", b => b.People);
        this.Said("words", "Who they are.", b => b.Words);
        this.Said("source", "Where their number is from.", b => b.Source);
    }
}

public sealed class BedBaseEnum() : DescribedEnum<BedBase>(
    "What beds per 1,000 are counted on.",
    (BedBase.People60, "Living registered people of 60 and over."),
    (BedBase.Reported, "The base of the city's published figure, as follows from that figure and its beds; the report does not name it."));

public sealed class OperatorShareType : ObjectGraphType<Share<OperatorKind>>
{
    public OperatorShareType()
    {
        Name = "OperatorShare";
        Description = "The beds of homes of one kind of operator.";
        this.AsParent();
        this.Has<Share<OperatorKind>, OperatorKindEnum>("operator", "Who runs the homes.", s => s.Kind);
        this.Number("beds", "How many.", s => s.Beds);
        this.May<Share<OperatorKind>, FloatGraphType>("percent", "Of all; null while there are none.", s => s.Percent);
    }
}

public sealed class BedKindShareType : ObjectGraphType<Share<BedKind>>
{
    public BedKindShareType()
    {
        Name = "BedKindShare";
        Description = "The beds of one kind.";
        this.AsParent();
        this.Has<Share<BedKind>, BedKindEnum>("kind", "The kind.", s => s.Kind);
        this.Number("beds", "How many.", s => s.Beds);
        this.May<Share<BedKind>, FloatGraphType>("percent", "Of all; null while there are none.", s => s.Percent);
    }
}

public sealed class BedOccupancyType : ObjectGraphType<BedFigures>
{
    public BedOccupancyType()
    {
        Name = "BedOccupancy";
        Description = "Beds by what they are taken for.";
        this.AsParent();
        this.Has<BedFigures, CensusType>("census", "As the care sector counts them.", f => f.Census);
        this.Number("onLeave", "Of the occupied, those whose resident is away.", f => f.OnLeave);
        this.May<BedFigures, FloatGraphType>(
            "percent", "Occupied beds in percent of all; null while there are none.", f => new Share<int>(0, f.Census.Occupied, f.Census.Total).Percent);
    }
}

public sealed class BedsComingFreeType : ObjectGraphType<BedsComingFree>
{
    public BedsComingFreeType()
    {
        Name = "BedsComingFree";
        Description = "Beds of one kind that will be free for one reason.";
        this.AsParent();
        this.Has<BedsComingFree, BedKindEnum>("kind", "Their kind.", b => b.Kind);
        this.Has<BedsComingFree, FreedByEnum>("by", "The reason.", b => b.By);
        this.Number("within7Days", "Within 7 days; those whose day has passed and those to clean among them.", b => b.Within7);
        this.Number("within30Days", "Within 30 days, the former included.", b => b.Within30);
        this.Number("promised", "Of those within 30 days, reserved for somebody from a later day on.", b => b.Promised);
    }
}

public sealed class FreedByEnum() : DescribedEnum<FreedBy>(
    "What makes a bed free.",
    (FreedBy.StayEnds, "The agreed end of the resident's stay."), (FreedBy.LeaveRunsOut, "The day until which a bed is kept for a resident on leave."),
    (FreedBy.Cleaning, "Nobody lives in it any more; it is to be cleaned."), (FreedBy.ClosureEnds, "The day a closed bed is expected back."));

public sealed class LaneWaitingType : ObjectGraphType<LaneWaiting>
{
    public LaneWaitingType()
    {
        Name = "LaneWaiting";
        Description = "How long people wait for a bed, in one lane or in all.";
        this.AsParent();
        this.May<LaneWaiting, LaneEnum>("lane", "What sort of lane; null for all together.", l => l.Lane);
        this.May<LaneWaiting, StringGraphType>("laneCode", "Code of the lane in `queuePolicies`; null for all together.", l => l.LaneCode);
        this.Has<LaneWaiting, DaysSpreadType>("waiting", "Those who waited at the end of the day: days since they applied.", l => l.Waiting);
        this.Has<LaneWaiting, DaysSpreadType>(
            "admitted", "Those who moved in in the 12 months before, from the lane they were in then: days from application to moving in.", l => l.Admitted);
    }
}

public sealed class StayLengthsType : ObjectGraphType<StayLengths>
{
    public StayLengthsType()
    {
        Name = "StayLengths";
        Description = "How long people stay.";
        this.AsParent();
        this.Has<StayLengths, DaysSpreadType>("left", "Those who left in the 12 months before.", s => s.Left);
        this.Has<StayLengths, DaysSpreadType>("living", "Those who lived there at the end of the day: days so far.", s => s.Living);
    }
}

public sealed class DaysSpreadType : ObjectGraphType<DaysSpread>
{
    public DaysSpreadType()
    {
        Name = "DaysSpread";
        Description = "Days of several cases. Median and percentile by nearest rank: the smallest of the cases that half, or nine in ten, do not exceed.";
        this.AsParent();
        this.Number("cases", "How many.", d => d.Cases);
        this.May<DaysSpread, IntGraphType>("median", "Half of them have at most so many days; null without cases.", d => d.Median);
        this.May<DaysSpread, IntGraphType>("ninetieth", "Nine in ten of them have at most so many days; null without cases.", d => d.Ninetieth);
    }
}
