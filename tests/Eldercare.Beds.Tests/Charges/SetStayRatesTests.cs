using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Tests.Charges;

public static class SetStayRatesTests
{
    [Fact]
    public static void The_first_list_may_begin_in_the_past() =>
        Assert.Equal([new StayRatesSet(Example.Hillside, Bills.List)], Decide(Bills.List, none: true).Facts);

    [Fact]
    public static void The_same_list_in_another_order_changes_nothing() =>
        Assert.Equal(Decision<StayRatesFact>.NoChange, Decide(Today(Bills.List with { Beds = [.. Bills.List.Beds.Reverse()] }), Today(Bills.List)));

    [Fact]
    public static void Days_gone_by_are_charged() =>
        Assert.Equal(new DateTooLongAgo("from", Example.Today), Decide(Bills.List with { Food = Bills.Yuan(21) }).Refusal);

    [Fact]
    public static void A_discount_on_all_of_the_stay_is_kept_for_each_part() => Assert.Equal(
        [new(StayPart.Bed, 2, 30), new(StayPart.Care, 2, 30), new(StayPart.Food, 2, 30)],
        ((StayRatesSet)Assert.Single(Decide(Today(Bills.List with { Leave = [new(StayPart.Stay, 2, 30)] })).Facts)).List.Leave.AsEnumerable());

    [Fact]
    public static void A_home_that_is_not_there_asks_nothing() => Assert.Equal(
        new HomeUnknown(Example.Hillside), SetStayRatesDecider.Decide(new(Example.Hillside, Bills.List), homeIsThere: false, null, null, Example.Today).Refusal);

    [Fact]
    public static void The_city_sets_them_for_homes_without_a_list() =>
        Assert.Equal([new StayRatesSet(null, Bills.List)], SetStayRatesDecider.Decide(new(null, Bills.List), homeIsThere: true, null, null, Example.Today).Facts);

    [Fact]
    public static void A_home_that_had_the_citys_list_gets_its_own_from_today_on()
    {
        StayRates ofCity = new([Bills.List]);
        Assert.Equal(
            new DateTooLongAgo("from", Example.Today),
            SetStayRatesDecider.Decide(new(Example.Hillside, Bills.List), homeIsThere: true, rates: null, ofCity, Example.Today).Refusal);
        Assert.Single(SetStayRatesDecider.Decide(new(Example.Hillside, Today(Bills.List)), homeIsThere: true, rates: null, ofCity, Example.Today).Facts);
    }

    public static TheoryData<string, RateList> Wrong { get; } = new()
    {
        { "beds", Bills.List with { Beds = [new(BedKind.Nursing, new Fen(-1))] } },
        { "beds", Bills.List with { Beds = [new(BedKind.Nursing, new Fen(1)), new(BedKind.Nursing, new Fen(2))] } },
        { "care", Bills.List with { Care = [new(People.Elders.CareLevel.Total, new Fen(1_000_001))] } },
        { "care", Bills.List with { Care = [.. Bills.List.Care, .. Bills.List.Care] } },
        { "food", Bills.List with { Food = new Fen(-1) } },
        { "leave", Bills.List with { Leave = [new(StayPart.Food, 0, 50)] } },
        { "leave", Bills.List with { Leave = [new(StayPart.Food, 1, 100.01m)] } },
        { "leave", Bills.List with { Leave = [new(StayPart.Food, 1, 0)] } },
        { "leave", Bills.List with { Leave = [new(StayPart.Food, 1, 50), new(StayPart.Stay, 1, 20)] } },
    };

    [Theory, MemberData(nameof(Wrong))]
    public static void Refuses_what_makes_no_list(string field, RateList list) =>
        Assert.Equal(field, Assert.IsType<StayRatesInvalid>(Decide(list, none: true).Refusal).Field);

    private static RateList Today(RateList list) => list with { From = Example.Today };

    private static Decision<StayRatesFact> Decide(RateList list, RateList? stands = null, bool none = false) => SetStayRatesDecider.Decide(
        new(Example.Hillside, list), homeIsThere: true, none ? null : new([stands ?? Bills.List]), ofCity: null, Example.Today);
}
