using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Api.Tests;

/// <summary>
/// A small city in memory: two points, two homes, two elders of different districts. Counts what is read. What it fakes stands beside this
/// file, a file a kind of reader.
/// </summary>
public sealed partial class FakeCity
{
    public const string Here = "321102", There = "321111";

    public static readonly MealPointId PointA = new(Id(1)), PointB = new(Id(2));
    public static readonly HomeId HomeA = new(Id(11)), HomeB = new(Id(12));
    public static readonly BedId BedA = new(Id(21)), BedB = new(Id(22));
    public static readonly ElderId Anna = new(Id(31)), Bruno = new(Id(32));
    public static readonly ApplicationId Application = new(Id(41));
    public static readonly StandingOrderId Order = new(Id(61));
    public static readonly DateOnly Day = new(2026, 3, 2);
    public static readonly SittingId Lunch = SittingId.Of(PointA, Day, Meal.Lunch);
    public static readonly WelfareAlertId Alert = WelfareAlertId.Of(DeliveryRunId.Of(Lunch, 1), Anna);
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 4, 0, 0, TimeSpan.Zero);

    private int _reads;
    private TaskCompletionSource? _hanging;

    /// <summary>Thrown by writer and readers, when set.</summary>
    public Exception? Fault { get; set; }

    public int Reads => _reads;

    public void Reset()
    {
        Commands.Clear();
        FileReads.Clear();
        (Unrecordable, Statements) = (null, 0);
        (Refusal, Fault, Hangs, Replays, Lags, _reads, Waits) = (null, null, false, false, false, 0, 0);
    }

    public static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    /// <summary>The writer and the readers give no answer; those of shared reads, which nobody's time ends, when it is over.</summary>
    public bool Hangs
    {
        get => _hanging is not null;
        set
        {
            _hanging?.TrySetResult();
            _hanging = value ? new(TaskCreationOptions.RunContinuationsAsynchronously) : null;
        }
    }

    private async Task<T> Read<T>(T value)
    {
        Interlocked.Increment(ref _reads);
        if (_hanging is { } hanging) await hanging.Task;
        return Fault is null ? value : throw Fault;
    }

    private Task<IReadOnlyDictionary<TKey, TRow>> Rows<TKey, TRow>(IReadOnlyCollection<TKey> asked, TKey[] known, Func<TKey, TRow> row)
        where TKey : notnull => Read<IReadOnlyDictionary<TKey, TRow>>(asked.Intersect(known).ToDictionary(k => k, row));
}
