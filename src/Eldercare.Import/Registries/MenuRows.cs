using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Reports;
using Eldercare.Meals;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>menus</c>: a row is one set of one meal; a meal's first is what those get who choose nothing. A week that is new is published, from
/// today on; of one known already the meals of today and the days to come are taken over.
/// </summary>
internal static class MenuRows
{
    private const int KitchenOf = 0, Date = 1, MealOf = 2, Set = 3, Name = 4, Dishes = 5, Price = 6;

    public static async Task ImportAsync(ImportContext context)
    {
        using var file = context.Open(Registry.Menus);
        if (file is not null) await context.RunAsync(file, Read(file, context));
    }

    private static IEnumerable<Entry> Read(RegistryReader file, ImportContext context)
    {
        var weeks = new Dictionary<(KitchenId Kitchen, DateOnly Monday), Dictionary<(DateOnly Date, Meal Meal), PlannedMeal>>();
        foreach (var row in file.Rows(context.Report))
        {
            var (kitchen, date, meal) = (KitchenId.FromRegistry(file.Number(KitchenOf)), file.Date(Date), file.Choice<Meal>(MealOf));
            var isPlaced = !file.Failed;
            var set = new MenuSet(file.Text(Set), file.Text(Name), [.. file.List(Dishes).Select(DishId.FromRegistry)], file.Yuan(Price));
            if (!isPlaced) continue;
            if (!weeks.TryGetValue((kitchen, MenuId.MondayOf(date)), out var week)) weeks[(kitchen, MenuId.MondayOf(date))] = week = [];
            if (!week.TryGetValue((date, meal), out var planned)) week[(date, meal)] = planned = new(date, meal);
            if (file.Failed) planned.Broken = true;
            else planned.Add(row, set);
        }

        foreach (var ((kitchen, monday), week) in weeks)
        {
            foreach (var row in week.Values.Where(m => m.Broken).SelectMany(m => m.Rows))
            {
                context.Errors.Add(row, "set", "MEAL_INCOMPLETE", "Another set of the meal cannot be read, so the meal is not taken.");
                row.File.Count(Fate.Refused);
            }

            PlannedMeal[] meals = [.. week.Values.Where(m => !m.Broken).OrderBy(m => m.Date).ThenBy(m => m.Meal)];
            if (meals.Length > 0) yield return new MenuEntry(kitchen, monday, meals, context.Today, context.Now);
        }
    }

    private sealed class PlannedMeal(DateOnly date, Meal meal)
    {
        private readonly List<MenuSet> _sets = [];

        public DateOnly Date => date;

        public Meal Meal => meal;

        public List<RowAt> Rows { get; } = [];

        public bool Broken { get; set; }

        public MenuMeal Planned => new(date, meal, [.. _sets]);

        public void Add(RowAt row, MenuSet set)
        {
            Rows.Add(row);
            _sets.Add(set);
        }

        public Step Change(KitchenId kitchen, DateTimeOffset now) =>
            new([.. Rows], "dishes", new ChangeMenuDay(kitchen, date, meal, [.. _sets]), now)
            {
                Done = known => ChangeMenuDayDecider.IsSame([.. _sets], ((Menu)known).SetsAt(date, meal)),
            };
    }

    /// <summary>A kitchen's week. Of one that is new the days gone by are reported: what was cooked then nobody can plan.</summary>
    private sealed class MenuEntry(KitchenId kitchen, DateOnly monday, PlannedMeal[] meals, DateOnly today, DateTimeOffset now)
        : CommandEntry(
            Menu.Stream.At(MenuId.Of(kitchen, monday).Value), [Publish(kitchen, monday, meals, now)], [.. meals.Select(m => m.Change(kitchen, now))], now)
    {
        private readonly DateTimeOffset _now = now;

        public override void Create(Draft draft)
        {
            PlannedMeal[] coming = [.. meals.Where(m => m.Date >= today)];
            if (coming.Length > 0) new CommandEntry(Stream, [Publish(kitchen, monday, coming, _now)], [], _now).Create(draft);
            else draft.Open(Stream);
            foreach (var row in meals.Where(m => m.Date < today).SelectMany(m => m.Rows))
                draft.Refuse(row, "date", "DATE_PAST", "The day is over: a new menu begins today.");
        }

        private static Step Publish(KitchenId kitchen, DateOnly monday, PlannedMeal[] meals, DateTimeOffset now) => new(
            [.. meals.SelectMany(m => m.Rows)], "dishes", new PublishWeekMenu(kitchen, monday, [.. meals.Select(m => m.Planned)]), now);
    }
}
