using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.KitchenSheets;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed record SheetLineView(MealPointId Point, SheetLine Line);

public sealed record SheetDeltaView(MealPointId Point, SheetDelta Delta, ImmutableArray<string> Codes);

public sealed record SheetLabelView(MealPointId Point, SheetLabel Label, SheetLine Line, SheetStop? Stop);

public sealed record SheetRunView(int Number, DateTimeOffset From, ImmutableArray<SheetLabelView> Labels);

public sealed class KitchenSheetType : ObjectGraphType<SheetView>
{
    public KitchenSheetType()
    {
        Name = "KitchenSheet";
        Description = "What is cooked for a sitting (备餐单), as of its cut-off, and what changed since.";
        this.AsParent();
        this.Loaded<SheetView, SittingType>("sitting", "The sitting.", c => c.Request().Loaders.Sittings.Load(c.Source.Frozen.Sitting));
        this.Has<SheetView, InstantScalar>("frozenAt", "When it was made.", s => s.Frozen.FrozenAt);
        this.Number("portions", "Booked then.", s => s.Portions);
        this.Number("portionsNow", "With what changed since.", s => s.PortionsNow);
        this.Number("walkInPortions", "Beside these, for those who come without a booking: of the first set.", s => s.Frozen.WalkInPortions);
        this.Has<SheetView, ListGraphType<NonNullGraphType<DishPortionsType>>>(
            "dishes", "What to cook, by dish and level, most first.", s => DishPortions.Of(s.Frozen.Lines));
        this.Has<SheetView, ListGraphType<NonNullGraphType<DishPortionsType>>>(
            "dishesNow", "Likewise with what changed since.", s => s.DishesNow);
        this.Has<SheetView, ListGraphType<NonNullGraphType<SheetLineType>>>(
            "lines", "Portions that are the same in everything the kitchen does.", s => s.Frozen.Lines.Select(l => new SheetLineView(s.Point, l)));
        this.Has<SheetView, ListGraphType<NonNullGraphType<SheetDeltaType>>>(
            "deltas", "What changed since, in order.", s => s.Deltas.Select(d => new SheetDeltaView(s.Point, d, s.CodesOf(d))));
        this.Has<SheetView, ListGraphType<NonNullGraphType<SheetLabelType>>>(
            "labels", "A label a portion that stands; deliveries in the order they leave.", s => s.Labels);
        this.Has<SheetView, ListGraphType<NonNullGraphType<SheetRunType>>>(
            "runs", "The delivery runs that carry them, as far as they are planned.", s => s.Runs);
        Link("printUrl", "", "The page to print");
        Link("csvUrl", ".csv", "The sheet as CSV");
        Link("xlsxUrl", ".xlsx", "The sheet as an Excel workbook");
    }

    private void Link(string name, string ending, string what) => Field<StringGraphType, object>(name)
        .Description(
            $"{what}: an absolute address, to be opened by a browser. Good for ten minutes, for whoever has it, with names when you may see them; "
            + "`&lang=en` may be added. Null when the host has no key to sign it with.")
        .ResolveAsync(async c =>
        {
            var request = c.Request();
            var names = await request.ScopesFor(SheetNames.Roles).Point(c.Source.Point);
            if (request.Api.SheetLinks.Of(GlobalId.Of(c.Source.Frozen.Sitting) + ending, names) is not { } link) return null;
            // Nobody says who opens it: whoever has it made is who reads.
            if (names) request.NoteDiets(c.Source);
            return request.Origin + link;
        });
}

public sealed class DishPortionsType : ObjectGraphType<DishPortions>
{
    public DishPortionsType()
    {
        Name = "DishPortions";
        Description = "How often a dish is cooked at a level, for booked portions.";
        this.AsParent();
        this.Loaded<DishPortions, DishType>("dish", "Which dish.", c => c.Request().Loaders.Dishes.Load(c.Source.Dish));
        this.May<DishPortions, FoodTextureEnum>("food", "At which level, when it is food.", d => d.Food);
        this.May<DishPortions, DrinkThicknessEnum>("drink", "At which level, when it is a drink.", d => d.Drink);
        this.Number("portions", "How many.", d => d.Portions);
    }
}

