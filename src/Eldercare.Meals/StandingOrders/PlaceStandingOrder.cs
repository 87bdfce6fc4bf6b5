using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A command that says what an order wants: decided on the elder's orders, the elder, and the points named.</summary>
public abstract record OrderLinesCommand : ICommand
{
    public required ElderId Elder { get; init; }

    public required StandingOrderId Order { get; init; }

    /// <summary>No weekday and meal twice; at most 21.</summary>
    public required ImmutableArray<OrderLine> Lines { get; init; }

    /// <summary>First day, city date.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day; null until further notice.</summary>
    public DateOnly? Until { get; init; }

    public Footprint Footprint => new()
    {
        Writes = [Stream],
        Reads = [.. Points.Select(p => MealPoint.Stream.At(p.Value))],
        Rows = [RowRef.To<ElderRecord>(Elder.Value)],
    };

    private StreamRef Stream => StandingOrders.Of(Elder);

    private IEnumerable<MealPointId> Points => Lines.IsDefault ? [] : Lines.Select(l => l.Point).Distinct();

    public Outcome Decide(Known known)
    {
        var points = Points.Select(p => known.State<MealPoint>(MealPoint.Stream.At(p.Value))).OfType<MealPoint>().ToImmutableDictionary(p => p.Id);
        return Decide(known.State<StandingOrders>(Stream), known.Row<ElderRecord>(Elder.Value), points, known.Now).On(Stream);
    }

    /// <param name="orders">The elder's; null when none was ever placed.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="points">Those named, as far as they exist.</param>
    /// <param name="now">The instant of the decision.</param>
    public abstract Decision<StandingOrderFact> Decide(
        StandingOrders? orders, ElderRecord? elder, IReadOnlyDictionary<MealPointId, MealPoint> points, DateTimeOffset now);

    /// <param name="orders">The elder's.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="points">Those named, as far as they exist.</param>
    /// <param name="kept">Lines the order has already: what became of their points stands in the way of no other change.</param>
    /// <param name="earliest">The first day it may begin.</param>
    /// <param name="now">The instant of the decision.</param>
    protected Refusal? Check(
        StandingOrders? orders, ElderRecord? elder, IReadOnlyDictionary<MealPointId, MealPoint> points, ImmutableArray<OrderLine> kept,
        DateOnly earliest, DateTimeOffset now)
    {
        if (Standing.Check(Elder, elder) is { } standing) return standing;
        if (OrderChecks.Lines(Lines) is { } fault) return fault;
        foreach (var point in Points)
            if (!points.ContainsKey(point)) return new MealPointUnknown(point);
        if (Lines.FirstOrDefault(l => !kept.Contains(l) && points[l.Point].NeverServes(l)) is { } never)
            return new OrderedMealNeverServed(never.Point, never.Meal, never.Weekdays);
        if (OrderChecks.Span(From, Until, earliest, now) is { } outOfRange) return outOfRange;
        var other = orders?.Orders.Values.FirstOrDefault(o => o.Id != Order && o.Overlaps(Lines, From, Until));
        return other is null ? null : new StandingOrderOverlaps(other.Id);
    }
}

/// <summary>Places a standing order; its portions are booked by themselves as their days come near.</summary>
public sealed record PlaceStandingOrder : OrderLinesCommand
{
    public override Decision<StandingOrderFact> Decide(
        StandingOrders? orders, ElderRecord? elder, IReadOnlyDictionary<MealPointId, MealPoint> points, DateTimeOffset now)
    {
        if (orders?.Orders.ContainsKey(Order) == true) return new StandingOrderAlreadyPlaced(Order);
        if (Check(orders, elder, points, kept: [], CityTime.Today(now), now) is { } refusal) return refusal;

        return new StandingOrderPlaced(Elder, Order, Lines, From, Until);
    }
}

public sealed record StandingOrderAlreadyPlaced(StandingOrderId Order) : Refusal
{
    public override Words Message => new("这份长期订餐已经登记。", "The standing order was placed already.");
}

/// <summary>The point's week has the meal on none of the days: nothing would ever be booked.</summary>
/// <param name="Point">Which point.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Weekdays">The days that were wanted.</param>
public sealed record OrderedMealNeverServed(MealPointId Point, Meal Meal, ImmutableArray<DayOfWeek> Weekdays) : Refusal
{
    public override Words Message => new(
        "该助餐点在所选各天都不供应这一餐，请另选日子或助餐点。",
        "The meal point serves that meal on none of those days of the week: choose other days or another meal point.");
}
