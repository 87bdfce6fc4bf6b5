using Eldercare.People;
using Eldercare.People.Diets;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.KitchenSheets;

public static class FreezeKitchenSheetTests
{
    private static readonly SittingOpened s_roomy = OnePlaceAtEleven with { Capacity = 9, WalkInBuffer = 3 };
    private static readonly StreamRef s_sheet = KitchenSheet.At(Lunch), s_sitting = Sitting.Stream.At(Lunch.Value);

    [Fact]
    public static void Puts_equal_portions_on_one_line_and_others_on_their_own()
    {
        var sitting = Given(s_roomy, AnnaBooked with { Channel = Channel.DineIn }, BrunoBooked, new MealBooked(Lunch, Clara, Channel.DineIn))!;
        var frozen = Frozen(sitting, TodaysMenu, Eats(Clara, FoodTexture.Pureed));
        Assert.Equal([2, 1], frozen.Lines.Select(l => l.Elders.Length));
        Assert.Equal([Clara], frozen.Lines[1].Elders);
        Assert.Equal((FoodTexture.Pureed, true), (frozen.Lines[1].Dishes[0].Food!.Value, frozen.Lines[1].Dishes[1].Open));
        Assert.Equal((Central, Nine, 3), (frozen.Kitchen!.Value, frozen.FrozenAt, frozen.WalkInPortions));
        Assert.Equal([Rice, Fish], frozen.WalkInDishes);
    }

    [Fact]
    public static void Keeps_channels_apart() =>
        Assert.Equal(2, Frozen(Given(s_roomy, AnnaBooked, BrunoBooked)!, TodaysMenu).Lines.Length);

    [Fact]
    public static void Counts_who_is_booked_and_who_was_served_but_no_walk_ins_or_cancellations() => Assert.Equal(
        [Anna],
        Frozen(Given(s_roomy, AnnaBooked, AnnaServed, BrunoBooked, new BookingCancelled(Lunch, Bruno, null, Late: false), new WalkInServed(Lunch, Clara, Ten))!, TodaysMenu)
            .Lines.SelectMany(l => l.Elders));

    [Fact]
    public static void Has_lines_without_dishes_where_no_menu_says()
    {
        var frozen = Frozen(Given(s_roomy, AnnaBooked)!, TodaysMenu with { Kitchen = null, Sets = [] }, Eats(Anna, FoodTexture.Pureed));
        Assert.Equal((null, FoodTexture.Pureed, 0), (frozen.Lines.Single().Set, frozen.Lines.Single().Food, frozen.Lines.Single().Dishes.Length));
    }

    [Fact]
    public static void Says_in_the_same_breath_what_clashes()
    {
        var facts = FreezeKitchenSheetDecider.Decide(
            Given(s_roomy, AnnaBooked)!, Gather(Given(s_roomy, AnnaBooked)!, TodaysMenu, Eats(Anna, FoodTexture.Pureed)), Nine).Facts;
        Assert.Equal([typeof(DishesChecked), typeof(KitchenSheetFrozen)], facts.Select(f => f.GetType()));
    }

    [Fact]
    public static void Changes_nothing_before_the_cut_off() => FreezeKitchenSheetDecider
        .Decide(Given(s_roomy)!, Gather(Given(s_roomy)!, TodaysMenu), Nine.AddTicks(-1)).ThenNothing();

    [Fact]
    public static void Refuses_when_closed() => FreezeKitchenSheetDecider
        .Decide(Given(s_roomy, Closed)!, Gather(Given(s_roomy, Closed)!, TodaysMenu), One)
        .ThenRefused("SITTING_ALREADY_CLOSED", new SittingAlreadyClosed(Lunch));

    [Fact]
    public static void Refuses_when_a_guest_was_not_looked_up() => Assert.Equal(
        new KitchenSheetOutOfDate(Lunch),
        Known(Given(s_roomy, AnnaBooked, BrunoBooked)).Run(new FreezeKitchenSheet(Point, Monday, Meal.Lunch, null, [Anna], [])).Refusal);

    [Fact]
    public static void Refuses_when_the_point_has_another_kitchen() => Assert.Equal(
        new KitchenSheetOutOfDate(Lunch),
        Known(Given(s_roomy)).With(Point.Value, new PointKitchen(Point, Central))
            .Run(new FreezeKitchenSheet(Point, Monday, Meal.Lunch, null, [], [])).Refusal);

    [Fact]
    public static void Is_made_once()
    {
        var command = new FreezeKitchenSheet(Point, Monday, Meal.Lunch, null, [Anna], []);
        var outcome = Known(Given(s_roomy, AnnaBooked)).Run(command);
        var (stream, fact) = outcome.Facts.Single();
        Assert.Equal(s_sheet, stream);
        var again = Known(Given(s_roomy, AnnaBooked)).With(s_sheet, KitchenSheet.Fold(null, (KitchenSheetFact)fact)).Run(command);
        Assert.Equal((null, 0), (again.Refusal, again.Facts.Length));
    }

    private static Standing Known(Sitting? sitting) => new Standing(Nine).With(s_sitting, sitting);

    private static KitchenSheetFrozen Frozen(Sitting sitting, SittingMenu menu, params ImmutableArray<DinerProfile> profiles) =>
        FreezeKitchenSheetDecider.Decide(sitting, Gather(sitting, menu, profiles), Nine).Facts.OfType<KitchenSheetFrozen>().Single();
}
