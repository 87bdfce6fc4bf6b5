using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City.Reading;
using Eldercare.People.Diets;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class KitchenType : ObjectGraphType<Kitchen>
{
    public KitchenType()
    {
        Name = "Kitchen";
        Description = "A kitchen (厨房): a central one, or the one of a meal point that cooks itself.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(k => GraphQL.GlobalId.Of(k.Id));
        this.Text("name", "As on its door.", k => k.Name);
        this.Text("district", "District code.", k => k.District);
        Field<ListGraphType<NonNullGraphType<MealPointType>>, object>("mealPoints").Description("The meal points it cooks for.")
            .Resolve(c => c.Source.Points.OrderBy(p => p.Value).Select(p => c.Request().Loaders.MealPoints.Load(p)).ToArray());
    }
}

public sealed class DishType : ObjectGraphType<DishCard>
{
    public DishType()
    {
        Name = "Dish";
        Description = "A dish (菜品) of one kitchen.";
        this.Public();
        Interface<NodeType>();
        this.GlobalId(d => GraphQL.GlobalId.Of(d.Dish));
        this.Text("nameZh", "As on the menu.", d => d.Spec.NameZh);
        this.May<DishCard, StringGraphType>("nameEn", "Null for none.", d => d.Spec.NameEn);
        this.Has<DishCard, ListGraphType<NonNullGraphType<AllergenEnum>>>("allergens", "Of GB 7718's groups.", d => d.Spec.Allergens);
        this.Has<DishCard, ListGraphType<NonNullGraphType<StringGraphType>>>(
            "otherAllergens", "Codes of others, such as `sesame`.", d => d.Spec.OtherAllergens);
        this.Has<DishCard, BooleanGraphType>(
            "allergensUnknown", "Nobody knows all it holds: whoever avoids anything cannot have it.", d => d.Spec.AllergensUnknown);
        this.Has<DishCard, ListGraphType<NonNullGraphType<FoodTextureEnum>>>(
            "food", "Levels it can be served at; empty for a drink.", d => d.Spec.Food);
        this.Has<DishCard, ListGraphType<NonNullGraphType<DrinkThicknessEnum>>>(
            "drink", "Levels of a drink or soup; empty for food.", d => d.Spec.Drink);
        this.Has<DishCard, ListGraphType<NonNullGraphType<DietEnum>>>("suits", "Diets it suits.", d => d.Spec.Suits);
        this.Has<DishCard, FenScalar>("price", "Of a portion.", d => d.Spec.Price);
        this.Has<DishCard, BooleanGraphType>("retired", "On no new menu.", d => d.Retired);
    }
}

public sealed class MenuMealType : ObjectGraphType<MenuMealRow>
{
    public MenuMealType()
    {
        Name = "MenuMeal";
        Description = "What there is at one meal.";
        this.Public();
        this.Has<MenuMealRow, LocalDateScalar>("date", "Which day.", m => m.Date);
        this.Has<MenuMealRow, MealEnum>("meal", "Which meal.", m => m.Meal);
        this.Has<MenuMealRow, ListGraphType<NonNullGraphType<MenuSetType>>>("sets", "Who chooses nothing gets the first.", m => m.Sets);
    }
}

public sealed class MenuSetType : ObjectGraphType<MenuSet>
{
    public MenuSetType()
    {
        Name = "MenuSet";
        Description = "Some dishes at one price (套餐).";
        this.Public();
        this.Text("code", "Short, such as `A`.", s => s.Code);
        this.Text("name", "As on the menu.", s => s.Name);
        this.Has<MenuSet, FenScalar>("price", "Of all of it: what a portion costs before any subsidy, at a sitting that has a price.", s => s.Price);
        Field<ListGraphType<NonNullGraphType<DishType>>, object>("dishes").Description("What is on the tray.")
            .Resolve(c => KitchenFields.Dishes(c.Request(), c.Source.Dishes));
    }
}

public sealed class DinerProfileType : ObjectGraphType<DinerProfile>
{
    public DinerProfileType()
    {
        Name = "DinerProfile";
        Description = "What an elder can and may eat.";
        this.AsParent();
        this.Has<DinerProfile, FoodTextureEnum>("food", "Food at this level or a softer one.", p => p.Food);
        this.Has<DinerProfile, DrinkThicknessEnum>("drink", "Drinks at this level or a thicker one.", p => p.Drink);
        this.Has<DinerProfile, ListGraphType<NonNullGraphType<AllergenEnum>>>("allergens", "Never any of these.", p => p.Allergens);
        this.Has<DinerProfile, ListGraphType<NonNullGraphType<StringGraphType>>>("otherAllergens", "Nor these.", p => p.OtherAllergens);
        this.Has<DinerProfile, ListGraphType<NonNullGraphType<DietEnum>>>("diets", "What she keeps to.", p => p.Diets);
    }
}

public sealed class EatenDishesType : ObjectGraphType<EatenDishes>
{
    public EatenDishesType()
    {
        Name = "EatenDishes";
        Description = "A meal an elder ate.";
        this.AsParent();
        this.Has<EatenDishes, LocalDateScalar>("date", "Which day.", e => e.Meal.Date);
        this.Has<EatenDishes, MealEnum>("meal", "Which meal.", e => e.Meal.Meal);
        this.Has<EatenDishes, InstantScalar>("servedAt", "When it was handed over.", e => e.Meal.ServedAt);
        this.Loaded<EatenDishes, MealPointType>("mealPoint", "Where.", c => c.Request().Loaders.MealPoints.Load(c.Source.Meal.Point));
        Field<ListGraphType<NonNullGraphType<DishType>>, object>("dishes").Description("Empty when no menu said what there was.")
            .Resolve(c => KitchenFields.Dishes(c.Request(), c.Source.Dishes));
    }
}
