using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>One meal a meal point serves every week.</summary>
/// <param name="Day">Day of the week in the city.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Capacity">Portions that can be booked, 0 to 10,000.</param>
/// <param name="WalkInBuffer">Portions for those who come without a booking, 0 to 1,000.</param>
/// <param name="ServedFrom">City time.</param>
/// <param name="ServedUntil">City time, the same day.</param>
/// <param name="CutOffMinutes">Bookings and cancellations close so long before <paramref name="ServedFrom"/>, 0 to 10,080 (a week).</param>
/// <param name="Price">Full price of a portion, 0 to 1,000 yuan; null while none is set, and then nothing is charged.</param>
/// <param name="DeliveryFee">Comes on top of a delivered portion; null for none.</param>
public sealed record WeeklySitting(
    DayOfWeek Day,
    Meal Meal,
    int Capacity,
    int WalkInBuffer,
    TimeOnly ServedFrom,
    TimeOnly ServedUntil,
    int CutOffMinutes,
    Fen? Price = null,
    Fen? DeliveryFee = null);
