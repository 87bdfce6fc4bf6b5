using System.Globalization;
using Eldercare.City.Messages;
using Eldercare.People;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Messages;

public static class QuietHoursTests
{
    [Theory]
    [InlineData("21:00", "07:00", "20:59", "20:59")]
    [InlineData("21:00", "07:00", "21:00", "+07:00")]
    [InlineData("21:00", "07:00", "23:59", "+07:00")]
    [InlineData("21:00", "07:00", "00:00", "07:00")]
    [InlineData("21:00", "07:00", "06:59", "07:00")]
    [InlineData("21:00", "07:00", "07:00", "07:00")]
    [InlineData("21:00", "07:00", "12:00", "12:00")]
    [InlineData("12:00", "14:30", "11:59", "11:59")]
    [InlineData("12:00", "14:30", "13:00", "14:30")]
    [InlineData("12:00", "14:30", "14:30", "14:30")]
    [InlineData("07:00", "07:00", "07:00", "07:00")]
    [InlineData("07:00", "07:00", "03:00", "03:00")]
    public static void Somebody_is_told_at_once_or_when_the_night_is_over(string from, string until, string now, string told) =>
        Assert.Equal(At(told), Quiet(from, until).Next(At(now)));

    [Theory]
    [InlineData(true, "06:30", "02:00")]
    [InlineData(true, "07:00", "02:00")]
    [InlineData(true, "07:01", "07:00")]
    [InlineData(true, null, "07:00")]
    [InlineData(false, "06:30", "07:00")]
    public static void What_lapses_before_the_night_is_over_is_told_at_once_if_it_may_disturb(bool urgent, string? lapses, string told) =>
        Assert.Equal(At(told), Quiet("21:00", "07:00").Next(At("02:00"), urgent, lapses is null ? null : At(lapses)));

    private static QuietHours Quiet(string from, string until) => new(Time(from), Time(until));

    /// <summary>A time of the day in the city; with a plus, of the next.</summary>
    private static DateTimeOffset At(string time) => CityTime.At(time[0] == '+' ? Today.AddDays(1) : Today, Time(time.TrimStart('+')));

    private static TimeOnly Time(string time) => TimeOnly.ParseExact(time, "HH:mm", CultureInfo.InvariantCulture);
}
