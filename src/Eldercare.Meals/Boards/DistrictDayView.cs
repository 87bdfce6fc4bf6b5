using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>
/// The day of each district. Takes a sitting's district and date, which never change, from the <see cref="SittingBoard"/> that
/// <see cref="MealPointBoardView"/> keeps; that view must run before.
/// </summary>
public sealed class DistrictDayView : View
{
    public override string Name => "DistrictDay";

    public override ImmutableArray<Type> Rows => [typeof(DistrictDay)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(SittingOpened), typeof(SittingPlanChanged), typeof(SittingCapacitySet), typeof(MealBooked), typeof(BookingCancelled),
        typeof(BookingMovedOut), typeof(MealServed),
        typeof(WalkInServed), typeof(NoShowRecorded),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (DayOf(recorded, rows) is var (district, date)) rows.Find<DistrictDay>(district, date);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var (district, date) = DayOf(recorded, rows)
            ?? throw new InvalidOperationException($"No SittingBoard {recorded.Stream}: its view did not run before.");
        var day = rows.Find<DistrictDay>(district, date) ?? new(district, date, 0, 0, 0, 0, 0, 0, 0);
        rows.Put(recorded.Fact switch
        {
            SittingOpened f => day with { Sittings = day.Sittings + 1, Capacity = day.Capacity + f.Capacity },
            SittingPlanChanged f => day with { Capacity = day.Capacity + f.Capacity - f.CapacityBefore },
            MealBooked => day with { Booked = day.Booked + 1 },
            BookingCancelled => day with { Booked = day.Booked - 1, Cancelled = day.Cancelled + 1 },
            MealServed { AfterNoShow: true } => day with { Booked = day.Booked + 1, Served = day.Served + 1, NoShows = day.NoShows - 1 },
            BookingMovedOut => day with { Booked = day.Booked - 1 },
            SittingCapacitySet f => day with { Capacity = day.Capacity + f.Capacity - f.CapacityBefore },
            MealServed => day with { Served = day.Served + 1 },
            WalkInServed => day with { WalkIns = day.WalkIns + 1 },
            NoShowRecorded => day with { Booked = day.Booked - 1, NoShows = day.NoShows + 1 },
            var other => throw new InvalidOperationException($"{other} is none of this view's events."),
        });
    }

    private static (string District, DateOnly Date)? DayOf(Recorded recorded, RowSet rows) => recorded.Fact switch
    {
        SittingOpened f => (f.District, f.Date),
        _ => rows.Find<SittingBoard>(new SittingId(recorded.Stream)) is { } board ? (board.District, board.Date) : null,
    };
}
