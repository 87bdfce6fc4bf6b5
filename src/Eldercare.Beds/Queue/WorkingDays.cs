using System.Reflection;
using System.Text.Json;
using Eldercare.Store.Deciding;
using Eldercare.Store.Policies;

namespace Eldercare.Beds.Queue;

/// <param name="Year">Which.</param>
/// <param name="Source">The State Council's notice.</param>
/// <param name="Off">Days off, weekends among them or not.</param>
/// <param name="Work">Weekend days that are worked to make up for it (调休上班).</param>
public sealed record YearOfHolidays(int Year, PolicySource Source, ImmutableArray<DaysOff> Off, ImmutableArray<DateOnly> Work);

/// <param name="Name">The holiday.</param>
/// <param name="From">First day off.</param>
/// <param name="To">Last one, included.</param>
public sealed record DaysOff(Words Name, DateOnly From, DateOnly To);

/// <summary>
/// Working days in China: Monday to Friday, less the days off and with the days made up that the State Council announces for each year.
/// They ship as <c>Queue/calendars/*.json</c>. Of a year that has none yet only weekends are known: <see cref="Knows"/> says so.
/// </summary>
public static class WorkingDays
{
    public static IReadOnlyDictionary<int, YearOfHolidays> Years { get; } = Read();

    private static readonly HashSet<DateOnly> s_off = [.. Years.Values.SelectMany(y => y.Off).SelectMany(Days)];
    private static readonly HashSet<DateOnly> s_work = [.. Years.Values.SelectMany(y => y.Work)];

    /// <summary>Whether the holidays of that day's year are known.</summary>
    public static bool Knows(DateOnly day) => Years.ContainsKey(day.Year);

    public static bool Is(DateOnly day) =>
        s_work.Contains(day) || (!s_off.Contains(day) && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    /// <summary>The so-manieth working day after a day, which itself is not counted: the last day of a time limit.</summary>
    /// <param name="from">The day it begins on.</param>
    /// <param name="days">Working days, 1 or more.</param>
    public static DateOnly After(DateOnly from, int days)
    {
        var day = from;
        while (days > 0)
            if (Is(day = day.AddDays(1))) days--;
        return day;
    }

    private static IEnumerable<DateOnly> Days(DaysOff off) =>
        Enumerable.Range(0, off.To.DayNumber - off.From.DayNumber + 1).Select(off.From.AddDays);

    private static Dictionary<int, YearOfHolidays> Read()
    {
        var home = Assembly.GetExecutingAssembly();
        return home.GetManifestResourceNames().Where(n => n.StartsWith("calendars/", StringComparison.Ordinal)).Select(name =>
        {
            using var stream = home.GetManifestResourceStream(name)!;
            return JsonSerializer.Deserialize<YearOfHolidays>(stream, JsonSerializerOptions.Web)!;
        }).ToDictionary(y => y.Year);
    }
}
