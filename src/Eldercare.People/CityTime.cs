namespace Eldercare.People;

/// <summary>The city's clock: China Standard Time, UTC+8 all year.</summary>
public static class CityTime
{
    private static readonly TimeSpan s_offset = TimeSpan.FromHours(8);

    public static DateOnly Today(DateTimeOffset now) => DateOnly.FromDateTime(Local(now));

    /// <summary>What the city's clocks and calendars show at an instant.</summary>
    public static DateTime Local(DateTimeOffset at) => at.ToOffset(s_offset).DateTime;

    /// <summary>The instant, in UTC, when the city's clocks show this date and time.</summary>
    public static DateTimeOffset At(DateOnly date, TimeOnly time) =>
        new DateTimeOffset(date.ToDateTime(time), s_offset).ToUniversalTime();
}
