using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;
using Eldercare.Store;
using Eldercare.Store.Ids;

namespace Eldercare.Benchmarks.CheckIns;

/// <summary>
/// Today's lunch of 400 meal points, each with the same number of guests, every one of them with a card and every second entitled to the
/// city's subsidy. Guests come to all the points in turn.
/// </summary>
public sealed class CheckInWorkload(DateOnly today, int guestsAPoint)
{
    public const int Points = 400;

    public static Fen Price { get; } = new(800);

    public DateOnly Today { get; } = today;

    public int GuestsAPoint { get; } = guestsAPoint;

    public int Guests => Points * GuestsAPoint;

    public static MealPointId Point(int n) => new(NameBasedId.Of($"bench-point:{n}"));

    public static ElderId Elder(int n) => new(NameBasedId.Of($"bench-elder:{n}"));

    /// <summary>As a reader reads it.</summary>
    public static string Code(int n) => $"BENCH{n:0000000}";

    public static CardId Card(int n) => new CardKey(Convert.FromBase64String(CheckInCity.Key)).IdOf(Code(n));

    public static bool IsEntitled(int n) => n / Points % 2 == 0;

    /// <summary>What the policy of 2025 leaves of <see cref="Price"/>: 2 of 8 yuan, or all of it.</summary>
    public static Fen ElderPays(int n) => IsEntitled(n) ? new(200) : Price;

    /// <summary>Where guest number <paramref name="n"/> eats.</summary>
    public static MealPointId PointOf(int n) => Point(n % Points);

    /// <summary>The numbers of those who eat at a point.</summary>
    public IEnumerable<int> GuestsOf(int point) => Enumerable.Range(0, GuestsAPoint).Select(g => point + (g * Points));

    public SittingId Sitting(int point) => SittingId.Of(Point(point), Today, Meal.Lunch);
}
