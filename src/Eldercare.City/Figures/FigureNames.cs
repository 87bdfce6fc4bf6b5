namespace Eldercare.City;

/// <summary>The counters kept in <see cref="CityFigure"/>. Names stand in the table: never renamed without a rebuild.</summary>
public static class FigureNames
{
    /// <summary>Living registered elders.</summary>
    public const string People = "people";
    public const string Deaths = "deaths";

    public const string MealPoints = "meal_points";
    public const string Sittings = "sittings";

    /// <summary>Street day-care centres in the register.</summary>
    public const string DayCareCentres = "day_care_centres";

    /// <summary>Bookings ever made, cancelled ones too.</summary>
    public const string Bookings = "bookings";
    public const string Cancelled = "cancelled";

    /// <summary>Portions handed over, from bookings and to walk-ins.</summary>
    public const string MealsServed = "meals_served";

    /// <summary>The part of <see cref="MealsServed"/> that came without a booking.</summary>
    public const string WalkIns = "walk_ins";
    public const string NoShows = "no_shows";

    public const string Homes = "homes";
    public const string Beds = "beds";

    /// <summary>Beds in homes that are not publicly run: socially founded, or public and run by a social operator.</summary>
    public const string SocialBeds = "beds.social";

    /// <summary>护理型床位: nursing beds and those for dementia care.</summary>
    public const string NursingBeds = "beds.nursing";
    public const string OccupiedBeds = "beds.occupied";

    /// <summary>Applications for a bed that are neither fulfilled nor ended.</summary>
    public const string OpenApplications = "applications.open";
}
