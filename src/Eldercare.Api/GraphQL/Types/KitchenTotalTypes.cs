using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.KitchenSheets;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class KitchenTotalType : ObjectGraphType<KitchenTotal>
{
    public KitchenTotalType()
    {
        Name = "KitchenTotal";
        Description = "What a kitchen cooks for one meal of a day, over all the points it cooks for.";
        this.AsParent();
        this.Has<KitchenTotal, KitchenType>("kitchen", "Who cooks.", t => t.Kitchen);
        this.Has<KitchenTotal, LocalDateScalar>("date", "Which day.", t => t.Date);
        this.Has<KitchenTotal, MealEnum>("meal", "Which meal.", t => t.Meal);
        this.Number("portions", "Booked when the sheets were made.", t => t.Portions);
        this.Number("portionsNow", "With what changed since.", t => t.PortionsNow);
        this.Number("walkInPortions", "Beside these, for those who come without a booking: of the first set.", t => t.WalkInPortions);
        this.Has<KitchenTotal, ListGraphType<NonNullGraphType<DishPortionsType>>>(
            "dishes", "What to cook, by dish and level, most first.", t => t.Dishes);
        this.Has<KitchenTotal, ListGraphType<NonNullGraphType<DishPortionsType>>>(
            "dishesNow", "Likewise with what changed since.", t => t.DishesNow);
        this.Has<KitchenTotal, ListGraphType<NonNullGraphType<TrayPortionsType>>>(
            "trays", "Portions by levels, diets and what must not come near, with what changed since, most first.", t => t.Trays);
        this.Has<KitchenTotal, ListGraphType<NonNullGraphType<KitchenSheetType>>>(
            "sheets", "The sheets that are added up, one a point; without delivery runs.", t => t.Sheets);
        Field<ListGraphType<NonNullGraphType<MealPointType>>, object>("notYet")
            .Description("Points whose sheet is not made yet, before the cut-off: what they need comes on top.")
            .Resolve(c => c.Source.Open.Select(p => c.Request().Loaders.MealPoints.Load(p)).ToArray());
        Link("printUrl", "", "The page to print");
        Link("csvUrl", ".csv", "The sums as CSV");
        Link("xlsxUrl", ".xlsx", "The sums as an Excel workbook");
    }

    private void Link(string name, string ending, string what) => Field<StringGraphType, object>(name)
        .Description($"{what}: as the links of `KitchenSheet`, and without names.")
        .Resolve(c =>
        {
            var (request, file) = (c.Request(), KitchenTotalFile.NameOf(c.Source.Kitchen.Id, c.Source.Date, c.Source.Meal));
            return request.Api.SheetLinks.Of(file + ending, names: false) is { } link ? request.Origin + link : null;
        });
}

public sealed class TrayPortionsType : ObjectGraphType<TrayPortions>
{
    public TrayPortionsType()
    {
        Name = "TrayPortions";
        Description = "Portions for diners who eat at the same levels, keep to the same diets and avoid the same.";
        this.AsParent();
        this.Has<TrayPortions, FoodTextureEnum>("food", "Texture of food.", t => t.Food);
        this.Has<TrayPortions, DrinkThicknessEnum>("drink", "Thickness of drinks.", t => t.Drink);
        this.Has<TrayPortions, ListGraphType<NonNullGraphType<DietEnum>>>("diets", "What the diners keep to.", t => t.Diets);
        this.Has<TrayPortions, ListGraphType<NonNullGraphType<AllergenEnum>>>("allergens", "What must not come near.", t => t.Allergens);
        this.Has<TrayPortions, ListGraphType<NonNullGraphType<StringGraphType>>>("otherAllergens", "Nor these.", t => t.OtherAllergens);
        this.Number("portions", "How many.", t => t.Portions);
    }
}
