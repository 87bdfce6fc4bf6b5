using Eldercare.People;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>
/// The worklist of displaced bookings. Takes a sitting's place and time from the board that <see cref="MealPointBoardView"/> keeps;
/// that view must run before.
/// </summary>
public sealed class DisplacedBookingView : View
{
    public override string Name => "DisplacedBooking";

    public override ImmutableArray<Type> Rows => [typeof(DisplacedBooking)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BookingDisplaced), typeof(BookingReinstated), typeof(BookingMovedOut), typeof(BookingCancelled), typeof(MealServed),
        typeof(NoShowRecorded), typeof(DisplacedBookingEscalated),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        var (sitting, elder, _) = Subject(recorded.Fact);
        if (recorded.Fact is BookingDisplaced) rows.Find<SittingBoard>(sitting);
        else rows.Find<DisplacedBooking>(DisplacedBooking.ItemOf(sitting, elder));
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var (sitting, elder, state) = Subject(recorded.Fact);
        var item = DisplacedBooking.ItemOf(sitting, elder);
        if (recorded.Fact is BookingDisplaced displaced)
        {
            var board = rows.Find<SittingBoard>(sitting)
                ?? throw new InvalidOperationException($"No SittingBoard {sitting}: its view did not run before.");
            rows.Put(new DisplacedBooking(
                item, sitting, elder, board.Point, board.District, board.Date, board.Meal, displaced.By, board.CutOff, recorded.RecordedAt,
                state, EscalatedAt: null, MovedTo: null, SettledAt: null, SettledBy: null));
        }
        else if (rows.Find<DisplacedBooking>(item) is { State: DisplacedState.Open } open)
        {
            if (recorded.Fact is DisplacedBookingEscalated)
            {
                rows.Put(open with { EscalatedAt = recorded.RecordedAt });
                return;
            }

            rows.Put(open with
            {
                State = state,
                MovedTo = (recorded.Fact as BookingMovedOut)?.To,
                SettledAt = recorded.RecordedAt,
                SettledBy = recorded.Actor,
            });
        }
    }

    private static (SittingId Sitting, ElderId Elder, DisplacedState State) Subject(object fact) => fact switch
    {
        BookingDisplaced f => (f.Sitting, f.Elder, DisplacedState.Open),
        DisplacedBookingEscalated f => (f.Sitting, f.Elder, DisplacedState.Open),
        BookingReinstated f => (f.Sitting, f.Elder, DisplacedState.Reinstated),
        BookingMovedOut f => (f.Sitting, f.Elder, DisplacedState.Moved),
        BookingCancelled f => (f.Sitting, f.Elder, DisplacedState.Cancelled),
        MealServed f => (f.Sitting, f.Elder, DisplacedState.Served),
        NoShowRecorded f => (f.Sitting, f.Elder, DisplacedState.NoShow),
        var other => throw new InvalidOperationException($"{other.GetType().Name} displaces and settles nothing."),
    };
}
