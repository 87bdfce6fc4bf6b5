using System.Globalization;
using Eldercare.Beds.Queue;

namespace Eldercare.Beds.Tests.Queue;

public static class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-03-02", 5, "2026-03-09")] // over a weekend
    [InlineData("2026-02-13", 1, "2026-02-14")] // a Saturday that is worked
    [InlineData("2026-02-13", 2, "2026-02-24")] // over Spring Festival
    [InlineData("2026-02-16", 5, "2026-02-28")] // from within it, with the Saturday made up
    [InlineData("2025-12-31", 1, "2026-01-04")] // New Year, and the Sunday made up
    [InlineData("2025-09-26", 2, "2025-09-29")] // Sunday 28 September is worked
    [InlineData("2025-09-30", 1, "2025-10-09")] // National Day and Mid-Autumn
    [InlineData("2025-04-03", 1, "2025-04-07")] // Qingming
    [InlineData("2025-05-30", 3, "2025-06-05")] // Dragon Boat Festival
    [InlineData("2026-10-09", 1, "2026-10-10")]
    public static void Counts_from_the_day_after(string from, int days, string last) => Assert.Equal(Day(last), WorkingDays.After(Day(from), days));

    /// <summary>365 days less 104 of weekends and 13 holidays by law: moving days off about changes nothing of that.</summary>
    [Theory, InlineData(2025, 248), InlineData(2026, 248)]
    public static void Has_the_working_days_of_the_year(int year, int days) => Assert.Equal(
        days, Enumerable.Range(0, 365).Select(d => new DateOnly(year, 1, 1).AddDays(d)).Count(WorkingDays.Is));

    [Fact]
    public static void Knows_which_years_it_has_and_leaves_out_weekends_in_the_others()
    {
        Assert.True(WorkingDays.Knows(new(2026, 12, 31)));
        Assert.False(WorkingDays.Knows(new(2027, 1, 1)));
        Assert.True(WorkingDays.Is(new(2027, 1, 1)));
        Assert.False(WorkingDays.Is(new(2027, 1, 2)));
        Assert.All(WorkingDays.Years.Values, y => Assert.NotNull(y.Source.Url));
    }

    /// <summary>Days made up are weekend days, and each stretch of days off lies in its year.</summary>
    [Fact]
    public static void Is_data_without_slips() => Assert.All(WorkingDays.Years.Values, y =>
    {
        Assert.All(y.Work, d => Assert.True(d.Year == y.Year && d.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday));
        Assert.All(y.Off, o => Assert.True(o.From.Year == y.Year && o.To >= o.From && o.To < o.From.AddDays(10)));
        Assert.DoesNotContain(y.Work, d => y.Off.Any(o => o.From <= d && d <= o.To));
    });

    /// <summary>The longest a policy may give an offer ends within the 90 days a bed is kept for one, whatever holidays lie in between.</summary>
    [Fact]
    public static void The_longest_offer_a_policy_gives_ends_within_ninety_days() => Assert.All(
        Enumerable.Range(0, 730).Select(new DateOnly(2025, 1, 1).AddDays),
        day => Assert.InRange(WorkingDays.After(day, 55).AddDays(1).DayNumber - day.DayNumber, 55, 90));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
