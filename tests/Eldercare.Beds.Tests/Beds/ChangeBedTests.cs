using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Beds;

public static class ChangeBedTests
{
    private static readonly ChangeBed s_nothing = new(One, null, null, null, null, null);
    private static readonly ChangeBed s_dementia = s_nothing with { Kind = BedKind.Dementia };
    private static readonly ChangeBed s_price = s_nothing with { DailyPrice = new(12_000) };

    private static readonly BedChanged s_unchanged = new(One, Hillside, BedKind.Nursing, BedKind.Nursing, CareLevel.Severe, []);

    [Fact]
    public static void Makes_an_empty_bed_another_kind_of_bed() =>
        Given().When(s_dementia).Then(s_unchanged with { Kind = BedKind.Dementia });

    [Fact]
    public static void Lists_equipment_once_and_in_order_also_while_somebody_lies_there()
    {
        var world = Given(AnnaInOne);
        var equip = s_nothing with { Equipment = [BedEquipment.Hoist, BedEquipment.CallBell, BedEquipment.Hoist] };
        world.When(equip).Then(s_unchanged with { Equipment = [BedEquipment.CallBell, BedEquipment.Hoist] });
        world.When(equip).ThenNothing();
    }

    [Fact]
    public static void Says_what_it_can_do_and_what_it_costs_in_one_step() =>
        Given().When(s_price with { HighestCareLevel = CareLevel.Total }).Then(
            s_unchanged with { HighestCareLevel = CareLevel.Total }, new BedPriceSet(One, Hillside, new(12_000), Today));

    [Fact]
    public static void Serves_more_also_while_somebody_lies_there() => Given(AnnaInOne)
        .When(s_nothing with { HighestCareLevel = CareLevel.Total }).Then(s_unchanged with { HighestCareLevel = CareLevel.Total });

    [Fact]
    public static void Refuses_another_kind_or_less_while_somebody_has_the_bed()
    {
        var refusal = new BedNotChangeable(One, BedState.Occupied);
        Given(AnnaInOne).When(s_dementia).ThenRefused("BED_NOT_CHANGEABLE", refusal);
        Given(AnnaInOne).When(s_nothing with { HighestCareLevel = CareLevel.Mild }).ThenRefused("BED_NOT_CHANGEABLE", refusal);
        Given(OneReserved).When(s_dementia).ThenRefused("BED_NOT_CHANGEABLE", new BedNotChangeable(One, BedState.Reserved));
    }

    [Fact]
    public static void Refuses_to_change_a_retired_bed() => Given(new BedRetired(One, Hillside, BedKind.Nursing, "Worn out")).When(s_price)
        .ThenRefused("BED_NOT_CHANGEABLE", new BedNotChangeable(One, BedState.Retired));

    [Fact]
    public static void A_price_holds_from_its_day_on_and_the_last_word_on_a_day_counts()
    {
        var world = Given(new BedPriceSet(One, Hillside, new(10_000), Yesterday));
        world.When(s_price with { PriceFrom = Tomorrow }).Then(new BedPriceSet(One, Hillside, new(12_000), Tomorrow));
        world.When(s_price with { PriceFrom = Tomorrow, DailyPrice = new(13_000) });
        Assert.Equal(
            [null, new Fen(10_000), new Fen(10_000), new Fen(13_000)],
            ((DateOnly[])[Yesterday.AddDays(-1), Yesterday, Today, Tomorrow]).Select(d => BedPrice.On(world.StateOf(One).Prices, d)));
    }

    [Fact]
    public static void A_price_known_when_the_bed_was_registered_counts_from_the_beginning()
    {
        var world = Given(OneRegistered with { Bed = Nowhere, Number = "3", DailyPrice = new(9_000) });
        Assert.Equal(new Fen(9_000), BedPrice.On(world.StateOf(Nowhere).Prices, new(1990, 1, 1)));
        world.When(s_price with { Bed = Nowhere, DailyPrice = new(9_000) }).ThenNothing();
    }

    [Fact]
    public static void Refuses_a_price_for_days_gone_by() => Given().When(s_price with { PriceFrom = Yesterday })
        .ThenRefused("DATE_TOO_LONG_AGO", new DateTooLongAgo("priceFrom", Today));

    [Theory, InlineData(-1), InlineData(1_000_001)]
    public static void Refuses_a_price_no_home_asks(long fen)
    {
        var refusal = new BedPriceInvalid(new(fen), new(1_000_000));
        Given().When(s_price with { DailyPrice = new(fen) }).ThenRefused("BED_PRICE_INVALID", refusal);
        Given().When(new RegisterBed(Hillside, MixedRoom, Nowhere, "3", BedKind.Nursing, CareLevel.Total) { DailyPrice = new(fen) })
            .ThenRefused("BED_PRICE_INVALID", refusal);
    }

    [Fact]
    public static void Refuses_an_unknown_bed() => Given().When(s_price with { Bed = Nowhere })
        .ThenRefused("BED_UNKNOWN", new BedUnknown(Nowhere));

    [Fact]
    public static void Changes_nothing_when_nothing_is_said() => Given().When(s_nothing).ThenNothing();
}
