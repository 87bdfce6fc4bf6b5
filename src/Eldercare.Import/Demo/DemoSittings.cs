using System.Globalization;

namespace Eldercare.Import.Demo;

/// <summary>The served meals of the past, and the bookings for today and the days after.</summary>
internal sealed class DemoSittings(DemoSize size, DateOnly today, List<DemoMealPoint> points, DemoGuests guests)
{
    private const int DaysAhead = 7;
    private const double NoShows = 0.04, Cancellations = 0.05, WalkIns = 0.06;

    private static readonly string[] s_channels = ["dine_in", "takeaway", "delivery"];

    /// <summary>
    /// Today half of each sitting is booked; a day further on a little less each. Of yesterday one lunch is left, which its point has not
    /// closed yet: there is always one to work on.
    /// </summary>
    public void WriteBookings(TextWriter writer)
    {
        writer.WriteLine("meal_point,date,meal,elder,channel,booked_at");
        Span<int> buffer = stackalloc int[1024];
        for (var ahead = -1; ahead < DaysAhead; ahead++)
        {
            var date = today.AddDays(ahead);
            foreach (var point in points)
            {
                foreach (var meal in point.Meals.Where(m => m.IsServed(date) && (ahead >= 0 || IsLeftOpen(date, point, m))))
                {
                    var random = RandomOf(date, point, meal);
                    var count = (int)(meal.Capacity * 0.5 / (1 + (Math.Max(ahead, 0) * 0.7)));
                    foreach (var elder in guests.Draw(ref random, point, buffer[..count]))
                        writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                            $"{point.Number},{date:yyyy-MM-dd},{DemoMeal.Names[meal.Meal]},{DemoPeople.Number(elder)},{ChannelOf(ref random)},{today.AddDays(Math.Min(ahead, 0) - 1):yyyy-MM-dd} {random.Between(7, 19):00}:{random.Next(60):00}"));
                }
            }
        }
    }

    /// <returns>Meals served.</returns>
    public int WriteHistory(TextWriter writer, Action<long, double> progress)
    {
        writer.WriteLine("meal_point,date,meal,elder,outcome,channel,booked_at,cancelled_at,served_at");
        var first = FirstDay();
        var days = today.DayNumber - first.DayNumber;
        var (rows, served) = (0L, 0);
        Span<int> buffer = stackalloc int[1024];
        for (var date = first; date < today; date = date.AddDays(1))
        {
            foreach (var point in points)
            {
                foreach (var meal in point.Meals.Where(m => m.IsServed(date) && !IsLeftOpen(date, point, m)))
                {
                    var random = RandomOf(date, point, meal);
                    var (booked, walkIns) = Plan(ref random, meal);
                    var drawn = guests.Draw(ref random, point, buffer[..(booked + walkIns)]);
                    for (var i = 0; i < drawn.Length; i++)
                        if (WriteMeal(writer, ref random, point, date, meal, drawn[i], walkIn: i >= booked)) served++;
                    rows += drawn.Length;
                }
            }

            progress(rows, (double)(date.DayNumber - first.DayNumber + 1) / days);
        }

        return served;
    }

    /// <summary>The first point's lunch of yesterday.</summary>
    private bool IsLeftOpen(DateOnly date, DemoMealPoint point, DemoMeal meal) =>
        point.Index == 0 && meal.Meal == 1 && date == today.AddDays(-1);

    private static DemoRandom RandomOf(DateOnly date, DemoMealPoint point, DemoMeal meal) =>
        new((((ulong)date.DayNumber * 4096) + (ulong)point.Index) * 4 + (ulong)meal.Meal + 1000);

    private static (int Booked, int WalkIns) Plan(ref DemoRandom random, DemoMeal meal)
    {
        var booked = (int)(meal.Capacity * (0.5 + (0.48 * random.Share())));
        return (booked, Math.Min(meal.Buffer, (int)Math.Round(booked * WalkIns * 2 * random.Share())));
    }

    /// <summary>Goes back day by day until the meals planned make up the figure.</summary>
    private DateOnly FirstDay()
    {
        var (date, served) = (today, 0.0);
        while (served < size.ServedMeals)
        {
            date = date.AddDays(-1);
            foreach (var point in points)
            {
                foreach (var meal in point.Meals.Where(m => m.IsServed(date) && !IsLeftOpen(date, point, m)))
                {
                    var random = RandomOf(date, point, meal);
                    var (booked, walkIns) = Plan(ref random, meal);
                    served += (booked * (1 - NoShows - Cancellations)) + walkIns;
                }
            }
        }

        return date;
    }

    private static bool WriteMeal(
        TextWriter writer, ref DemoRandom random, DemoMealPoint point, DateOnly date, DemoMeal meal, int elder, bool walkIn)
    {
        var luck = random.Share();
        var outcome = walkIn ? "walk_in" : luck < Cancellations ? "cancelled" : luck < Cancellations + NoShows ? "no_show" : "served";
        writer.Write(point.Number);
        writer.Write(',');
        WriteDay(writer, date);
        writer.Write(',');
        writer.Write(DemoMeal.Names[meal.Meal]);
        writer.Write(',');
        writer.Write(DemoPeople.Number(elder));
        writer.Write(',');
        writer.Write(outcome);
        writer.Write(',');
        writer.Write(walkIn ? s_channels[0] : ChannelOf(ref random));
        writer.Write(',');
        var bookedAt = random.Between(7 * 60, 19 * 60);
        if (!walkIn) WriteTime(writer, date.AddDays(-1), bookedAt);
        writer.Write(',');
        if (string.Equals(outcome, "cancelled", StringComparison.Ordinal)) WriteTime(writer, date.AddDays(-1), bookedAt + random.Next(50));
        writer.Write(',');
        var served = outcome is "served" or "walk_in";
        if (served)
        {
            var from = DemoMeal.From[meal.Meal];
            var minutes = (int)(DemoMeal.Until[meal.Meal] - from).TotalMinutes;
            WriteTime(writer, date, (from.Hour * 60) + from.Minute + random.Next(minutes));
        }

        writer.WriteLine();
        return served;
    }

    private static string ChannelOf(ref DemoRandom random) => s_channels[random.Weighted([0.75, 0.12, 0.13])];

    private static void WriteDay(TextWriter writer, DateOnly date)
    {
        Span<char> text = stackalloc char[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        writer.Write(text);
    }

    private static void WriteTime(TextWriter writer, DateOnly date, int minuteOfDay)
    {
        WriteDay(writer, date);
        Span<char> text = [' ', (char)('0' + (minuteOfDay / 600)), (char)('0' + (minuteOfDay / 60 % 10)), ':',
            (char)('0' + (minuteOfDay % 60 / 10)), (char)('0' + (minuteOfDay % 10))];
        writer.Write(text);
    }
}
