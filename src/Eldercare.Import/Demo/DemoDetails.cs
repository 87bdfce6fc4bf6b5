using System.Globalization;

namespace Eldercare.Import.Demo;

/// <summary>What the offices know of the generated people beside the register: entitlements, hukou, diets, whom to ring; and standing orders.</summary>
internal sealed class DemoDetails(DateOnly today, DemoPeople people, List<DemoMealPoint> points, DemoGuests guests)
{
    /// <summary>One regular in so many eats something different, and not more than <see cref="MostDiners"/>.</summary>
    private const int OneDinerIn = 40;

    /// <summary>Each has the menus of the days booked looked at: some thousands would keep the kitchens' reactions busy for minutes.</summary>
    private const int MostDiners = 1_200;

    /// <summary>Of a lunch's places, ordered for every weekday.</summary>
    private const double Ordered = 0.25;

    /// <summary>Those whom a subsidised lunch is for come to the meal points more often than others.</summary>
    private const double HardshipOfRegulars = 0.12, HardshipOfOthers = 0.015;

    private static readonly string[] s_hardship =
        ["minimum_living", "low_income", "destitute", "severe_disability", "veteran", "only_child_lost"];

    private static readonly string[] s_profiles =
    [
        "minced_moist,slightly_thick,,", "regular,thin,fish;crustaceans,", "regular,thin,,diabetic", "regular,thin,,halal",
        "soft_bite_sized,thin,eggs,low_salt", "pureed,thin,,",
    ];

    private static readonly string[] s_relations = ["child", "child", "child_in_law", "spouse", "neighbour"];

    private readonly HashSet<int> _entitledByHardship = [];

    /// <summary>Everybody of 80 and over by age, centenarians once more, and the six hardship categories.</summary>
    public void WriteEntitlements(TextWriter writer)
    {
        writer.WriteLine("elder,category,from,until,evidence,reference,checked_on");
        var random = new DemoRandom(5);
        for (var elder = 0; elder < people.Count; elder++)
        {
            WriteAge(elder, 80, "old_age");
            WriteAge(elder, 100, "centenarian");
            if (!random.Chance(guests.IsRegular(elder) ? HardshipOfRegulars : HardshipOfOthers)) continue;
            var category = random.Weighted([0.42, 0.24, 0.12, 0.12, 0.07, 0.03]);
            var from = new DateOnly(today.Year, today.Month, 1).AddMonths(-random.Between(3, 30));
            _entitledByHardship.Add(elder);
            // Income is looked at again after some years; the others are for good.
            var until = category < 2 ? from.AddYears(3).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{DemoPeople.Number(elder)},{s_hardship[category]},{from:yyyy-MM-dd},{until},cross_check,HD-{from:yyyyMM}-{elder + 1:0000000},{from.AddDays(-random.Between(3, 25)):yyyy-MM-dd}"));
        }

        // From the month after the birthday on: its day is personal data, and the decision is kept for ever.
        void WriteAge(int elder, int age, string category)
        {
            var reached = people.BornOn(elder).AddYears(age);
            if (reached > today) return;
            var from = new DateOnly(reached.Year, reached.Month, 1).AddMonths(1);
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{DemoPeople.Number(elder)},{category},{from:yyyy-MM-dd},,certificate,ID-{elder + 1:0000000},{(from > today ? today : from):yyyy-MM-dd}"));
        }
    }

    /// <summary>It is looked into for those who are entitled by hardship.</summary>
    public void WriteHukou(TextWriter writer)
    {
        writer.WriteLine("elder,local,evidence,reference,checked_on");
        foreach (var elder in _entitledByHardship.Order())
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{DemoPeople.Number(elder)},{(elder % 25 == 0 ? "no" : "yes")},certificate,HK-{elder + 1:0000000},{today.AddMonths(-3):yyyy-MM-dd}"));
    }

    public void WriteDinerProfiles(TextWriter writer)
    {
        writer.WriteLine("elder,food,drink,allergens,diets");
        int[] regulars = [.. points.SelectMany(p => guests.Regulars(p).ToArray())];
        var (nth, step) = (0, Math.Max(OneDinerIn, regulars.Length / MostDiners));
        foreach (var elder in regulars.Where((_, i) => i % step == 0))
            writer.WriteLine($"{DemoPeople.Number(elder)},{s_profiles[nth++ % s_profiles.Length]}");
    }

    /// <summary>Whom to ring for those who are brought their meals, or order them for good.</summary>
    public void WriteContacts(TextWriter writer)
    {
        writer.WriteLine("elder,name,relation,phone,emergency");
        var random = new DemoRandom(6);
        foreach (var point in points)
            foreach (var elder in Ordering(point))
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{DemoPeople.Number(elder)},{DemoNames.Person(ref random, random.Chance(0.5))},{random.Pick<string>(s_relations)},101{elder:00000000},yes"));
    }

    /// <summary>
    /// Lunch on every weekday at the own point; one in four has it brought. From the day after tomorrow on: before, some cut-offs have passed.
    /// </summary>
    public void WriteStandingOrders(TextWriter writer)
    {
        writer.WriteLine("registry_number,elder,meal_point,weekdays,meal,channel,from,until");
        var nth = 0;
        foreach (var point in points)
            foreach (var elder in Ordering(point))
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"SO-{++nth:000000},{DemoPeople.Number(elder)},{point.Number},monday;tuesday;wednesday;thursday;friday,lunch,{(nth % 4 == 0 ? "delivery" : "dine_in")},{today.AddDays(2):yyyy-MM-dd},{(nth % 10 == 0 ? today.AddMonths(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}"));
    }

    private ReadOnlySpan<int> Ordering(DemoMealPoint point)
    {
        var regulars = guests.Regulars(point);
        return regulars[..Math.Min(regulars.Length, (int)(point.Lunch.Capacity * Ordered))];
    }
}
