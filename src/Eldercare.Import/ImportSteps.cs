namespace Eldercare.Import;

/// <summary>What of a folder to bring in; meal points and bookings go together, before homes. A file that is not there is passed over.</summary>
[Flags]
public enum ImportSteps
{
    None = 0,

    /// <summary>Elders, with their entitlements, hukou, diner profiles and contacts.</summary>
    Elders = 1,

    /// <summary>
    /// Meal points with their weekly sittings, the day-care centres that host some of them, and the kitchens that cook for them with
    /// dishes and menus.
    /// </summary>
    MealPoints = 2,

    /// <summary>Homes with their certificates and rooms.</summary>
    Homes = 4,

    /// <summary>Beds with their residents.</summary>
    Beds = 8,
    Applications = 16,

    /// <summary>Bookings, and the standing orders that book what they leave free.</summary>
    Bookings = 32,

    /// <summary>Meals of the past; those of this month and the last are charged.</summary>
    MealHistory = 64,

    /// <summary>All that a host needs before it serves; the history can follow while it does.</summary>
    Present = Elders | MealPoints | Homes | Beds | Applications | Bookings,
    All = Present | MealHistory,
}
