using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class FoodSampleType : ObjectGraphType<FoodSampleRow>
{
    public FoodSampleType()
    {
        Name = "FoodSample";
        Description = "A kept sample of a dish (食品留样).";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(s => GraphQL.GlobalId.Of(s.Sample));
        this.Loaded<FoodSampleRow, MealPointType>("mealPoint", "Where.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Has<FoodSampleRow, LocalDateScalar>("date", "Day of its sitting.", s => s.Date);
        this.Has<FoodSampleRow, MealEnum>("meal", "Meal of its sitting.", s => s.Meal);
        this.Loaded<FoodSampleRow, DishType>("dish", "Of which dish.", c => c.Request().Loaders.Dishes.Load(c.Source.Dish));
        this.Number("grams", "How much was kept.", s => s.Grams);
        this.Has<FoodSampleRow, InstantScalar>("takenAt", "When it was put away.", s => s.TakenAt);
        this.Has<FoodSampleRow, InstantScalar>("keepUntil", "From then on it may be thrown away.", s => s.KeepUntil);
        this.Has<FoodSampleRow, FloatGraphType>("fridgeCelsius", "What the fridge showed.", s => s.FridgeCelsius);
        this.Text("box", "The label on its box.", s => s.Box);
        this.May<FoodSampleRow, InstantScalar>("discardedAt", "Null while it is kept.", s => s.DiscardedAt);
    }
}

public sealed class SampleTraceType : ObjectGraphType<SampleTrace>
{
    public SampleTraceType()
    {
        Name = "SampleTrace";
        Description = "A sample, and everyone who ate of the dish at that meal, at every point its kitchen cooked for.";
        this.AsParent();
        this.Has<SampleTrace, FoodSampleType>("sample", "The sample.", t => t.Sample);
        this.Number("count", "How many people, also where you do not reach.", t => t.Eaters.Length);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<EaterType>>>, object>("eaters")
            .Description("Who, in order of serving, at the points you reach.")
            .ResolveAsync(async c =>
            {
                var scopes = c.Request().ScopesFor(KitchenQueries.OfTraces);
                var reached = new HashSet<MealPointId>();
                foreach (var point in c.Source.Eaters.Select(e => e.Point).Distinct())
                    if (await scopes.Point(point)) reached.Add(point);
                return c.Source.Eaters.Where(e => reached.Contains(e.Point)).ToArray();
            });
    }
}

public sealed class EaterType : ObjectGraphType<Eater>
{
    public EaterType()
    {
        Name = "Eater";
        Description = "Somebody who was served a dish.";
        this.AsParent();
        this.Loaded<Eater, ElderType>("elder", "Who; null when everything about her was erased.", c => c.Request().Loaders.Elders.Load(c.Source.Elder));
        this.Loaded<Eater, MealPointType>("mealPoint", "Where.", c => c.Request().Loaders.MealPoints.Load(c.Source.Point));
        this.Has<Eater, InstantScalar>("servedAt", "When.", e => e.ServedAt);
    }
}
