using System.Globalization;

namespace Eldercare.Import.Demo;

/// <param name="Meal">0 breakfast, 1 lunch, 2 dinner.</param>
/// <param name="Weekend">Served at weekends too.</param>
/// <param name="Capacity">Portions that can be booked.</param>
/// <param name="Buffer">For walk-ins.</param>
internal sealed record DemoMeal(int Meal, bool Weekend, int Capacity, int Buffer)
{
    public static string[] Names { get; } = ["breakfast", "lunch", "dinner"];

    /// <summary>From and until.</summary>
    public static string[] Times { get; } = ["06:30,08:30", "11:00,12:30", "16:30,18:00"];

    /// <summary>Minutes before; who has lunch at a point that cooks a day ahead orders it by eight in the evening.</summary>
    public int CutOff(bool dayAhead) => Meal switch { 0 => 600, 1 when dayAhead => 900, _ => 120 };

    /// <summary>Of a portion and of its delivery, in yuan: the 8 yuan lunch of the city's report.</summary>
    public static string[] Prices { get; } = ["4.00,", "8.00,1.00", "8.00,1.00"];

    /// <summary>Of a portion, as the weeks say it.</summary>
    public static string PriceOf(int meal) => Prices[meal][..Prices[meal].IndexOf(',', StringComparison.Ordinal)];

    public static TimeOnly[] From { get; } = [new(6, 30), new(11, 0), new(16, 30)];

    public static TimeOnly[] Until { get; } = [new(8, 30), new(12, 30), new(18, 0)];

    public bool IsServed(DateOnly date) => Weekend || date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}

/// <param name="Index">From 0.</param>
/// <param name="District">Its place in <see cref="DemoDistrict.All"/>.</param>
/// <param name="Name">Unique.</param>
/// <param name="Address">In the district.</param>
/// <param name="Latitude">Degrees.</param>
/// <param name="Longitude">Degrees.</param>
/// <param name="Meals">Breakfast before lunch before dinner.</param>
internal sealed record DemoMealPoint(
    int Index, int District, string Name, string Address, double Latitude, double Longitude, DemoMeal[] Meals)
{
    private static readonly string[] s_weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"];
    private static readonly string[] s_weekend = ["saturday", "sunday"];

    public DemoMeal Lunch => Array.Find(Meals, m => m.Meal == 1)!;

    /// <summary>One in ten, the first among them: there the kitchen sheet of today is there at any time of day.</summary>
    public bool CooksDayAhead => Index % 10 == 0;

    public string Number => NumberOf(Index);

    public static string NumberOf(int index) => string.Create(CultureInfo.InvariantCulture, $"MP-{index + 1:000}");

    public static List<DemoMealPoint> Generate(DemoSize size)
    {
        var random = new DemoRandom(2);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var points = new List<DemoMealPoint>();
        var perDistrict = DemoDistrict.Split(size.MealPoints);
        for (var d = 0; d < perDistrict.Length; d++)
        {
            for (var i = 0; i < perDistrict[d]; i++)
            {
                var district = DemoDistrict.All[d];
                var (latitude, longitude) = district.Somewhere(ref random);
                points.Add(new(points.Count, d, DemoNames.Place(ref random, district, "助餐点", taken),
                    DemoNames.Address(ref random, district), latitude, longitude, Week(ref random, size, everyDay: points.Count == 0)));
            }
        }

        return points;
    }

    public static void Write(TextWriter writer, IEnumerable<DemoMealPoint> points)
    {
        writer.WriteLine("registry_number,name,district,address,latitude,longitude");
        foreach (var p in points)
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{p.Number},{p.Name},{DemoDistrict.All[p.District].Code},{p.Address},{p.Latitude:0.000000},{p.Longitude:0.000000}"));
    }

    public static void WriteWeeks(TextWriter writer, IEnumerable<DemoMealPoint> points)
    {
        writer.WriteLine("meal_point,weekday,meal,capacity,walk_in_buffer,served_from,served_until,cut_off_minutes,price,delivery_fee");
        foreach (var point in points)
            foreach (var meal in point.Meals)
                foreach (var day in meal.Weekend ? [.. s_weekdays, .. s_weekend] : s_weekdays)
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                        $"{point.Number},{day},{DemoMeal.Names[meal.Meal]},{meal.Capacity},{meal.Buffer},{DemoMeal.Times[meal.Meal]},{meal.CutOff(point.CooksDayAhead)},{DemoMeal.Prices[meal.Meal]}"));
    }

    /// <summary>Every fifteenth meal point or so is hosted by a day-care centre.</summary>
    public static void WriteDayCareCentres(TextWriter writer, DemoSize size, List<DemoMealPoint> points)
    {
        writer.WriteLine("registry_number,name,district,address,meal_point");
        for (var i = 0; i < size.DayCareCentres; i++)
        {
            var host = points[i * points.Count / size.DayCareCentres];
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"DC-{i + 1:00},{host.Name.Replace("助餐点", "老年人日间照料中心", StringComparison.Ordinal)},{DemoDistrict.All[host.District].Code},{host.Address},{host.Number}"));
        }
    }

    /// <param name="random">Chance.</param>
    /// <param name="size">How large the city is.</param>
    /// <param name="everyDay">Lunch at weekends too, whatever chance says.</param>
    private static DemoMeal[] Week(ref DemoRandom random, DemoSize size, bool everyDay)
    {
        var capacity = random.Between(40, size.MealPoints < 100 ? 60 : 150);
        var meals = new List<DemoMeal>();
        if (random.Chance(0.08)) meals.Add(new(0, Weekend: false, capacity / 3, 4));
        meals.Add(new(1, random.Chance(0.3) || everyDay, capacity, 8 + (capacity / 8)));
        if (random.Chance(0.25)) meals.Add(new(2, Weekend: false, capacity / 2, 4 + (capacity / 16)));
        return [.. meals];
    }
}
