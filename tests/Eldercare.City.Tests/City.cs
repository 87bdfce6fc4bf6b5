using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Ids;

namespace Eldercare.City.Tests;

/// <summary>A few people, places and days the tests speak of.</summary>
internal static class City
{
    public const string Name = "zhenjiang";
    public const string Jingkou = "321102";

    public static readonly ElderId Anna = new(Id("anna")), Bruno = new(Id("bruno"));
    public static readonly MealPointId Garden = new(Id("garden"));
    public static readonly HomeId Hillside = new(Id("hillside")), Town = new(Id("town"));
    public static readonly RoomId RoomOne = new(Id("room"));
    public static readonly BedId BedOne = new(Id("bed one")), BedTwo = new(Id("bed two"));
    public static readonly ApplicationId Wish = new(Id("application"));

    /// <summary>A Monday, 08:00 in the city.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 2);
    public static readonly SittingId Lunch = SittingId.Of(Garden, Today, Meal.Lunch);

    public static Guid Id(string name) => NameBasedId.Of($"test:{name}");

    public static WeeklySitting Serves(DayOfWeek day, Meal meal) =>
        new(day, meal, Capacity: 50, WalkInBuffer: 5, new TimeOnly(11, 0), new TimeOnly(12, 30), CutOffMinutes: 120);
}
