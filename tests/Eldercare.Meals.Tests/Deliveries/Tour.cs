using Eldercare.People;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Deliveries;

/// <summary>Commands about Monday's lunch.</summary>
internal static class Tour
{
    public static readonly DeliverySettings Two = new() { StopsPerRun = 2 };
    public static readonly DeliveryRunId RunOne = DeliveryRunId.Of(Lunch, 1), RunTwo = DeliveryRunId.Of(Lunch, 2);
    public static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static PlanDeliveryRuns Plan(int first, params ElderId[] order) => new(Point, Monday, Meal.Lunch, [.. order], first, Two);

    public static AssignDriver Assign(int run = 1, string driver = "D-7") => new(Point, Monday, Meal.Lunch, run, driver);

    public static StartDeliveryRun Start(int run = 1) => new(Point, Monday, Meal.Lunch, run);

    public static RecordDelivered Delivered(ElderId elder, int run = 1) => new(Point, Monday, Meal.Lunch, run, elder);

    public static RecordNotAtHome NotAtHome(ElderId elder, int run = 1) => new(Point, Monday, Meal.Lunch, run, elder, Hour);

    public static RecordRefusedAtDoor Refused(ElderId elder, int run = 1) => new(Point, Monday, Meal.Lunch, run, elder);

    /// <summary>Run 1 with Anna and Bruno is on its way at ten.</summary>
    public static Street UnderWay()
    {
        var street = Street.Of(Anna, Bruno);
        street.Do(Plan(1, Anna, Bruno));
        street.Do(Assign());
        street.Clock = Ten;
        street.Do(Start());
        return street;
    }
}
