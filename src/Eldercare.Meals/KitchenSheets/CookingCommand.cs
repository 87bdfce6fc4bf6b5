using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// A command about what is cooked for a sitting. Who sends it has looked up the point's kitchen, the diners and the dishes: a footprint
/// is known from the command alone. What was looked up in vain is told by <see cref="KitchenSheetOutOfDate"/>: look again.
/// </summary>
public abstract record CookingCommand : SittingCommand
{
    protected CookingCommand(MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen)
        : base(point, date, meal) => Kitchen = kitchen;

    /// <summary>The point's kitchen as far as the sender knows; null for none.</summary>
    public KitchenId? Kitchen { get; }

    protected StreamRef SheetStream => KitchenSheet.At(SittingId);

    /// <summary>Kitchen and menu.</summary>
    protected ImmutableArray<StreamRef> CookingStreams => Kitchen is { } kitchen
        ? [Meals.Kitchen.Stream.At(kitchen.Value), Menu.Stream.At(MenuId.Of(kitchen, Date).Value)]
        : [];

    /// <summary>What <see cref="MenuOf"/> asks for.</summary>
    protected RowRef PointRow => RowRef.To<PointKitchen>(Point.Value);

    /// <summary>What is cooked, or null when the point has another kitchen than the sender thought.</summary>
    protected SittingMenu? MenuOf(Known known)
    {
        if (known.Row<PointKitchen>(Point.Value)?.Kitchen != Kitchen) return null;
        var sheet = known.State<KitchenSheet>(SheetStream) ?? new KitchenSheet(SittingId);
        return CookingStreams is [var kitchen, var menu]
            ? new SittingMenu(Point, known.State<Kitchen>(kitchen), known.State<Menu>(menu)?.SetsAt(Date, Meal) ?? [], sheet)
            : new SittingMenu(Point, Kitchen: null, [], sheet);
    }

    protected static DinerProfile ProfileOf(Known known, ElderId elder) =>
        known.Row<DinerProfile>(elder.Value) ?? DinerProfile.Unrestricted(elder);
}

/// <summary>Guests, menu or kitchen are others by now than the sender had looked up.</summary>
public sealed record KitchenSheetOutOfDate(SittingId Sitting) : Refusal
{
    public override Words Message => new("备餐内容刚有变化，请刷新后重试。", "What is cooked changed meanwhile; ask again.");
}

/// <summary>A command over all guests of a sitting and everything they may get.</summary>
public abstract record SheetCommand : CookingCommand
{
    protected SheetCommand(
        MealPointId point, DateOnly date, Meal meal, KitchenId? kitchen, ImmutableArray<ElderId> elders, ImmutableArray<DishId> dishes)
        : base(point, date, meal, kitchen) => (Elders, Dishes) = (elders, dishes);

    /// <summary>The guests with a portion, as far as the sender knows.</summary>
    public ImmutableArray<ElderId> Elders { get; }

    /// <summary>The dishes they may get, likewise.</summary>
    public ImmutableArray<DishId> Dishes { get; }

    protected ImmutableArray<RowRef> GatheredRows =>
        [PointRow, .. Elders.Select(e => RowRef.To<DinerProfile>(e.Value)), .. Dishes.Select(d => RowRef.To<DishCard>(d.Value))];

    /// <summary>What stands, complete; null when something was not looked up.</summary>
    protected Gathered? Gather(Known known, Sitting sitting)
    {
        var guests = Gathered.GuestsOf(sitting);
        if (MenuOf(known) is not { } menu || !menu.Dishes.IsSubsetOf(Dishes) || !guests.Select(g => g.Elder).ToHashSet().IsSubsetOf(Elders)) return null;
        return new Gathered(
            menu, guests, [.. guests.Select(g => known.Row<DinerProfile>(g.Elder.Value)).OfType<DinerProfile>()],
            Dishes.Select(d => known.Row<DishCard>(d.Value)).OfType<DishCard>().ToImmutableDictionary(c => c.Dish));
    }
}
