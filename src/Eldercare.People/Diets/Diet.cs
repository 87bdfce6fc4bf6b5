namespace Eldercare.People.Diets;

/// <summary>What a diner keeps to, and what a dish suits.</summary>
public enum Diet
{
    Vegetarian,

    /// <summary>清真</summary>
    Halal,

    LowSalt,

    /// <summary>Suitable for diabetics (糖尿病).</summary>
    Diabetic,
}

/// <summary>The eight groups GB 7718 names as allergens; others are codes beside these.</summary>
public enum Allergen
{
    /// <summary>含麸质的谷物</summary>
    GlutenCereals,

    /// <summary>甲壳纲类动物</summary>
    Crustaceans,

    /// <summary>鱼类</summary>
    Fish,

    /// <summary>蛋类</summary>
    Eggs,

    /// <summary>花生</summary>
    Peanuts,

    /// <summary>大豆</summary>
    Soybeans,

    /// <summary>乳</summary>
    Milk,

    /// <summary>坚果</summary>
    Nuts,
}

/// <summary>Texture of food by IDDSI, levels 3 to 7. The number is the level: the lower, the easier to swallow.</summary>
public enum FoodTexture
{
    /// <summary>Liquidised, level 3.</summary>
    Liquidised = 3,

    /// <summary>Pureed, level 4.</summary>
    Pureed = 4,

    /// <summary>Minced and moist, level 5.</summary>
    MincedMoist = 5,

    /// <summary>Soft and bite-sized, level 6.</summary>
    SoftBiteSized = 6,

    /// <summary>Regular, level 7.</summary>
    Regular = 7,
}

/// <summary>Thickness of drinks by IDDSI, levels 0 to 4. The number is the level: the higher, the thicker.</summary>
public enum DrinkThickness
{
    /// <summary>Thin, level 0.</summary>
    Thin = 0,

    /// <summary>Slightly thick, level 1.</summary>
    SlightlyThick = 1,

    /// <summary>Mildly thick, level 2.</summary>
    MildlyThick = 2,

    /// <summary>Moderately thick, level 3.</summary>
    ModeratelyThick = 3,

    /// <summary>Extremely thick, level 4.</summary>
    ExtremelyThick = 4,
}
