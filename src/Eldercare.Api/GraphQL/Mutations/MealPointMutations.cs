using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Store;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class MealPointMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<OpenMealPoint>(
            "openMealPoint", "Opens a meal point; its sittings open by themselves for the days ahead.", Reach.Offices,
            i => Place(i.Text("district", "District code.")).Of<ListGraphType<NonNullGraphType<WeeklySittingInputType>>>(
                "week", "What it serves in an ordinary week.", parse: Week),
            i => new(new(i.NewId("meal-point")), i.Text("name"), i.Text("district"), i.Text("address"), i.Number("latitude"),
                i.Number("longitude"), i.Get<ImmutableArray<WeeklySitting>>("week")),
            (s, c) => ValueTask.FromResult(s.District(c.District)),
            p => p.MealPoint(c => c.Point),
            typeof(TextInvalid), typeof(PositionInvalid), typeof(DistrictUnknown), typeof(WeekInvalid), typeof(MealPointAlreadyOpen));
        mutations.Add<ChangeMealPoint>(
            "changeMealPoint", "Changes a meal point's name and place.", Reach.Offices,
            i => Place(i.Id<MealPointId>("mealPoint", "Which meal point.")),
            i => new(i.Point, i.Text("name"), i.Text("address"), i.Number("latitude"), i.Number("longitude")),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown), typeof(TextInvalid), typeof(PositionInvalid));
        mutations.Add<ChangeWeek>(
            "changeWeek", "Changes what a meal point serves in an ordinary week.", Reach.Offices,
            i => i.Id<MealPointId>("mealPoint", "Which meal point.").Of<ListGraphType<NonNullGraphType<WeeklySittingInputType>>>(
                "week", "The whole new week.", parse: Week),
            i => new(i.Point, i.Get<ImmutableArray<WeeklySitting>>("week")),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown), typeof(WeekInvalid));
        mutations.Add<SuspendMealPoint>(
            "suspendMealPoint", "A meal point takes nobody new for now; bookings taken stand.", Reach.MealDay,
            i => i.Id<MealPointId>("mealPoint", "Which meal point.").Reason("Why, for those who ask."),
            i => new(i.Point, i.Text("reason")),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown), typeof(TextInvalid));
        mutations.Add<ResumeMealPoint>(
            "resumeMealPoint", "A meal point takes bookings again.", Reach.MealDay,
            i => i.Id<MealPointId>("mealPoint", "Which meal point."),
            i => new(i.Point),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown));
    }

    /// <summary>Closing days (rule 5).</summary>
    public static void AddClosingDaysTo(MutationType mutations)
    {
        mutations.Add<CloseMealPointOn>(
            "closeMealPointOn", "Closes a meal point on some days, for all or some meals; who is booked then goes on the worklist.", Reach.MealDay,
            i => Dates(i).Of<ListGraphType<NonNullGraphType<MealEnum>>>(
                "meals", "Which meals; all when none is named.", required: false,
                parse: value => ((IEnumerable<object>)value).Cast<Meal>().ToImmutableArray()).Reason("Why, for those who ask."),
            i => new(i.Point, i.Get<ImmutableArray<DateOnly>>("dates"), i.May<ImmutableArray<Meal>>("meals") ?? [], i.Text("reason")),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown), typeof(TextInvalid), typeof(ClosingDaysInvalid));
        mutations.Add<ReopenMealPointOn>(
            "reopenMealPointOn", "Some closing days are none after all; bookings still on the worklist for them stand again.", Reach.MealDay,
            i => Dates(i),
            i => new(i.Point, i.Get<ImmutableArray<DateOnly>>("dates")),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown), typeof(ClosingDaysInvalid));
    }

    private static InputFields Dates(InputFields input) => input.Id<MealPointId>("mealPoint", "Which meal point.")
        .Of<ListGraphType<NonNullGraphType<LocalDateScalar>>>(
            "dates", "Which days, today to a year ahead; at most 100.",
            parse: value => ((IEnumerable<object>)value).Cast<DateOnly>().ToImmutableArray());

    private static InputFields Place(InputFields input) =>
        input.Text("name", "As on its door.").Text("address", "Where it is.").Position();

    private static object Week(object value) => ((IEnumerable<object>)value).Cast<WeeklySitting>().ToImmutableArray();
}

public sealed class WeeklySittingInputType : InputObjectGraphType<WeeklySitting>
{
    public WeeklySittingInputType()
    {
        Name = "WeeklySittingInput";
        Description = "One meal served every week.";
        Field<NonNullGraphType<WeekdayEnum>>("day").Description("Day of the week in the city.");
        Field<NonNullGraphType<MealEnum>>("meal").Description("Which meal.");
        Field<NonNullGraphType<IntGraphType>>("capacity").Description("Portions that can be booked, 0 to 10,000.");
        Field<NonNullGraphType<IntGraphType>>("walkInBuffer").Description("Portions for those who come without a booking, 0 to 1,000.");
        Field<NonNullGraphType<LocalTimeScalar>>("servedFrom").Description("Start.");
        Field<NonNullGraphType<LocalTimeScalar>>("servedUntil").Description("End, the same day.");
        Field<NonNullGraphType<IntGraphType>>("cutOffMinutes")
            .Description("Changes are late from so many minutes before the start on, 0 to 10,080.");
        Field<FenScalar>("price").Description("Full price of a portion, up to 1,000 yuan; without one nothing is charged.");
        Field<FenScalar>("deliveryFee").Description("Comes on top of a delivered portion.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new WeeklySitting(
        (DayOfWeek)value["day"]!, (Meal)value["meal"]!, (int)value["capacity"]!, (int)value["walkInBuffer"]!,
        (TimeOnly)value["servedFrom"]!, (TimeOnly)value["servedUntil"]!, (int)value["cutOffMinutes"]!,
        Money(value, "price"), Money(value, "deliveryFee"));

    private static Fen? Money(IDictionary<string, object?> value, string name) => value.TryGetValue(name, out var fen) ? (Fen?)fen : null;
}
