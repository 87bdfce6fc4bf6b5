using Eldercare.Meals;

namespace Eldercare.City.Reading;

/// <summary>The city and its districts in figures.</summary>
public interface ICityReader
{
    /// <param name="city">The tenant.</param>
    /// <param name="today">The city's date: ages are counted in full months up to it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    Task<CityFigures> FiguresAsync(string city, DateOnly today, CancellationToken cancellation);

    /// <summary>A district's days from <paramref name="from"/> to <paramref name="to"/>, both included, in order.</summary>
    Task<ImmutableArray<DistrictDay>> DistrictDaysAsync(
        string city, string district, DateOnly from, DateOnly to, CancellationToken cancellation);
}

/// <summary>The city's figures now.</summary>
/// <param name="On">The date ages are counted at.</param>
/// <param name="People60">Living registered people of 60 and over.</param>
/// <param name="People65">Living registered people of 65 and over.</param>
/// <param name="People80">Living registered people of 80 and over.</param>
/// <param name="MealPoints">Meal points ever opened.</param>
/// <param name="DayCareCentres">Street day-care centres in the register.</param>
/// <param name="MealsServed">Meals served since the start, walk-ins included.</param>
/// <param name="Bookings">Bookings ever taken.</param>
/// <param name="WalkIns">Meals served without a booking.</param>
/// <param name="NoShows">Bookings whose elder did not come.</param>
/// <param name="Cancelled">Bookings cancelled.</param>
/// <param name="Homes">Care homes.</param>
/// <param name="Beds">Beds that are not retired.</param>
/// <param name="BedsSocial">
/// Of these, run or held by social operators: in homes that are social (民办) or public built and privately run (公建民营).
/// </param>
/// <param name="BedsNursing">Of these, of the nursing type (护理型床位): nursing beds and those for dementia care.</param>
/// <param name="BedsOccupied">Of these, with a resident, on leave included.</param>
public sealed record CityFigures(
    DateOnly On, long People60, long People65, long People80, long MealPoints, long DayCareCentres, long MealsServed, long Bookings,
    long WalkIns, long NoShows, long Cancelled, long Homes, long Beds, long BedsSocial, long BedsNursing, long BedsOccupied)
{
    /// <summary>Of the homes, those whose liability insurance (责任保险) is in date.</summary>
    public long HomesInsured { get; init; }

    /// <summary>What the city itself published, on a base of its own; null when it did not.</summary>
    public ReportedFigure? BedsPerThousandReported { get; init; }
}
