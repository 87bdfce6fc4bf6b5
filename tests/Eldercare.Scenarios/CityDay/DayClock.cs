using Eldercare.People;

namespace Eldercare.Scenarios.CityDay;

/// <summary>
/// The host's clock on the simulated day: it runs as the machine's does, and jumps from one hour of the day to the next. It is never as
/// much as a day ahead before the evening, so that what was just recorded counts as of today.
/// </summary>
internal sealed class DayClock : TimeProvider
{
    /// <summary>The day has to have so much left when it begins.</summary>
    private static readonly TimeSpan s_length = TimeSpan.FromHours(9);

    private long _ahead;

    public DayClock()
    {
        var now = base.GetUtcNow();
        Date = CityTime.Today(now + s_length);
        var midnight = CityTime.At(Date, TimeOnly.MinValue);
        Begins = Whole(now > midnight ? now : midnight).AddMinutes(1);
        JumpTo(Begins);
    }

    /// <summary>The city date of the day.</summary>
    public DateOnly Date { get; }

    public DateTimeOffset Begins { get; }

    /// <summary>The first offers of places have lapsed by then.</summary>
    public DateTimeOffset Noonish => Begins.AddHours(2);

    public DateTimeOffset CutOff => Begins.AddHours(4);

    public DateTimeOffset Serving => Begins.AddHours(5);

    public DateTimeOffset Closing => Begins.AddHours(7);

    /// <summary>When the month can be settled.</summary>
    public DateTimeOffset NextMonth => CityTime.At(new DateOnly(Date.Year, Date.Month, 1).AddMonths(1), new TimeOnly(9, 0));

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>Forwards only.</summary>
    public void JumpTo(DateTimeOffset at) =>
        Interlocked.Exchange(ref _ahead, Math.Max(Interlocked.Read(ref _ahead), (at - base.GetUtcNow()).Ticks));

    /// <summary>What the city's clocks show.</summary>
    public static TimeOnly TimeOf(DateTimeOffset at) => TimeOnly.FromDateTime(CityTime.Local(at));

    private static DateTimeOffset Whole(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMinute));
}