public sealed class SheetLineType : ObjectGraphType<SheetLineView>
{
    public SheetLineType()
    {
        Name = "KitchenSheetLine";
        Description = "Portions that are the same in everything the kitchen does.";
        this.AsParent();
        this.May<SheetLineView, StringGraphType>("set", "The set's code; null without a menu.", l => l.Line.Set);
        this.Has<SheetLineView, ChannelEnum>("channel", "How they reach the elders.", l => l.Line.Channel);
        this.Number("portions", "How many.", l => l.Line.Elders.Length);
        this.Has<SheetLineView, FoodTextureEnum>("food", "Texture of food.", l => l.Line.Food);
        this.Has<SheetLineView, DrinkThicknessEnum>("drink", "Thickness of drinks.", l => l.Line.Drink);
        this.Has<SheetLineView, ListGraphType<NonNullGraphType<DietEnum>>>("diets", "What the diners keep to.", l => l.Line.Diets);
        this.Has<SheetLineView, ListGraphType<NonNullGraphType<AllergenEnum>>>("allergens", "What must not come near.", l => l.Line.Allergens);
        this.Has<SheetLineView, ListGraphType<NonNullGraphType<StringGraphType>>>("otherAllergens", "Nor these.", l => l.Line.OtherAllergens);
        this.Has<SheetLineView, ListGraphType<NonNullGraphType<PlannedDishType>>>("dishes", "What is on the tray.", l => l.Line.Dishes);
        Field<ListGraphType<NonNullGraphType<ElderType>>, object>("elders")
            .Description("Whose portions, for the labels. For the staff of the point and the offices, not for the kitchen.")
            .For(SheetNames.Roles, static (c, scopes) => scopes.Point(((SheetLineView)c.Source!).Point))
            .Resolve(c =>
            {
                c.Request().NoteDiets(c.Source.Line);
                return c.Source.Line.Elders.Select(e => c.Request().Loaders.Elders.Load(e)).ToArray();
            });
    }
}

public sealed class PlannedDishType : ObjectGraphType<PlannedDish>
{
    public PlannedDishType()
    {
        Name = "PlannedDish";
        Description = "One dish on a tray.";
        this.AsParent();
        this.Loaded<PlannedDish, DishType>("dish", "What is cooked.", c => c.Request().Loaders.Dishes.Load(c.Source.Dish));
        this.Loaded<PlannedDish, DishType>(
            "insteadOf", "The set's dish it stands for, when it is a substitute.",
            c => c.Source.InsteadOf is { } dish ? c.Request().Loaders.Dishes.Load(dish) : null);
        this.May<PlannedDish, SubstitutedByEnum>("by", "Who decided that.", d => d.By);
        this.May<PlannedDish, FoodTextureEnum>("food", "At which level, when it is food.", d => d.Food);
        this.May<PlannedDish, DrinkThicknessEnum>("drink", "At which level, when it is a drink.", d => d.Drink);
        this.Has<PlannedDish, BooleanGraphType>("open", "It clashes, and nobody has said what she gets instead.", d => d.Open);
    }
}

