using Eldercare.People.Diets;

namespace Eldercare.Api.GraphQL.Types;

/// <summary>Where a delivered portion goes.</summary>
/// <param name="Run">The run's number.</param>
/// <param name="Place">The first stop is 1.</param>
/// <param name="From">Start of the time window.</param>
/// <param name="Until">Its end.</param>
public sealed record SheetStop(int Run, int Place, DateTimeOffset From, DateTimeOffset Until);

/// <summary>A frozen sheet, what changed since, and the delivery runs as far as they are planned.</summary>
public sealed record SheetView(
    MealPointId Point, DateOnly Date, Meal Meal, KitchenSheetFrozen Frozen, ImmutableArray<SheetDelta> Deltas,
    IReadOnlyDictionary<ElderId, SheetStop> Stops)
{
    /// <summary>Of nothing.</summary>
    internal static SheetView Empty { get; } = new(
        default, default, default, new KitchenSheetFrozen(default, Kitchen: null, default, 0, [], []), [], ImmutableDictionary<ElderId, SheetStop>.Empty);

    public int Portions => Frozen.Lines.Sum(l => l.Elders.Length);

    public int PortionsNow => Portions + Deltas.Sum(d => d.Portions);

    /// <summary>The labels a change is about; none where somebody has no label, as a walk-in.</summary>
    public ImmutableArray<string> CodesOf(SheetDelta delta) =>
        [.. (delta.Tray?.Elders ?? (delta.Elder is { } one ? [one] : [])).Select(e => Codes.GetValueOrDefault(e)).OfType<string>()];

    private ImmutableDictionary<ElderId, string> Codes { get; } = SheetLabel.Codes(Frozen, Deltas);

    /// <summary>What walk-ins get.</summary>
    public ImmutableArray<DishId> WalkInDishes => SheetLabel.WalkInDishes(Frozen, Deltas);

    /// <summary>Of what stands; those to be delivered first, in the order they leave.</summary>
    public ImmutableArray<SheetLabelView> Labels =>
    [
        .. SheetLabel.Of(Frozen, Deltas)
            .Select(l => new SheetLabelView(Point, l, l.Line ?? FirstSet(l), l.Channel == Channel.Delivery ? Stops.GetValueOrDefault(l.Elder) : null))
            .OrderBy(l => l.Stop is null).ThenBy(l => l.Stop?.Run).ThenBy(l => l.Stop?.Place),
    ];

    public ImmutableArray<DishPortions> DishesNow => DishPortions.Of([.. Labels.Select(l => l.Line with { Elders = [l.Label.Elder] })]);

    public ImmutableArray<SheetRunView> Runs =>
    [
        .. Labels.Where(l => l.Stop is not null).GroupBy(l => l.Stop!.Run)
            .Select(r => new SheetRunView(r.Key, r.Min(l => l.Stop!.From), [.. r])).OrderBy(r => r.Number),
    ];

    /// <summary>Reads the sheet of a sitting; null before its cut-off.</summary>
    public static async Task<SheetView?> ReadAsync(ApiServices api, MealPointId point, DateOnly date, Meal meal, CancellationToken cancellation)
    {
        var sitting = SittingId.Of(point, date, meal);
        var sheet = await api.States.ReadAsync<KitchenSheet>(api.CityName, KitchenSheet.At(sitting), cancellation);
        if (sheet?.Frozen is not { } frozen) return null;
        var runs = await api.Deliveries.RunsAsync(api.CityName, point, date, meal, cancellation);
        return new SheetView(
            point, date, meal, frozen, await api.Kitchens.DeltasAsync(api.CityName, sitting, cancellation),
            runs.SelectMany(r => r.Stops.Where(s => !s.Cancelled).Select(s => (s.Elder, Stop: new SheetStop(r.Run.Number, s.Place, s.WindowFrom, s.WindowUntil))))
                .ToDictionary(s => s.Elder, s => s.Stop));
    }

    /// <summary>Nothing more is known of a late guest than that she gets the first set.</summary>
    private SheetLine FirstSet(SheetLabel label) => new(
        Set: null, label.Channel, FoodTexture.Regular, DrinkThickness.Thin, [], [], [],
        [.. WalkInDishes.Select(d => new PlannedDish(d, InsteadOf: null, By: null, Food: null, Drink: null, Open: false))], [label.Elder]);
}
