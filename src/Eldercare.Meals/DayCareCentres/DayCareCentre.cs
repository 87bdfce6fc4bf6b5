using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A street day-care centre; so far what the registry knows of it. Seats booked per day come later.</summary>
public sealed record DayCareCentre(DayCareCentreId Id, string Name, string District, string Address, MealPointId? MealPoint)
{
    public static StreamType<DayCareCentre, DayCareCentreFact> Stream { get; } = new("day_care_centre", Evolve);

    public static DayCareCentre? Evolve(DayCareCentre? centre, DayCareCentreFact fact) => (centre, fact) switch
    {
        (null, DayCareCentreRegistered f) => new(f.Centre, f.Name, f.District, f.Address, f.MealPoint),
        ({ } c, DayCareCentreChanged f) => new(c.Id, f.Name, f.District, f.Address, f.MealPoint),
        _ => throw new InvalidOperationException($"{fact} cannot follow {centre}"),
    };
}
