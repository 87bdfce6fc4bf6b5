using Eldercare.People;
using Eldercare.People.Diets;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

/// <summary>Changes after the sheet, and what they make of the labels.</summary>
public static class SheetDeltaTests
{
    private static readonly KitchenSheetFrozen s_frozen = new(Lunch, Central, Nine, 3, [Rice, Fish], [Line([Anna, Bruno], Rice, Fish)]);

    [Fact]
    public static void A_late_tray_is_of_who_had_it_booked()
    {
        var deltas = Deltas((new MealBooked(Lunch, Clara, Channel.Delivery, Late: true), "staff"), (Late(Clara, Rice, Tofu), "reaction:kitchen-keeper"));
        Assert.Equal(
            [(1, SheetChange.BookedLate, "staff"), (0, SheetChange.LateTray, "staff")], deltas.Select(d => (d.Portions, d.Why, d.Actor)));
        Assert.Equal([Rice, Tofu], SheetLabel.Of(s_frozen, deltas).Single(l => l.Elder == Clara).Line!.Dishes.Select(d => d.Dish));
    }

    [Fact]
    public static void A_walk_ins_tray_is_of_who_served_her_and_has_no_label()
    {
        var deltas = Deltas((new WalkInServed(Lunch, Clara, Noon), "staff"), (Late(Clara, Rice, Tofu), "reaction:kitchen-keeper"));
        Assert.Equal((0, SheetChange.WalkInTray, Clara, "staff"), (deltas[0].Portions, deltas[0].Why, deltas[0].Elder!.Value, deltas[0].Actor));
        Assert.Equal([Anna, Bruno], SheetLabel.Of(s_frozen, deltas).Select(l => l.Elder));
    }

    [Fact]
    public static void A_changed_menu_says_what_walk_ins_and_guests_get_and_who_changed_it()
    {
        var deltas = Deltas((new TraysReplanned(Lunch, ReplanCause.MenuChanged, "cook", [Tofu], [Line([Anna, Bruno], Tofu)]), "reaction:dish-clashes"));
        Assert.Equal([(SheetChange.MenuChanged, 0, "cook"), (SheetChange.MenuChanged, 2, "cook")], deltas.Select(d => (d.Why, d.Tray!.Elders.Length, d.Actor)));
        Assert.Equal([Tofu], SheetLabel.WalkInDishes(s_frozen, deltas));
        Assert.All(SheetLabel.Of(s_frozen, deltas), l => Assert.Equal([Tofu], l.Line!.Dishes.Select(d => d.Dish)));
    }

    [Fact]
    public static void A_substitute_is_one_change_with_its_tray()
    {
        var deltas = Deltas(
            (new ClashSettled(Lunch, Anna, Fish, Tofu), "staff"),
            (new TraysReplanned(Lunch, ReplanCause.ClashSettled, "staff", [Rice, Fish], [Line([Anna], Rice, Tofu)]), "reaction:dish-clashes"));
        Assert.Equal((SheetChange.Substituted, Anna), (deltas.Single().Why, deltas.Single().Elder!.Value));
        Assert.Equal([FoodTexture.Regular, FoodTexture.Regular], SheetLabel.Of(s_frozen, deltas)[0].Line!.Dishes.Select(d => d.Food!.Value));
        Assert.Equal([Rice, Fish], SheetLabel.Of(s_frozen, deltas)[1].Line!.Dishes.Select(d => d.Dish));
    }

    [Fact]
    public static void A_substitute_is_on_the_label_before_the_sheet_was_looked_at_again() => Assert.Equal(
        [Rice, Tofu], SheetLabel.Of(s_frozen, Deltas((new ClashSettled(Lunch, Anna, Fish, Tofu), "staff")))[0].Line!.Dishes.Select(d => d.Dish));

    [Fact]
    public static void What_was_eaten_before_is_no_change() =>
        Assert.Empty(Deltas((new TraysReplanned(Lunch, ReplanCause.EatenBefore, null, [Rice, Fish], [Line([Clara], Rice, Fish)]), "reaction:dish-clashes")));

    [Fact]
    public static void Says_whether_a_portion_came_from_another_point_or_went_there() => Assert.Equal(
        [SheetChange.MovedHere, SheetChange.MovedAway],
        Deltas((new MealBooked(Lunch, Clara, Channel.DineIn, Late: true, MovedFrom: Elsewhere), "staff"), (new BookingMovedOut(Lunch, Anna, Elsewhere, "Full", Late: true), "staff"))
            .Select(d => d.Why));

    private static TraysReplanned Late(ElderId elder, params ImmutableArray<DishId> dishes) =>
        new(Lunch, ReplanCause.CameLate, By: null, [Rice, Fish], [Line([elder], dishes)]);

    private static SheetLine Line(ImmutableArray<ElderId> elders, params ImmutableArray<DishId> dishes) => new(
        "A", Channel.DineIn, FoodTexture.Regular, DrinkThickness.Thin, [], [], [],
        [.. dishes.Select(d => new PlannedDish(d, null, null, FoodTexture.Regular, null, Open: false))], elders);

    private static ImmutableArray<SheetDelta> Deltas(params (object Fact, string Actor)[] since) =>
        SheetDelta.Of([(s_frozen, null, Nine), .. since.Select(f => (f.Fact, (string?)f.Actor, Ten))]);
}
