using Eldercare.People;
using static Eldercare.Meals.Tests.Example;
using static Eldercare.Meals.Tests.KitchenExample;

namespace Eldercare.Meals.Tests.Kitchens;

public static class KitchenTests
{
    private static readonly Kitchen s_idle = Kitchen.Fold(null, CentralOpened)!;

    [Fact] public static void Opens() => OpenKitchenDecider.Decide(new(Central, "Central", Jingkou), null).Then(CentralOpened);

    [Fact]
    public static void Opens_once() => OpenKitchenDecider.Decide(new(Central, "Central", Jingkou), s_idle)
        .ThenRefused("KITCHEN_ALREADY_OPEN", new KitchenAlreadyOpen(Central));

    [Fact]
    public static void Stands_in_a_district() => OpenKitchenDecider.Decide(new(Central, "Central", "999"), null)
        .ThenRefused("DISTRICT_UNKNOWN", new DistrictUnknown("999"));

    [Fact]
    public static void Has_a_name() => OpenKitchenDecider.Decide(new(Central, " ", Jingkou), null)
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("name"));

    [Fact] public static void Supplies_a_point() => SupplyPointDecider.Decide(new(Central, Point), s_idle, OpenPoint, null).Then(Supplies);

    [Fact]
    public static void Holds_the_point_and_keeps_who_supplies_it()
    {
        var outcome = new Standing(Eight).With(Kitchen.Stream.At(Central.Value), s_idle).With(MealPoint.Stream.At(Point.Value), OpenPoint)
            .Run(new SupplyPoint(Central, Point));
        Assert.Equal(Kitchen.SupplyOf(Point), outcome.Takes.Single().Claim);
        Assert.Equal([new PointKitchen(Point, Central)], outcome.Rows);
        var ended = new Standing(Eight).With(Kitchen.Stream.At(Central.Value), KitchenWith()).Run(new StopSupplyingPoint(Central, Point));
        Assert.Equal(Kitchen.SupplyOf(Point), ended.Releases.Single().Claim);
        Assert.Equal([new PointKitchen(Point, null)], ended.Rows);
    }

    [Fact]
    public static void Changes_nothing_when_it_supplies_the_point_already() =>
        SupplyPointDecider.Decide(new(Central, Point), KitchenWith(), OpenPoint, Central.Value).ThenNothing();

    [Fact]
    public static void Takes_no_point_of_another_kitchen() => SupplyPointDecider.Decide(new(Central, Point), s_idle, OpenPoint, Other.Value)
        .ThenRefused("POINT_HAS_ANOTHER_KITCHEN", new PointHasAnotherKitchen(Point, Other));

    [Fact]
    public static void Supplies_no_point_there_is_not() => SupplyPointDecider.Decide(new(Central, Point), s_idle, null, null)
        .ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Is_not_made_up() => SupplyPointDecider.Decide(new(Central, Point), null, OpenPoint, null)
        .ThenRefused("KITCHEN_UNKNOWN", new KitchenUnknown(Central));

    [Fact]
    public static void Stops_only_what_it_does() => StopSupplyingPointDecider.Decide(new(Central, Point), s_idle)
        .ThenRefused("POINT_NOT_SUPPLIED", new PointNotSupplied(Central, Point));

    [Fact]
    public static void Rules_a_substitute_and_ends_the_rule()
    {
        var ruled = new SubstituteRuled(Central, null, Fish, Tofu);
        RuleSubstituteDecider.Decide(new(Central, null, Fish, Tofu), KitchenWith(), Card(Fish), Card(Tofu)).Then(ruled);
        RuleSubstituteDecider.Decide(new(Central, null, Fish, Tofu), KitchenWith(ruled), Card(Fish), Card(Tofu)).ThenNothing();
        RuleSubstituteDecider.Decide(new(Central, null, Fish, null), KitchenWith(ruled), Card(Fish), null).Then(ruled with { Substitute = null });
        Assert.Empty(KitchenWith(ruled, ruled with { Substitute = null }).SubstitutesFor(Point, Fish));
    }

    [Fact]
    public static void Rules_only_where_it_cooks_and_with_its_own_dishes()
    {
        RuleSubstituteDecider.Decide(new(Central, new MealPointId(Id(9)), Fish, Tofu), KitchenWith(), Card(Fish), Card(Tofu))
            .ThenRefused("POINT_NOT_SUPPLIED", new PointNotSupplied(Central, new(Id(9))));
        RuleSubstituteDecider.Decide(new(Central, null, Foreign, Tofu), KitchenWith(), Card(Foreign), Card(Tofu))
            .ThenRefused("DISH_UNKNOWN", new DishUnknown(Foreign));
        RuleSubstituteDecider.Decide(new(Central, null, Fish, Foreign), KitchenWith(), Card(Fish), Card(Foreign))
            .ThenRefused("DISH_UNKNOWN", new DishUnknown(Foreign));
        RuleSubstituteDecider.Decide(new(Central, null, Fish, Fish), KitchenWith(), Card(Fish), Card(Fish))
            .ThenRefused("SUBSTITUTE_IS_THE_DISH", new SubstituteIsTheDish(Fish));
        RuleSubstituteDecider.Decide(new(Central, null, Fish, Tofu), null, Card(Fish), Card(Tofu))
            .ThenRefused("KITCHEN_UNKNOWN", new KitchenUnknown(Central));
    }

    [Fact]
    public static void A_fact_that_cannot_follow_is_a_fault() =>
        Assert.Throws<InvalidOperationException>(() => Kitchen.Fold(null, Supplies));
}
