using Eldercare.Meals;
using Eldercare.People.Diets;

namespace Eldercare.Api.KitchenSheets;

/// <summary>What a printed sheet says, in Chinese or English.</summary>
internal sealed record SheetWords(bool Chinese)
{
    public string Language => Chinese ? "zh-CN" : "en";

    public string Say(string zh, string en) => Chinese ? zh : en;

    public string Of(Meal meal) => meal switch
    {
        Meal.Breakfast => Say("早餐", "Breakfast"),
        Meal.Lunch => Say("午餐", "Lunch"),
        _ => Say("晚餐", "Dinner"),
    };

    public string Of(Channel channel) => channel switch
    {
        Channel.DineIn => Say("堂食", "Dine in"),
        Channel.Takeaway => Say("自取", "Takeaway"),
        _ => Say("送餐", "Delivery"),
    };

    public string Of(SheetChange change) => change switch
    {
        SheetChange.BookedLate => Say("截单后预订", "booked late"),
        SheetChange.MovedHere => Say("由他点转入", "moved here"),
        SheetChange.Cancelled => Say("取消", "cancelled"),
        SheetChange.MovedAway => Say("转往他点", "moved away"),
        SheetChange.Substituted => Say("指定替换", "substitute chosen"),
        SheetChange.LateTray => Say("截单后预订者餐食", "tray of a late booking"),
        SheetChange.WalkInTray => Say("现场就餐者餐食", "tray of a walk-in"),
        SheetChange.MenuChanged => Say("菜单变更", "menu changed"),
        SheetChange.DishChanged => Say("菜品变更", "dish changed"),
        SheetChange.ProfileChanged => Say("饮食档案变更", "profile changed"),
        SheetChange.RuleChanged => Say("替换规则变更", "rule changed"),
        SheetChange.KitchenChanged => Say("厨房变更", "kitchen changed"),
        _ => Say("复核", "looked again"),
    };

    public string Of(FoodTexture food) => $"{(int)food} " + food switch
    {
        FoodTexture.Liquidised => Say("流质", "liquidised"),
        FoodTexture.Pureed => Say("泥状", "pureed"),
        FoodTexture.MincedMoist => Say("碎末湿软", "minced and moist"),
        FoodTexture.SoftBiteSized => Say("软质一口量", "soft and bite-sized"),
        _ => Say("普食", "regular"),
    };

    public string Of(DrinkThickness drink) => $"{(int)drink} " + drink switch
    {
        DrinkThickness.Thin => Say("稀薄", "thin"),
        DrinkThickness.SlightlyThick => Say("轻微稠", "slightly thick"),
        DrinkThickness.MildlyThick => Say("稍稠", "mildly thick"),
        DrinkThickness.ModeratelyThick => Say("中稠", "moderately thick"),
        _ => Say("特稠", "extremely thick"),
    };

    public string Of(Diet diet) => diet switch
    {
        Diet.Vegetarian => Say("素食", "vegetarian"),
        Diet.Halal => Say("清真", "halal"),
        Diet.LowSalt => Say("低盐", "low salt"),
        _ => Say("糖尿病", "diabetic"),
    };

    public string Of(Allergen allergen) => allergen switch
    {
        Allergen.GlutenCereals => Say("麸质", "gluten"),
        Allergen.Crustaceans => Say("甲壳类", "crustaceans"),
        Allergen.Fish => Say("鱼", "fish"),
        Allergen.Eggs => Say("蛋", "eggs"),
        Allergen.Peanuts => Say("花生", "peanuts"),
        Allergen.Soybeans => Say("大豆", "soybeans"),
        Allergen.Milk => Say("乳", "milk"),
        _ => Say("坚果", "nuts"),
    };
}
