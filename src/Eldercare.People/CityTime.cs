namespace Eldercare.People;

/// <summary>The city's clock: China Standard Time, UTC+8 all year.</summary>
public static class CityTime
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(8);

    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(now.ToOffset(s_offset).DateTime);

    /// <summary>The instant, in UTC, when the city's clocks show this date and time.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) =>
        new DateTimeOffset(date.ToDateTime(time), s_offset).ToUniversalTime();
}
