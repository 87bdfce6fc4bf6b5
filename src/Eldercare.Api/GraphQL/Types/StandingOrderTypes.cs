using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.People.FileReads;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class StandingOrderType : ObjectGraphType<StandingOrderBoard>
{
    public StandingOrderType()
    {
        Name = "StandingOrder";
        Description = "Meals wanted on days of every week (长期订餐).";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(o => GraphQL.GlobalId.Of(o.StandingOrder));
        this.Loaded<StandingOrderBoard, ElderType>("elder", "Whose it is.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Has<StandingOrderBoard, ListGraphType<NonNullGraphType<OrderLineType>>>("lines", "What is wanted.", o => o.Lines);
        this.Has<StandingOrderBoard, LocalDateScalar>("from", "First day.", o => o.Begins);
        this.May<StandingOrderBoard, LocalDateScalar>("until", "Last day; null until further notice.", o => o.LastDay);
        this.Has<StandingOrderBoard, ListGraphType<NonNullGraphType<PauseType>>>(
            "pauses", "Days without meals; they may overlap.", o => o.Pauses.Cast<object>().ToArray());
        this.Has<StandingOrderBoard, BooleanGraphType>("ended", "Ended for good; until its last day it may go on.", o => o.Ended);
        this.Loaded<StandingOrderBoard, ListGraphType<NonNullGraphType<OrderedMealMissType>>>(
            "misses", "Portions from today on that could not be booked at first, soonest first.",
            c => c.Request().Loaders.MissesOf.Load(c.Source.StandingOrder));
        this.AllOfFile(FilePart.Meals, o => o.Elder);
    }
}

public sealed class OrderLineType : ObjectGraphType<OrderLine>
{
    public OrderLineType()
    {
        Name = "OrderLine";
        Description = "One meal wanted on some days of every week.";
        this.AsParent();
        this.Loaded<OrderLine, MealPointType>("mealPoint", "Where.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Has<OrderLine, ListGraphType<NonNullGraphType<WeekdayEnum>>>("weekdays", "Days of the week in the city.", l => l.Weekdays);
        this.Has<OrderLine, MealEnum>("meal", "Which meal.", l => l.Meal);
        this.Has<OrderLine, ChannelEnum>("channel", "How the portion reaches the elder.", l => l.Channel);
    }
}

public sealed class PauseType : ObjectGraphType<Pause>
{
    public PauseType()
    {
        Name = "Pause";
        Description = "Days without meals of a standing order.";
        this.AsParent();
        this.Has<Pause, LocalDateScalar>("from", "The first.", p => p.From);
        this.May<Pause, LocalDateScalar>("until", "The last; null until further notice.", p => p.Until);
    }
}

public sealed class OrderedMealMissType : ObjectGraphType<StandingOrderMiss>
{
    public OrderedMealMissType()
    {
        Name = "OrderedMealMiss";
        Description = "A portion a standing order wanted and that could not be booked: work for a person.";
        this.AsParent();
        this.Loaded<StandingOrderMiss, StandingOrderType>(
            "standingOrder", "The order.", c => c.Request().Loaders.StandingOrders.Load(c.Source.StandingOrder));
        this.Loaded<StandingOrderMiss, ElderType>("elder", "Whose portion.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Loaded<StandingOrderMiss, MealPointType>("mealPoint", "Where it was wanted.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Has<StandingOrderMiss, LocalDateScalar>("date", "Which day.", m => m.Date);
        this.Has<StandingOrderMiss, MealEnum>("meal", "Which meal.", m => m.Meal);
        this.Text("reason", "The refusal's code, e.g. `SITTING_FULL`.", m => m.Reason);
        this.Has<StandingOrderMiss, InstantScalar>("since", "When it was first missed.", m => m.Since);
        this.Has<StandingOrderMiss, MissStateEnum>("state", "What became of it.", m => m.State);
        this.May<StandingOrderMiss, InstantScalar>(
            "failedAt", "When it was certain that she gets none: she was told, and the order tries no more.", m => m.FailedAt);
        this.May<StandingOrderMiss, MissActionEnum>("action", "What a person did about it.", m => m.Action);
        this.May<StandingOrderMiss, StringGraphType>("note", "What the person said of it.", m => m.Note);
        this.May<StandingOrderMiss, InstantScalar>(
            "settledAt", "When she got a portion after all, a person settled it, or the order wanted it no more; null while open.", m => m.SettledAt);
        this.May<StandingOrderMiss, StringGraphType>("settledBy", "By whose sign-in, or by which reaction.", m => m.SettledBy);
    }
}
