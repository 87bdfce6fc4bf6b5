using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Settlements;

public static class FreezeSettlementTests
{
    private static readonly YearMonth s_february = new(202602);

    private static readonly SettlementLine s_city = new("city-finance", Forgone: false, 202602, 10, new(3_000)),
        s_canteen = new("canteen", Forgone: true, 202602, 10, new(500)), s_elders = new(Funder.Elder, Forgone: false, 202602, 12, new(6_000));

    private static readonly FreezeSettlement s_freeze = new(Point, s_february, [s_city, s_canteen, s_elders], new(3_000));

    private static readonly SettlementFrozen s_frozen = new(
        SettlementId.Of(Point, s_february), Point, Jingkou, 202602, s_freeze.Lines, new(3_000));

    [Fact]
    public static void Freezes_the_lines_with_what_funders_owe() => When(s_freeze).Then(s_frozen);

    [Fact]
    public static void Refuses_a_second_time() =>
        FreezeSettlementDecider.Decide(s_freeze, OpenPoint, Settlement.Fold(null, s_frozen), Nine)
            .ThenRefused("SETTLEMENT_ALREADY_FROZEN", new SettlementAlreadyFrozen(s_frozen.Settlement, new(3_000)));

    [Fact]
    public static void Refuses_a_month_that_is_not_over() =>
        When(s_freeze with { Month = new(202603) }).ThenRefused(
            "SETTLEMENT_MONTH_NOT_OVER", new SettlementMonthNotOver(SettlementId.Of(Point, new(202603)), new(2026, 3, 31)));

    [Fact]
    public static void Freezes_from_the_first_day_after_the_month_on()
    {
        var midnight = new DateTimeOffset(2026, 2, 28, 16, 0, 0, TimeSpan.Zero);

        FreezeSettlementDecider.Decide(s_freeze, OpenPoint, null, midnight).Then(s_frozen);
        Assert.IsType<SettlementMonthNotOver>(FreezeSettlementDecider.Decide(s_freeze, OpenPoint, null, midnight.AddTicks(-1)).Refusal);
    }

    [Fact]
    public static void Refuses_a_sum_that_is_no_longer_so() => When(s_freeze with { Expected = new(3_500) })
        .ThenRefused("SETTLEMENT_SUM_DIFFERS", new SettlementSumDiffers(s_frozen.Settlement, new(3_000)));

    [Fact]
    public static void Refuses_a_meal_point_nobody_knows() =>
        FreezeSettlementDecider.Decide(s_freeze, null, null, Nine).ThenRefused("MEAL_POINT_UNKNOWN", new MealPointUnknown(Point));

    [Fact]
    public static void Freezes_a_district_s_settlements_each_alone_when_their_sum_is_as_seen()
    {
        var (here, there) = (Board(Point, s_city, s_elders), Board(new(Id(9)), s_city with { Amount = new(500) }));
        var freeze = FreezeDistrictSettlement.Of(Jingkou, s_february, [here, there], new(3_500));
        Assert.Equal([new(3_000), new Fen(500)], freeze.Select(f => f.Freeze.Expected));
        var outcome = Run(freeze[0]);
        Assert.Equal((Settlement.Stream.At(here.Settlement.Value), new Fen(3_000)), (outcome.Facts[0].Stream, ((SettlementFrozen)outcome.Facts[0].Fact).Owed));
        Assert.Equal(new SettlementAlreadyFrozen(here.Settlement, new(3_000)), Run(freeze[0], Settlement.Fold(null, s_frozen)).Refusal);

        // The sum with what is final already: the same request may be sent again.
        foreach (var seen in FreezeDistrictSettlement.Of(Jingkou, s_february, [here, there], new(3_000)))
            Assert.Equal(new DistrictSumDiffers(Jingkou, 202602, new(3_500)), Run(seen).Refusal);
        Assert.Equal(
            new DistrictSumDiffers(Jingkou, 202602, new(0)), Run(Assert.Single(FreezeDistrictSettlement.Of(Jingkou, s_february, [], new(3_000)))).Refusal);
        Assert.Empty(FreezeDistrictSettlement.Of(Jingkou, s_february, [], new(0)));

        static Outcome Run(FreezeDistrictSettlement command, Settlement? settlement = null) => new Standing(Nine)
            .With(Settlement.Stream.At(command.Freeze.Settlement.Value), settlement).With(MealPoint.Stream.At(Point.Value), OpenPoint).Run(command);

        static SettlementBoard Board(MealPointId point, params ImmutableArray<SettlementLine> lines) =>
            new(SettlementId.Of(point, s_february), point, Jingkou, 202602, lines, Frozen: false, null, null, 1);
    }

    private static Decision<SettlementFact> When(FreezeSettlement command) => FreezeSettlementDecider.Decide(command, OpenPoint, null, Nine);
}
