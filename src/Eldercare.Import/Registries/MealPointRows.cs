using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Registries;

/// <summary><c>meal_points</c> and <c>weekly_sittings</c>: a point's rows of the latter are its whole week.</summary>
internal static class MealPointRows
{
    private const int Number = 0, Name = 1, District = 2, Address = 3, Latitude = 4, Longitude = 5;

    public static async Task ImportAsync(ImportContext context)
    {
        Dictionary<MealPointId, Week>? weeks = null;
        var prices = default(Prices);
        using (var weekly = context.Open(Registry.WeeklySittings))
        {
            if (weekly is not null) weeks = Week.ReadAll(weekly, context.Report);
            if (weekly is not null) prices = new(weekly.Has(Week.PriceOf), weekly.Has(Week.Fee));
            if (weekly?.Tally.Faulty == true) return;
        }

        using var file = context.Open(Registry.MealPoints);
        if (file is not null && weeks is null)
            context.Errors.Add("weekly_sittings", 0, "", "FILE_MISSING", "Without it new meal points serve nothing; others keep their week.");
        if (file is not null) await context.RunAsync(file, Read(file, weeks, prices, context.Now));
        else if (weeks is not null) context.Errors.Add("meal_points", 0, "", "FILE_MISSING", "weekly_sittings needs meal_points.");
    }

    /// <summary>
    /// What the history needs to know of the folder's meal points. The district is the store's: a file that has another one was told so.
    /// </summary>
    public static async Task<Dictionary<MealPointId, (string District, Week? Week)>> PlansAsync(ImportContext context)
    {
        using var weekly = context.OpenAgain(Registry.WeeklySittings);
        var weeks = weekly is null ? [] : Week.ReadAll(weekly, fault: null);
        using var file = context.OpenAgain(Registry.MealPoints);
        var plans = new Dictionary<MealPointId, (string, Week?)>();
        if (file is null) return plans;
        foreach (var _ in file.Rows())
        {
            var point = MealPointId.FromRegistry(file.Number(Number));
            plans[point] = (file.Text(District), weeks.GetValueOrDefault(point));
        }

        var stored = await context.Appender.StatesAsync(context.City, [.. plans.Keys.Select(p => MealPoint.Stream.At(p.Value))], context.Cancellation);
        foreach (var (point, (_, week)) in plans.ToList())
            if (stored.GetValueOrDefault(point.Value) is MealPoint known) plans[point] = (known.District, week);
        return plans;
    }

    private static IEnumerable<Entry> Read(RegistryReader file, Dictionary<MealPointId, Week>? weeks, Prices prices, DateTimeOffset now)
    {
        var seen = new HashSet<MealPointId>();
        while (file.Next())
        {
            var point = MealPointId.FromRegistry(file.Number(Number));
            var (name, district, address) = (file.Text(Name), file.Text(District), file.Text(Address));
            var (latitude, longitude) = (file.Degrees(Latitude), file.Degrees(Longitude));
            if (!file.Failed && !seen.Add(point)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            var week = weeks?.GetValueOrDefault(point) ?? new();
            if (!file.Failed && week.Broken) file.Fail(Number, "WEEK_INCOMPLETE", "A row of its week cannot be read, so the week is not taken.");
            if (file.Failed) continue;

            var sittings = week.Sittings();
            var open = new OpenMealPoint(point, name, district, address, latitude, longitude, sittings);
            List<Step> change =
            [
                new([file.At], "district", open, now) { Against = InDistrict(point, district) },
                new([file.At], "registry_number", new ChangeMealPoint(point, name, address, latitude, longitude), now),
            ];
            if (weeks is not null) change.Add(new(week.Rows.Count > 0 ? [.. week.Rows] : [file.At], "weekday", prices.Change(point, sittings), now));
            yield return new CommandEntry(MealPoint.Stream.At(point.Value), [new([file.At, .. week.Rows], "registry_number", open, now)], change, now);
        }

        foreach (var (point, week) in weeks ?? [])
        {
            if (seen.Contains(point) || week.Broken) continue;
            Step[] change = [new([.. week.Rows], "meal_point", prices.Change(point, week.Sittings()), now)];
            yield return new CommandEntry(MealPoint.Stream.At(point.Value), change, change, now);
        }
    }

    /// <summary>A meal point does not move to another district: its figures would move with it.</summary>
    private static Comparison InDistrict(MealPointId point, string district) => Comparison.Fixed<MealPointBoard>(
        point.Value, "MEAL_POINT_DIFFERS", "meal point", known => [("district", known.District == district)]);
}

/// <summary>Which of a week's money the file knows of; what it does not stays as it is.</summary>
internal readonly record struct Prices(bool OfMeals, bool OfDelivery)
{
    public ChangeWeek Change(MealPointId point, ImmutableArray<WeeklySitting> week) => new(point, week, !OfMeals, !OfDelivery);
}

/// <summary>What a meal point serves in a week, with the rows that say so.</summary>
internal sealed class Week
{
    public const int PriceOf = 8, Fee = 9;
    private const int Point = 0, Day = 1, MealOf = 2, Capacity = 3, Buffer = 4, From = 5, Until = 6, CutOff = 7;
    private readonly List<WeeklySitting> _sittings = [];

    public List<RowAt> Rows { get; } = [];

    /// <summary>A row could not be read.</summary>
    public bool Broken { get; private set; }

    public static Dictionary<MealPointId, Week> ReadAll(RegistryReader file, Action<FileTally, FileFault>? fault)
    {
        var weeks = new Dictionary<MealPointId, Week>();
        foreach (var row in file.Rows(fault))
        {
            var point = MealPointId.FromRegistry(file.Number(Point));
            if (file.Failed) continue;
            if (!weeks.TryGetValue(point, out var week)) weeks[point] = week = new();
            var sitting = new WeeklySitting(
                file.Choice<DayOfWeek>(Day), file.Choice<Meal>(MealOf), file.Integer(Capacity), file.Integer(Buffer),
                file.Time(From), file.Time(Until), file.Integer(CutOff), file.OptionalYuan(PriceOf), file.OptionalYuan(Fee));
            if (file.Failed)
            {
                week.Broken = true;
                continue;
            }

            week._sittings.Add(sitting);
            week.Rows.Add(row);
        }

        return weeks;
    }

    /// <summary>In the order of the week, so that rows in another order are no change.</summary>
    public ImmutableArray<WeeklySitting> Sittings() => [.. _sittings.OrderBy(s => ((int)s.Day + 6) % 7).ThenBy(s => s.Meal)];

    public WeeklySitting? On(DateOnly date, Meal meal) => _sittings.Find(s => s.Day == date.DayOfWeek && s.Meal == meal);
}
