using Eldercare.Beds.Beds;
using Eldercare.Beds.Charges;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using static Eldercare.Beds.Tests.Charges.Bills;

namespace Eldercare.Beds.Tests.Charges;

/// <summary>Which days are charged to whom, and at which rate. See <see cref="Bills"/> for the rates.</summary>
public static class StayChargingTests
{
    [Fact]
    public static void The_day_she_came_counts_and_the_day_she_left_does_not() =>
        Bill(Feb(10), Feb(15)).Comes(Line(StayDay.Present, 5, 100, 30, 20));

    [Fact]
    public static void A_stay_without_a_night_costs_nothing() => Bill(Feb(10), Feb(10)).Comes();

    [Fact]
    public static void A_month_is_counted_up_to_yesterday() =>
        Assert.Equal([Line(StayDay.Present, 3, 100, 30, 20)], Charging().Lines(Resident(Bed(Example.One, Example.Hillside, Stay(Feb(10), null))), February, Feb(12))[Example.Hillside]);

    [Fact]
    public static void Leave_costs_less_by_its_days_from_the_first_she_is_away() =>
        Bill(Feb(1), null, new Away(LeaveKind.Visit, Feb(5), Feb(11))).Comes(
            Line(StayDay.Present, 22, 100, 30, 20),
            Line(StayDay.OnLeaveDiscounted, 3, 100, 30, 0),
            Line(StayDay.OnLeaveDiscounted, 3, 50, 30, 0));

    [Fact]
    public static void A_leave_over_the_end_of_a_month_goes_on_counting() =>
        Bill(new(2025, 6, 1), null, new Away(LeaveKind.Hospital, new(2026, 1, 30), Feb(4))).Comes(
            Line(StayDay.Present, 25, 100, 30, 20),
            Line(StayDay.OnLeaveDiscounted, 1, 100, 30, 0),
            Line(StayDay.OnLeaveDiscounted, 2, 50, 30, 0));

    [Fact]
    public static void A_leave_ends_with_the_stay() =>
        Bill(Feb(1), Feb(4), new Away(LeaveKind.Visit, Feb(2), null)).Comes(
            Line(StayDay.Present, 1, 100, 30, 20), Line(StayDay.OnLeaveDiscounted, 2, 100, 30, 0));

    [Fact]
    public static void A_discount_for_hospital_goes_before_one_for_all()
    {
        var list = List with { Leave = [new(StayPart.Bed, 1, 10), new(StayPart.Bed, 1, 25, LeaveKind.Hospital)] };
        Assert.Equal((Yuan(90), Yuan(75)), (list.OnLeave(StayPart.Bed, Yuan(100), LeaveKind.Visit, 1), list.OnLeave(StayPart.Bed, Yuan(100), LeaveKind.Hospital, 1)));
    }

    [Fact]
    public static void What_is_taken_off_is_rounded_half_a_fen_up() =>
        Assert.Equal(new(2), (List with { Leave = [new(StayPart.Bed, 1, 50)] }).OnLeave(StayPart.Bed, new(5), LeaveKind.Visit, 1));

    [Fact]
    public static void Each_home_charges_its_own_days_of_a_transfer()
    {
        var lines = Charging().Lines(
            Resident(Bed(Example.One, Example.Hillside, Stay(Feb(1), Feb(11))), Bed(AtRiverside, Riverside, Stay(Feb(11), null))), February, February.Last);
        Assert.Equal([Line(StayDay.Present, 10, 100, 30, 20)], lines[Example.Hillside]);
        Assert.Equal([Line(StayDay.Present, 18, 100, 30, 20)], lines[Riverside]);
    }

