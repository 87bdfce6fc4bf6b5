namespace Eldercare.Import.Reading;

/// <summary>A registry file: its name without ending, and its columns; a name with ? at its end may be missing.</summary>
internal sealed record Registry(string Name, params string[] Columns)
{
    public static Registry Elders { get; } = new("elders",
        "registry_number", "name", "identity_number", "phone?", "address?", "district",
        "care_level?", "care_standard?", "assessed_on?", "expires_on?", "assessed_by?");

    public static Registry MealPoints { get; } = new("meal_points",
        "registry_number", "name", "district", "address", "latitude", "longitude");

    public static Registry WeeklySittings { get; } = new("weekly_sittings",
        "meal_point", "weekday", "meal", "capacity", "walk_in_buffer", "served_from", "served_until", "cut_off_minutes", "price?", "delivery_fee?");

    public static Registry DayCareCentres { get; } = new("day_care_centres",
        "registry_number", "name", "district", "address", "meal_point?");

    public static Registry Homes { get; } = new("homes",
        "registry_number", "name", "district", "address", "latitude", "longitude", "operator", "phone?");

    public static Registry HomeCertificates { get; } = new("home_certificates",
        "home", "kind", "number", "issued_on", "valid_from?", "valid_until?");

    public static Registry Rooms { get; } = new("rooms", "home", "room", "gender_rule", "building?", "floor?");

    public static Registry Beds { get; } = new("beds",
        "home", "room", "bed", "kind", "highest_care_level", "equipment?", "daily_price?", "in_service_on?");

    public static Registry Residents { get; } = new("residents", "home", "room", "bed", "elder", "admitted_on");

    public static Registry Applications { get; } = new("applications",
        "registry_number", "elder", "homes?", "districts?", "kind", "lane?", "applied_at", "eligible_on?", "evidence?", "reference?");

    public static Registry Bookings { get; } = new("bookings", "meal_point", "date", "meal", "elder", "channel", "booked_at");

    public static Registry Entitlements { get; } = new("entitlements",
        "elder", "category", "from", "until?", "evidence", "reference", "checked_on", "reason?");

    public static Registry Hukou { get; } = new("hukou", "elder", "local", "evidence", "reference", "checked_on");

    public static Registry DinerProfiles { get; } = new("diner_profiles",
        "elder", "food?", "drink?", "allergens?", "other_allergens?", "diets?");

    public static Registry Contacts { get; } = new("contacts", "elder", "name", "relation", "phone", "emergency?");

    public static Registry Kitchens { get; } = new("kitchens", "registry_number", "name", "district", "meal_points?");

    public static Registry Dishes { get; } = new("dishes",
        "registry_number", "kitchen", "name_zh", "name_en?", "allergens?", "other_allergens?", "food?", "drink?", "diets?", "price", "allergens_unknown?");

    public static Registry Substitutes { get; } = new("substitutes", "kitchen", "meal_point?", "dish", "substitute?");

    public static Registry Menus { get; } = new("menus", "kitchen", "date", "meal", "set", "name", "dishes", "price");

    public static Registry StandingOrders { get; } = new("standing_orders",
        "registry_number", "elder", "meal_point", "weekdays", "meal", "channel?", "from", "until?");

    public static Registry MealHistory { get; } = new("meal_history",
        "meal_point", "date", "meal", "elder", "outcome", "channel?", "booked_at?", "cancelled_at?", "served_at?");

    public static Registry[] All { get; } =
    [
        Elders, Entitlements, Hukou, DinerProfiles, Contacts, MealPoints, WeeklySittings, DayCareCentres, Kitchens, Dishes, Substitutes, Menus,
        Homes, HomeCertificates, Rooms, Beds, Residents, Applications, Bookings, StandingOrders, MealHistory,
    ];

    /// <summary>The file in the folder, or null when there is none.</summary>
    /// <exception cref="FileFault">There are two.</exception>
    public string? Find(string folder)
    {
        var (csv, xlsx) = (Path.Combine(folder, Name + ".csv"), Path.Combine(folder, Name + ".xlsx"));
        if (!File.Exists(xlsx)) return File.Exists(csv) ? csv : null;
        if (File.Exists(csv)) throw new FileFault("TWO_FILES", $"Both {Name}.csv and {Name}.xlsx are there: remove one.");
        return xlsx;
    }
}
