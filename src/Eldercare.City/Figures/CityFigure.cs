using Eldercare.Store.Tables;

namespace Eldercare.City;

/// <summary>One of the city's counters, see <see cref="FigureNames"/>.</summary>
[Table("city_figures")]
public sealed record CityFigure([Key] string Name, long Value);

/// <summary>
/// Living registered elders by month of birth. How many are 60 or 65 and over follows at reading, from the city's current month:
/// a stored count would grow wrong by itself.
/// </summary>
/// <param name="Month">yyyymm.</param>
/// <param name="People">Registered, not known to have died.</param>
[Table("city_ages")]
public sealed record BornInMonth([Key] int Month, int People);
