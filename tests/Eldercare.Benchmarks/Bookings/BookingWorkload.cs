using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Ids;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>
/// 400 sittings of 50 points on 8 days, popular by Zipf's law (exponent 0.8: the first takes about 5 % of all bookings), and 250,000
/// elders who each book at most once a day.
/// </summary>
public sealed class BookingWorkload
{
    public const int Points = 50;
    public const int Days = 8;
    public const int Elders = 250_000;
    private const double Exponent = 0.8;

    private readonly double[] _cumulative = new double[Points];
    private readonly MealPointId[] _points = [.. Enumerable.Range(0, Points).Select(i => new MealPointId(NameBasedId.Of($"bench-point:{i}")))];
    private readonly ElderId[] _elders = [.. Enumerable.Range(0, Elders).Select(i => new ElderId(NameBasedId.Of($"bench-elder:{i}")))];

    public BookingWorkload(DateOnly first)
    {
        First = first;
        var sum = 0.0;
        for (var i = 0; i < Points; i++) _cumulative[i] = sum += 1 / Math.Pow(i + 1, Exponent);
        for (var i = 0; i < Points; i++) _cumulative[i] /= sum;
    }

    public DateOnly First { get; }

    public IReadOnlyList<MealPointId> PointIds => _points;

    public IReadOnlyList<ElderId> ElderIds => _elders;

    /// <summary>Booking number <paramref name="n"/>: elders in turn, the day after each round, a point by popularity.</summary>
    public (MealPointId Point, DateOnly Date, ElderId Elder) At(long n)
    {
        var draw = new Random(unchecked((int)(n * 2654435761))).NextDouble();
        var point = Array.BinarySearch(_cumulative, draw);
        var elder = n % Elders;
        // Days are spread as well, so that all sittings are in play from the first second on.
        var day = (int)((elder + (n / Elders)) % Days);
        return (_points[point < 0 ? Math.Min(~point, Points - 1) : point], First.AddDays(day), _elders[elder]);
    }
}
