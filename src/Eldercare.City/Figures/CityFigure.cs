using Eldercare.Beds;
using Eldercare.Store.Tables;

namespace Eldercare.City;

/// <summary>One of the city's counters, see <see cref="FigureNames"/>.</summary>
[Table("city_figures")]
public sealed record CityFigure([Key] string Name, long Value);

/// <summary>A home's part in the counters, to take along when another kind of operator takes it over.</summary>
/// <param name="Beds">All but retired ones.</param>
[Table("city_homes")]
public sealed record CityHome([Key] HomeId Home, OperatorKind Operator, int Beds);

/// <summary>
/// Living registered elders by month of birth. How many are 60 or 65 and over follows at reading, from the city's current month:
/// a stored count would grow wrong by itself.
/// </summary>
/// <param name="Month">yyyymm.</param>
/// <param name="People">Registered, not known to have died.</param>
[Table("city_ages")]
public sealed record BornInMonth([Key] int Month, int People);
