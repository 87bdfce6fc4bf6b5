using Eldercare.Store;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>A sitting as its meal point and the city see it; who is booked is read from its stream.</summary>
/// <param name="Sitting">Follows from point, date and meal.</param>
/// <param name="Point">Where.</param>
/// <param name="District">The point's district code.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Capacity">Portions that can be booked.</param>
/// <param name="Booked">Places taken now: booked, or served from a booking. Above <paramref name="Capacity"/> only while
/// bookings are displaced.</param>
/// <param name="Served">Of those booked, walk-ins not counted.</param>
/// <param name="NoShows">Booked, and did not come.</param>
/// <param name="WalkInBuffer">Portions for those who come without a booking.</param>
/// <param name="WalkIns">Served out of the buffer.</param>
/// <param name="Cancelled">Cancellations, also of an elder who booked again.</param>
/// <param name="CutOff">From this instant on changes are late.</param>
/// <param name="ServedFrom">Planned start.</param>
/// <param name="ServedUntil">Planned end.</param>
/// <param name="Offered">Places kept for those who waited.</param>
/// <param name="Waiting">How many wait without an offer.</param>
/// <param name="Closed">Nothing changes any more.</param>
/// <param name="Sequence">Of the last event shown.</param>
/// <param name="Price">Of a portion; null while none is set.</param>
/// <param name="DeliveryFee">On top of a delivered portion.</param>
[Table("sitting_boards", Indexes = ["point, date", "date, district"])]
public sealed record SittingBoard(
    [Key] SittingId Sitting,
    MealPointId Point,
    string District,
    DateOnly Date,
    Meal Meal,
    int Capacity,
    int Booked,
    int Served,
    int NoShows,
    int WalkInBuffer,
    int WalkIns,
    int Cancelled,
    DateTimeOffset CutOff,
    DateTimeOffset ServedFrom,
    DateTimeOffset ServedUntil,
    int Offered,
    int Waiting,
    bool Closed,
    long Sequence,
    Fen? Price = null,
    Fen? DeliveryFee = null)
{
    /// <summary>The board of a sitting just decided on: equal to what the view will show.</summary>
    /// <param name="sitting">As it stands.</param>
    /// <param name="sequence">Of the last event it holds; 0 when not known.</param>
    public static SittingBoard Of(Sitting sitting, long sequence) => new(
        sitting.Id, sitting.Point, sitting.District, sitting.Date, sitting.Meal, sitting.Capacity, sitting.Booked, sitting.Served,
        sitting.NoShows, sitting.WalkInBuffer, sitting.WalkIns, sitting.Cancelled, sitting.CutOff, sitting.ServedFrom,
        sitting.ServedUntil, sitting.Offers.Count, sitting.Waiting.Count, sitting.Closed, sequence, sitting.Price, sitting.DeliveryFee);
}
