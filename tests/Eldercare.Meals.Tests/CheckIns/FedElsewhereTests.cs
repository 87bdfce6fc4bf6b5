using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.CheckIns;

/// <summary>Anna is booked elsewhere, and a device without connection fed her here: she is fed once, whatever becomes of that booking.</summary>
public static class FedElsewhereTests
{
    private static readonly Claim s_portion = Portion.Claim(Anna, Monday, Meal.Lunch), s_fed = Portion.Fed(Anna, Monday, Meal.Lunch);
    private static readonly StreamRef s_here = Sitting.Stream.At(Lunch.Value);
    private static readonly RecordScan s_scan = new(Point, Monday, Meal.Lunch, Anna, Noon, new("tablet-1", 7));
    private static readonly WalkInServed s_fedHere = new(Lunch, Anna, Noon, s_scan.Scan, Offline: true, Elsewhere);

    [Fact]
    public static void The_sitting_that_fed_her_says_so_beside_the_one_that_has_her_portion()
    {
        var outcome = Stands(Given(OnePlaceAtEleven)).With(s_portion, Elsewhere.Value).Run(s_scan);
        Assert.Equal([(s_fed, s_here)], outcome.Takes);
        // Whose portion is here, or nowhere yet, needs no more than its claim.
        Assert.Equal([(s_portion, s_here)], Stands(Given(OnePlaceAtEleven)).Run(s_scan).Takes);
        Assert.Empty(Stands(Given(OnePlaceAtEleven, AnnaBooked)).With(s_portion, Lunch.Value).Run(s_scan).Takes);
    }

    [Fact]
    public static void Where_she_is_booked_nobody_hands_her_another()
    {
        var there = OnePlaceAtEleven with { Sitting = Elsewhere, Point = new(Id(9)) };
        Outcome Served(Guid? fedAt)
        {
            var stands = Stands(Given(there, AnnaBooked with { Sitting = Elsewhere }), Elsewhere);
            return (fedAt is { } at ? stands.With(s_fed, at) : stands).Run(new ServeMeal(new(Id(9)), Monday, Meal.Lunch, Anna));
        }

        Assert.Equal(new PortionTakenElsewhere(Anna, Lunch), Served(Lunch.Value).Refusal);
        Assert.Single(Served(fedAt: null).Facts);
    }

    [Fact]
    public static void When_that_booking_is_cancelled_no_third_point_serves_her_and_a_scan_there_is_a_second_portion()
    {
        // The cancellation gave the claim of her portion back.
        var stands = Stands(Given(OnePlaceAtEleven)).With(s_fed, Elsewhere.Value);
        Assert.Equal(new PortionTakenElsewhere(Anna, Elsewhere), stands.Run(new ServeWalkIn(Point, Monday, Meal.Lunch, Anna)).Refusal);
        var scanned = stands.Run(s_scan);
        Assert.Equal(s_fedHere, scanned.Facts[0].Fact);
        Assert.Equal([(s_portion, s_here)], scanned.Takes);
    }

    [Theory]
    [InlineData(ConflictSettlement.HadBoth, false)]
    [InlineData(ConflictSettlement.ScannedByMistake, true)]
    [InlineData(ConflictSettlement.CardUsedByAnother, true)]
    public static void Who_was_not_fed_after_all_may_eat(ConflictSettlement how, bool freed)
    {
        var outcome = Stands(Given(OnePlaceAtEleven, s_fedHere)).With(s_fed, Lunch.Value)
            .Run(new SettlePortionConflict(Point, Monday, Meal.Lunch, Anna, how, null));
        Assert.Equal(freed ? [(s_fed, s_here)] : [], outcome.Releases);
    }

    private static Standing Stands(Sitting? sitting, SittingId? at = null) => new Standing(One)
        .With(Sitting.Stream.At((at ?? Lunch).Value), sitting).With(MealPoint.Stream.At(Point.Value), OpenPoint).With(Anna.Value, Registered(Anna));
}