public sealed class SheetDeltaType : ObjectGraphType<SheetDeltaView>
{
    public SheetDeltaType()
    {
        Name = "KitchenSheetDelta";
        Description = "A change after the sheet was made.";
        this.AsParent();
        this.Number("portions", "One more, one less, or 0 when only what is on trays changed.", d => d.Delta.Portions);
        this.Has<SheetDeltaView, ListGraphType<NonNullGraphType<StringGraphType>>>("codes", "Of the labels it is about.", d => d.Codes);
        this.Has<SheetDeltaView, SheetChangeEnum>("why", "What it follows from.", d => d.Delta.Why);
        this.May<SheetDeltaView, ChannelEnum>("channel", "How a new portion reaches the elder.", d => d.Delta.Channel);
        this.Loaded<SheetDeltaView, DishType>(
            "dish", "Of a substitute: instead of which dish.", c => c.Source.Delta.Dish is { } dish ? c.Request().Loaders.Dishes.Load(dish) : null);
        this.Loaded<SheetDeltaView, DishType>(
            "substitute", "Of a substitute: what instead; null when the dish is left out.",
            c => c.Source.Delta.Substitute is { } dish ? c.Request().Loaders.Dishes.Load(dish) : null);
        this.May<SheetDeltaView, SheetLineType>(
            "tray", "What is on these trays now; on none when it is what walk-ins get. Null where that did not change.",
            d => d.Delta.Tray is { } tray ? new SheetLineView(d.Point, tray) : null);
        this.May<SheetDeltaView, StringGraphType>("reason", "What was said of it, if something was.", d => d.Delta.Reason);
        this.May<SheetDeltaView, StringGraphType>("actor", "Who had it recorded: the sign-in, or the reaction.", d => d.Delta.Actor);
        this.Has<SheetDeltaView, InstantScalar>("at", "When it was recorded.", d => d.Delta.At);
        this.Loaded<SheetDeltaView, ElderType>(
                "elder", "Whose portion; null when several changed. For the staff of the point and the offices, not for the kitchen.",
                c =>
                {
                    // Those of the tray are noted where its names are shown.
                    c.Request().NoteDiets(c.Source.Delta with { Tray = c.Source.Delta.Elder is null ? null : c.Source.Delta.Tray });
                    return c.Source.Delta.Elder is { } elder ? c.Request().Loaders.Elders.Load(elder) : null;
                })
            .For(SheetNames.Roles, static (c, scopes) => scopes.Point(((SheetDeltaView)c.Source!).Point));
    }
}

public sealed class SheetLabelType : ObjectGraphType<SheetLabelView>
{
    public SheetLabelType()
    {
        Name = "KitchenSheetLabel";
        Description = "The label of one portion (标签).";
        this.AsParent();
        this.Text("code", "Unique on the sheet: the line's number and the portion's on it; `L-` for one booked late.", l => l.Label.Code);
        this.Has<SheetLabelView, ChannelEnum>("channel", "How it reaches the elder.", l => l.Label.Channel);
        this.May<SheetLabelView, IntGraphType>("run", "Number of the delivery run that carries it; null while on none.", l => l.Stop?.Run);
        this.May<SheetLabelView, IntGraphType>("stop", "Its stop on that run; the first is 1.", l => l.Stop?.Place);
        this.Has<SheetLabelView, SheetLineType>("tray", "What is on it.", l => new SheetLineView(l.Point, l.Line with { Elders = [l.Label.Elder] }));
        this.Loaded<SheetLabelView, ElderType>(
                "elder", "Whose portion. For the staff of the point and the offices, not for the kitchen.",
                c =>
                {
                    c.Request().NoteDiets(c.Source.Line with { Elders = [c.Source.Label.Elder] });
                    return c.Request().Loaders.Elders.Load(c.Source.Label.Elder);
                })
            .For(SheetNames.Roles, static (c, scopes) => scopes.Point(((SheetLabelView)c.Source!).Point));
    }
}

public sealed class SheetRunType : ObjectGraphType<SheetRunView>
{
    public SheetRunType()
    {
        Name = "KitchenSheetRun";
        Description = "A delivery run, as the kitchen packs it (送餐车次).";
        this.AsParent();
        this.Number("number", "The sitting's first run is 1.", r => r.Number);
        this.Has<SheetRunView, InstantScalar>("from", "When the first door can expect it.", r => r.From);
        this.Number("portions", "How many it carries.", r => r.Labels.Length);
        this.Has<SheetRunView, ListGraphType<NonNullGraphType<SheetLabelType>>>("labels", "In the order of driving.", r => r.Labels);
    }
}

internal static class SheetNames
{
    /// <summary>Who sees whose portion it is; the kitchen sees numbers.</summary>
    public const Role Roles = Role.MealPointStaff | Reach.Offices | Role.Auditor;
}
