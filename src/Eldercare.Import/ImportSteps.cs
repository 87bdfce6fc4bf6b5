namespace Eldercare.Import;

/// <summary>What of a folder to bring in; done in this order. A file that is not there is passed over.</summary>
[Flags]
public enum ImportSteps
{
    None = 0,
    Elders = 1,

    /// <summary>Meal points with their weekly sittings, and the day-care centres that host some of them.</summary>
    MealPoints = 2,

    /// <summary>Homes with their rooms.</summary>
    Homes = 4,

    /// <summary>Beds with their residents.</summary>
    Beds = 8,
    Applications = 16,
    Bookings = 32,
    MealHistory = 64,

    /// <summary>All that a host needs before it serves; the history can follow while it does.</summary>
    Present = Elders | MealPoints | Homes | Beds | Applications | Bookings,
    All = Present | MealHistory,
}
