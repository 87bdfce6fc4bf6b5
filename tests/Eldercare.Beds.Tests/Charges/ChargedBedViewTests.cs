using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Charges.Bills;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Charges;

/// <summary>What bills are computed from follows from the beds' and the elders' events.</summary>
public static class ChargedBedViewTests
{
    [Fact]
    public static void Keeps_stays_with_their_leaves() => Assert.Equal(
        [new(Anna, Today, Tomorrow, [new(LeaveKind.Visit, Today, Tomorrow)], 5)],
        Stays(AnnaInOne, new LeaveBegan(One, Anna, LeaveKind.Visit, Today, Tomorrow.AddDays(9)), new LeaveEnded(One, Anna, Tomorrow), AnnaLeft with { On = Tomorrow }),
        Same);

    [Fact]
    public static void A_corrected_stay_stands_as_it_was() => Assert.Equal(
        [new(Anna, Yesterday, Today, [], 4)],
        Stays(AnnaInOne, AnnaLeft with { On = Tomorrow }, new StayCorrected(One, Anna, Today, Yesterday, Today, "As the log says")), Same);

    [Fact]
    public static void Of_two_stays_alike_the_one_that_goes_on_is_corrected() => Assert.Equal(
        [new(Anna, Today, Today, [], 3), new(Anna, Yesterday, null, [], 5)],
        Stays(AnnaInOne, AnnaLeft, AnnaInOne, new StayCorrected(One, Anna, Today, Yesterday, null, "As the log says")), Same);

    [Fact]
    public static void A_transfer_ends_one_stay_and_begins_another()
    {
        var rows = After(AnnaInOne, new ResidentTransferredOut(One, Anna, Two, Tomorrow), new ResidentTransferredIn(Two, Anna, One, Tomorrow));
        Assert.Equal(Tomorrow, Assert.Single(rows.Get<ChargedBed>(One.Value)!.Stays).Ended);
        Assert.Equal(Tomorrow, Assert.Single(rows.Get<ChargedBed>(Two.Value)!.Stays).Began);
    }

    [Fact]
    public static void A_bed_of_another_kind_is_so_from_the_day_it_was_recorded()
    {
        var bed = After(new BedChanged(One, Hillside, BedKind.Dementia, BedKind.Nursing, CareLevel.Total, []), new BedPriceSet(One, Hillside, Yuan(9), Tomorrow))
            .Get<ChargedBed>(One.Value)!;
        Assert.Equal((BedKind.Nursing, BedKind.Dementia), (bed.KindOn(Yesterday), bed.KindOn(Today)));
        Assert.Equal((null, Yuan(9)), (BedPrice.On(bed.Prices, Today), BedPrice.On(bed.Prices, Tomorrow)));
    }

    [Fact]
    public static void Keeps_care_levels_by_the_day_assessed()
    {
        var person = After(
            new CareLevelChanged(Anna, CareLevel.Mild, "GB/T 42195-2022", Yesterday, null, "A-1"),
            new CareLevelChanged(Anna, CareLevel.Total, "GB/T 42195-2022", Tomorrow, null, "A-1"),
            new CareLevelChanged(Anna, CareLevel.Severe, "GB/T 42195-2022", Tomorrow, null, "A-1")).Get<ChargedPerson>(Anna.Value)!;
        Assert.Equal([null, CareLevel.Mild, CareLevel.Mild, CareLevel.Severe], ((int[])[-2, -1, 0, 1]).Select(d => person.LevelOn(Today.AddDays(d))));
    }

    [Fact]
    public static void Keeps_what_is_final_a_row_a_resident()
    {
        var bill = new ResidentBill(Anna, [Line(StayDay.Present, 28, 100, 30, 20)]);
        var rows = After(new StayChargesFrozen(Hillside, Jingkou, 202602, [bill], Yuan(5), 7));
        Assert.Equal(new StayChargesRow(Hillside, 202602, Jingkou, Yuan(5), 7, "clerk-7", Now), rows.Get<StayChargesRow>(Hillside.Value, 202602));
        Assert.Equal(bill.Lines.AsEnumerable(), rows.Get<StayBillRow>(Anna.Value, Hillside.Value, 202602)!.Lines);
    }

    [Fact]
    public static void Keeps_lists_of_rates_by_their_days()
    {
        var later = List with { From = Tomorrow, Food = Yuan(25) };
        var rates = new StayRates(After(new StayRatesSet(Hillside, later), new StayRatesSet(Hillside, List)).Get<StayRatesRow>(StayRates.KeyOf(Hillside))!.Lists);
        Assert.Equal([List, later], [rates.On(Today), rates.On(Tomorrow)]);
    }

    /// <summary>The two beds' registrations come first.</summary>
    private static BillRows After(params object[] facts) =>
        BillRows.After([OneRegistered, .. facts.Length > 0 && facts.Any(f => f is ResidentTransferredIn) ? [OneRegistered with { Bed = Two, Number = "2" }] : Array.Empty<object>(), .. facts]);

    private static ChargedStay[] Stays(params object[] facts) => [.. After(facts).Get<ChargedBed>(One.Value)!.Stays];

    private static bool Same(ChargedStay one, ChargedStay other) =>
        (one.Elder, one.Began, one.Ended, one.Sequence) == (other.Elder, other.Began, other.Ended, other.Sequence) && one.Leaves.SequenceEqual(other.Leaves);
}
