using Eldercare.Beds.Charges;
using Eldercare.Beds.Homes;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Charges.Bills;

namespace Eldercare.Beds.Tests.Charges;

public static class FreezeStayChargesTests
{
    private static readonly ResidentBill s_bill = new(Example.Anna, [Line(StayDay.Present, 28, 100, 30, 20, paid: 100)]);
    private static readonly FreezeStayCharges s_freeze = new(Example.Hillside, February, [s_bill], 7, Example.Jingkou, Yuan(100), Yuan(100), new(2026, 2, 28));
    private static readonly StayChargesFrozen s_frozen = new(Example.Hillside, Example.Jingkou, 202602, [s_bill], Yuan(100), 7);
    private static readonly Home s_home = Home.Evolve(null, Example.HillsideRegistered)!;

    [Fact]
    public static void Keeps_the_bills_as_they_were_seen() => Assert.Equal([s_frozen], Decide(s_freeze).Facts);

    [Fact]
    public static void A_month_that_goes_on_is_not_final() => Assert.Equal(
        new StayMonthNotOver(202603, new(2026, 3, 31)), Decide(s_freeze with { Month = March }).Refusal);

    [Fact]
    public static void Bills_read_before_the_last_day_was_over_are_not_final() => Assert.Equal(
        new StayMonthNotOver(202602, new(2026, 2, 28)), Decide(s_freeze with { Until = new(2026, 2, 27) }).Refusal);

    [Fact]
    public static void Another_sum_is_looked_at_again() =>
        Assert.Equal(new StaySumDiffers(Example.Jingkou, 202602, Yuan(101)), Decide(s_freeze with { Owed = Yuan(101) }).Refusal);

    [Fact]
    public static void Final_is_final() =>
        Assert.Equal(new StayChargesAlreadyFrozen(Example.Hillside, 202602, Yuan(100)), Decide(s_freeze, frozen: new(s_frozen)).Refusal);

    [Fact]
    public static void A_home_that_is_not_there_has_no_bills() => Assert.Equal(
        new HomeUnknown(Example.Hillside), FreezeStayChargesDecider.Decide(s_freeze, home: null, charges: null, Example.Today).Refusal);

    [Fact]
    public static void A_correction_goes_into_the_next_month_that_is_open()
    {
        StayChargesRow[] frozen = [Row(202510), Row(202512, 9), Row(202601, 8)];

        Assert.Equal([202512, 202601], StayMonths.Before(February, frozen).Select(r => r.Month));
        Assert.Equal([202510], StayMonths.Before(new(202511), frozen).Select(r => r.Month));
        Assert.Empty(StayMonths.Before(March, frozen));
        // December was final after January: what was recorded between the two has not reached January.
        Assert.Equal(8, StayMonths.Seen(StayMonths.Before(February, frozen)));
        Assert.Equal(long.MaxValue, StayMonths.Seen([]));
    }

    /// <summary>She left on the 20th of January, which was recorded after January was final; the frozen bill stays, the next one takes 11 days back.</summary>
    [Fact]
    public static void She_left_on_Sunday_recorded_after_the_month_was_final()
    {
        var billed = Line(StayDay.Present, 31, 100, 30, 20, paid: 100) with { OfMonth = 202601 };
        var left = Resident(Bed(Example.One, Example.Hillside, Stay(new(2025, 1, 1), new(2026, 1, 20))));

        var lines = StayMonths.Lines(Charging(HalfOfCare), left, February, February.Last, Example.Hillside, [Row(202601)], [billed]);

        Assert.Equal([Line(StayDay.Present, -12, 100, 30, 20) with { OfMonth = 202601 }], lines);
        Assert.Empty(StayMonths.Lines(Charging(HalfOfCare), left, March, March.Last, Example.Hillside, [Row(202601), Row(202602)], [billed, .. lines]));
    }

    private static StayChargesRow Row(int month, long seen = 1) => new(Example.Hillside, month, Example.Jingkou, Fen.Zero, seen, "clerk-7", Example.Now);

    private static Decision<StayChargesFact> Decide(FreezeStayCharges command, StayCharges? frozen = null) =>
        FreezeStayChargesDecider.Decide(command, s_home, frozen, Example.Today);
}
