using Eldercare.People.Diets;

namespace Eldercare.Api.GraphQL.Scalars;

public sealed class AllergenEnum() : DescribedEnum<Allergen>(
    "The eight groups of allergens of GB 7718.",
    (Allergen.GlutenCereals, "含麸质的谷物."), (Allergen.Crustaceans, "甲壳纲类动物."), (Allergen.Fish, "鱼类."), (Allergen.Eggs, "蛋类."),
    (Allergen.Peanuts, "花生."), (Allergen.Soybeans, "大豆."), (Allergen.Milk, "乳."), (Allergen.Nuts, "坚果."));

public sealed class DietEnum() : DescribedEnum<Diet>(
    "What a diner keeps to, and what a dish suits.",
    (Diet.Vegetarian, "素食."), (Diet.Halal, "清真."), (Diet.LowSalt, "低盐."), (Diet.Diabetic, "Suitable for diabetics (糖尿病)."));

public sealed class FoodTextureEnum() : DescribedEnum<FoodTexture>(
    "Texture of food by IDDSI; who keeps to one can have the softer ones too.",
    (FoodTexture.Liquidised, "Level 3, 流质."), (FoodTexture.Pureed, "Level 4, 泥状."), (FoodTexture.MincedMoist, "Level 5, 碎末湿软."),
    (FoodTexture.SoftBiteSized, "Level 6, 软质一口量."), (FoodTexture.Regular, "Level 7, 普食."));

public sealed class DrinkThicknessEnum() : DescribedEnum<DrinkThickness>(
    "Thickness of drinks by IDDSI; who keeps to one can have the thicker ones too.",
    (DrinkThickness.Thin, "Level 0."), (DrinkThickness.SlightlyThick, "Level 1."), (DrinkThickness.MildlyThick, "Level 2."),
    (DrinkThickness.ModeratelyThick, "Level 3."), (DrinkThickness.ExtremelyThick, "Level 4."));

public sealed class ClashKindEnum() : DescribedEnum<ClashKind>(
    "Why a diner cannot have a dish.",
    (ClashKind.Allergen, "It holds an allergen of GB 7718."), (ClashKind.OtherAllergen, "It holds another allergen."),
    (ClashKind.Diet, "It does not suit a diet."), (ClashKind.Texture, "It cannot be served soft enough, or thick enough."),
    (ClashKind.AllergensUnknown, "Nobody knows all it holds, and the diner avoids something."));

public sealed class SubstitutedByEnum() : DescribedEnum<SubstitutedBy>(
    "Who decided what a diner gets instead, in the order they are asked.",
    (SubstitutedBy.Chosen, "Chosen for this sitting, by the elder or a person for her."), (SubstitutedBy.PointRule, "The meal point's rule."),
    (SubstitutedBy.KitchenRule, "The kitchen's rule."));

public sealed class SheetChangeEnum() : DescribedEnum<SheetChange>(
    "Why a kitchen sheet is no longer as it was made.",
    (SheetChange.BookedLate, "Booked after the cut-off."), (SheetChange.MovedHere, "Moved here from another point."),
    (SheetChange.Cancelled, "Cancelled."), (SheetChange.MovedAway, "Moved to another point."),
    (SheetChange.Substituted, "Somebody said what she gets instead of a dish."),
    (SheetChange.LateTray, "Who booked late cannot have the first set as it is, or chose another."),
    (SheetChange.WalkInTray, "Who came without a booking cannot have the first set as it is."),
    (SheetChange.MenuChanged, "The menu changed."), (SheetChange.DishChanged, "A dish changed: what it holds, or how it can be served."),
    (SheetChange.ProfileChanged, "The diner's profile changed."), (SheetChange.RuleChanged, "A rule for substitutes changed."),
    (SheetChange.KitchenChanged, "A kitchen began to cook for the point."), (SheetChange.LookedAgain, "Found when the sheet was looked at again."));
