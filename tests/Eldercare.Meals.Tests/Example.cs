using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals.Tests;

/// <summary>One meal point with one place and one walk-in portion on Mondays at lunch, from 11:00 city time, cut-off at 9:00.</summary>
internal static class Example
{
    public const string Jingkou = "321102";

    public static readonly MealPointId Point = new(Id(1));
    public static readonly ElderId Anna = new(Id(2)), Bruno = new(Id(3)), Clara = new(Id(4));

    public static readonly DateOnly Monday = new(2026, 3, 2);
    public static readonly DateTimeOffset Nine = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero), Eight = Nine.AddHours(-1),
        Ten = Nine.AddHours(1), Eleven = Nine.AddHours(2), Noon = Nine.AddHours(3), One = Nine.AddHours(4);

    public static readonly WeeklySitting MondayLunch = new(
        DayOfWeek.Monday, Meal.Lunch, Capacity: 1, WalkInBuffer: 1, new(11, 0), new(13, 0), CutOffMinutes: 120);

    public static readonly MealPointOpened PointOpened = new(
        Point, "Square Street", Jingkou, "1 Square Street", 32.2, 119.4, [MondayLunch]);

    public static readonly SittingId Lunch = SittingId.Of(Point, Monday, Meal.Lunch);
    public static readonly SittingId Elsewhere = SittingId.Of(new(Id(9)), Monday, Meal.Lunch);

    public static readonly SittingOpened OnePlaceAtEleven = new(
        Lunch, Point, Jingkou, Monday, Meal.Lunch, Capacity: 1, WalkInBuffer: 1, Nine, Eleven, One);

    public static readonly MealBooked AnnaBooked = new(Lunch, Anna, Channel.Takeaway), BrunoBooked = new(Lunch, Bruno, Channel.DineIn);
    public static readonly BookingCancelled AnnaCancelled = new(Lunch, Anna, "Away", Late: false);
    public static readonly MealServed AnnaServed = new(Lunch, Anna, Channel.Takeaway, Eleven);
    public static readonly WalkInServed AnnaWalkedIn = new(Lunch, Anna, Noon), BrunoWalkedIn = new(Lunch, Bruno, Noon);
    public static readonly NoShowRecorded AnnaAbsent = new(Lunch, Anna);
    public static readonly SittingClosed Closed = new(Lunch);

    public static readonly MealPoint OpenPoint = MealPoint.Fold(null, PointOpened)!;
    public static readonly MealPoint SuspendedPoint = MealPoint.Fold(OpenPoint, new MealPointSuspended(Point, "Water cut"))!;

    public static Sitting? Given(params SittingFact[] history) => history.Aggregate(default(Sitting), Sitting.Fold);

    public static ElderRecord Registered(ElderId elder, DateOnly? diedOn = null) => new(
        elder, "A. Name", "321102194001010000", Phone: null, Address: null, Jingkou, new(1940, 1, 1), Gender.Female, CareLevel: null, diedOn);

    public static void Then<TFact>(this Decision<TFact> decision, params TFact[] facts)
        where TFact : class
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts);
    }

    public static void ThenNothing<TFact>(this Decision<TFact> decision)
        where TFact : class => decision.Then();

    public static void ThenRefused<TFact>(this Decision<TFact> decision, string code, Refusal refusal)
        where TFact : class
    {
        Assert.Equal((code, refusal), (decision.Refusal?.Code, decision.Refusal));
        Assert.Empty(decision.Facts);
    }

    public static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