    [Fact]
    public static void A_cap_of_the_month_counts_days_in_another_home()
    {
        var lines = Charging(HalfOfCare).Lines(
            Resident(Bed(Example.One, Example.Hillside, Stay(Feb(1), Feb(5))), Bed(AtRiverside, Riverside, Stay(Feb(5), null))), February, February.Last);
        Assert.Equal([Line(StayDay.Present, 4, 100, 30, 20, paid: 60)], lines[Example.Hillside]);
        Assert.Equal([Line(StayDay.Present, 24, 100, 30, 20, paid: 40)], lines[Riverside]);
    }

    [Fact]
    public static void Another_care_level_costs_another_rate_from_the_day_assessed()
    {
        var resident = Resident(Bed(Example.One, Example.Hillside, Stay(Feb(1), null))) with
        {
            Levels = new(Example.Anna, [new(Feb(4), CareLevel.Moderate), new(Feb(21), CareLevel.Total)], 1),
        };
        Assert.Equal(
            [
                Line(StayDay.Present, 3, 100, 0, 20, level: null), Line(StayDay.Present, 17, 100, 10, 20, CareLevel.Moderate),
                Line(StayDay.Present, 8, 100, 60, 20, CareLevel.Total),
            ],
            Charging().Lines(resident, February, February.Last)[Example.Hillside].OrderBy(l => l.Care));
    }

    [Fact]
    public static void A_beds_own_price_goes_before_its_kinds_and_changes_by_the_day()
    {
        var bed = Bed(Example.One, Example.Hillside, Stay(Feb(1), null)) with { Prices = [new(Feb(3), Yuan(120)), new(Feb(8), Yuan(150))] };
        Assert.Equal(
            [Line(StayDay.Present, 21, 150, 30, 20), Line(StayDay.Present, 5, 120, 30, 20), Line(StayDay.Present, 2, 100, 30, 20)],
            Charging().Lines(Resident(bed), February, February.Last)[Example.Hillside]);
    }

    [Fact]
    public static void Without_any_rate_days_are_counted_and_cost_nothing()
    {
        var bill = new StayCharging(PolicyBook.Empty, new Dictionary<Guid, StayRates>())
            .Lines(Resident(Bed(Example.One, Example.Hillside, Stay(Feb(1), null, new Away(LeaveKind.Visit, Feb(2), Feb(3))))), February, February.Last);
        Assert.Equal([Line(StayDay.Present, 27, 0, 0, 0), Line(StayDay.OnLeave, 1, 0, 0, 0)], bill[Example.Hillside]);
    }

    [Fact]
    public static void An_entitlement_pays_from_its_first_day_to_its_last()
    {
        var destitute = HalfOfCare with
        {
            Caps = default,
            Rules = [HalfOfCare.Rules[0] with { Gives = new(BenefitKind.Percent, Percent: 100, Of: ChargePart.Stay), When = new(Categories: [EntitlementCategory.Destitute]) }],
        };
        var resident = Resident(Bed(Example.One, Example.Hillside, Stay(Feb(1), null)));
        var line = Assert.Single(Charging(destitute).Lines(
            resident with { Person = resident.Person with { Held = [new(EntitlementCategory.Destitute, Feb(11), Feb(20))] } }, February, February.Last)[Example.Hillside]);
        Assert.Equal((28, Yuan(1_500), Yuan(18 * 150)), (line.Days, Assert.Single(line.Shares).Amount, line.ElderPays));
    }

    [Fact]
    public static void A_policy_for_meals_pays_no_bed() =>
        Assert.Equal([Line(StayDay.Present, 28, 100, 30, 20)], Charging(HalfOfCare with { Service = null }).Lines(
            Resident(Bed(Example.One, Example.Hillside, Stay(Feb(1), null))), February, February.Last)[Example.Hillside]);

    private static StayLine[] Bill(DateOnly from, DateOnly? until, params ImmutableArray<Away> leaves) =>
        [.. Charging().Lines(Resident(Bed(Example.One, Example.Hillside, Stay(from, until, leaves))), February, February.Last)[Example.Hillside]];

    private static void Comes(this StayLine[] bill, params StayLine[] lines) => Assert.Equal(lines, bill);
}
