using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class StandingOrderMutations
{
    private const Role Orderers = Reach.MealDay | Role.Elder;

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<PlaceStandingOrder>(
            "placeStandingOrder", "Orders meals on days of every week (长期订餐); the portions are booked by themselves as the days come near.",
            Orderers,
            i => Lines(i.Id<ElderId>("elder", "For whom.")),
            i => new()
            {
                Elder = i.Elder,
                Order = new(i.NewId("standing-order")),
                Lines = i.Get<ImmutableArray<OrderLine>>("lines"),
                From = i.Get<DateOnly>("from"),
                Until = i.May<DateOnly>("until"),
            },
            (s, c) => s.Ordering(c.Elder, c.Lines.Select(l => l.Point).Distinct()),
            p => NotServed(p.StandingOrder(c => c.Order)),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(OrderLinesInvalid), typeof(MealPointUnknown), typeof(OrderedMealNeverServed),
            typeof(OrderDateOutOfRange),
            typeof(StandingOrderOverlaps), typeof(StandingOrderAlreadyPlaced));
        mutations.Add<ChangeStandingOrder>(
            "changeStandingOrder", "Gives a standing order other lines and days; coming portions follow before their cut-off.", Orderers,
            i => Lines(Order(i)),
            i => new()
            {
                Elder = i.Elder,
                Order = OrderOf(i),
                Lines = i.Get<ImmutableArray<OrderLine>>("lines"),
                From = i.Get<DateOnly>("from"),
                Until = i.May<DateOnly>("until"),
            },
            async (s, c) => await s.Ordering(c.Elder, c.Order) && await s.Ordering(c.Elder, c.Lines.Select(l => l.Point).Distinct()),
            p => NotServed(p.StandingOrder(c => c.Order)),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(OrderLinesInvalid), typeof(MealPointUnknown), typeof(OrderedMealNeverServed),
            typeof(OrderDateOutOfRange),
            typeof(StandingOrderOverlaps), typeof(StandingOrderUnknown), typeof(StandingOrderHasEnded));
        mutations.Add<PauseStandingOrder>(
            "pauseStandingOrder", "No meals for some days; portions booked for them are cancelled before their cut-off.", Orderers,
            i => Order(i).Date("from", "First day without meals.")
                .Date("until", "Last day without; until further notice when not given.", required: false),
            i => new(i.Elder, OrderOf(i), i.Get<DateOnly>("from"), i.May<DateOnly>("until")),
            (s, c) => s.Ordering(c.Elder, c.Order),
            p => p.StandingOrder(c => c.Order),
            typeof(StandingOrderUnknown), typeof(StandingOrderHasEnded), typeof(OrderDateOutOfRange));
        mutations.Add<ResumeStandingOrder>(
            "resumeStandingOrder", "Meals again: ends every pause at the day.", Orderers,
            i => Order(i).Date("on", "First day with meals again."),
            i => new(i.Elder, OrderOf(i), i.Get<DateOnly>("on")),
            (s, c) => s.Ordering(c.Elder, c.Order),
            p => p.StandingOrder(c => c.Order),
            typeof(StandingOrderUnknown), typeof(StandingOrderHasEnded), typeof(OrderDateOutOfRange));
        mutations.Add<EndStandingOrder>(
            "endStandingOrder", "Ends a standing order for good; portions booked for later days are cancelled before their cut-off.", Orderers,
            i => Order(i).Date("lastDay", "The last day with meals; yesterday ends it at once."),
            i => new(i.Elder, OrderOf(i), i.Get<DateOnly>("lastDay")),
            (s, c) => s.Ordering(c.Elder, c.Order),
            p => p.StandingOrder(c => c.Order),
            typeof(StandingOrderUnknown), typeof(OrderDateOutOfRange));
    }

    public static void AddMissesTo(MutationType mutations) => mutations.Add<SettleOrderedMealMiss>(
        "settleOrderedMealMiss", "Says what was done about a portion that a standing order did not get; it leaves the worklist.", Reach.MealDay,
        i => i.Sitting().Id<ElderId>("elder", "Whose portion.").Of<MissActionEnum>("action", "What was done.")
            .Text("note", "More of it, if need be. Kept for ever; no personal data.", required: false),
        i => new SettleOrderedMealMiss(i.Point, i.Date, i.Meal, i.Elder, i.Get<MissAction>("action"), i.Get<string?>("note")),
        (s, c) => s.Point(c.Point),
        p => p.Read<OrderedMealMissType>(
            "orderedMealMiss", "The missed portion as it stands now; null when it was missed at no such point.",
            async (r, c) => await r.Api.Orders.MissAsync(r.Api.CityName, c.Elder, c.Date, c.Meal, r.Cancellation) is { } miss
                && miss.Point == c.Point ? miss : null),
        typeof(NoOrderedMealMissed), typeof(OrderedMealMissAlreadySettled), typeof(TextInvalid));

    /// <summary>Who orders is told at once, and not by a miss some day.</summary>
    private static void NotServed<TCommand>(PayloadFields<TCommand> payload)
        where TCommand : OrderLinesCommand => payload.Asked<ListGraphType<NonNullGraphType<OrderLineType>>>(
            "notServed",
            "What of the lines is not served: only with those days of the week on which their point's week does not have the meal. Empty when all are.",
            async (r, executed) =>
            {
                var lines = new List<OrderLine>();
                foreach (var line in ((TCommand)executed.Command).Lines)
                {
                    var point = await r.Api.States.ReadAsync<MealPoint>(r.Api.CityName, MealPoint.Stream.At(line.Point.Value), r.Cancellation);
                    if (point is not null && line.NotServedBy(point) is { } missing) lines.Add(missing);
                }

                return lines;
            });

    private static StandingOrderId OrderOf(Input input) => input.Get<StandingOrderId>("standingOrder");

    private static InputFields Order(InputFields input) =>
        input.Id<ElderId>("elder", "Whose order.").Id<StandingOrderId>("standingOrder", "Which order.");

    private static InputFields Lines(InputFields input) => input
        .Of<ListGraphType<NonNullGraphType<OrderLineInputType>>>(
            "lines", "What is wanted; no day and meal twice.",
            parse: value => ((IEnumerable<object>)value).Cast<OrderLine>().ToImmutableArray())
        .Date("from", "First day.")
        .Date("until", "Last day; until further notice when not given.", required: false);
}

public sealed class OrderLineInputType : InputObjectGraphType<OrderLine>
{
    public OrderLineInputType()
    {
        Name = "OrderLineInput";
        Description = "One meal wanted on some days of every week.";
        Field<NonNullGraphType<IdGraphType>>("mealPoint").Description("Where.").ParseValue(value => GlobalId.Parse<MealPointId>(value as string));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<WeekdayEnum>>>>("weekdays").Description("Days of the week in the city.");
        Field<NonNullGraphType<MealEnum>>("meal").Description("Which meal.");
        Field<NonNullGraphType<ChannelEnum>>("channel").Description("How the portion reaches the elder.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) => new OrderLine(
        (MealPointId)value["mealPoint"]!, [.. ((IEnumerable<object>)value["weekdays"]!).Cast<DayOfWeek>()], (Meal)value["meal"]!,
        (Channel)value["channel"]!);
}
