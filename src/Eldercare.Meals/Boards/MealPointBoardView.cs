using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>The boards of meal points and of their sittings.</summary>
public sealed class MealPointBoardView : View
{
    public override string Name => "MealPointBoard";

    public override ImmutableArray<Type> Rows => [typeof(MealPointBoard), typeof(SittingBoard)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(MealPointOpened), typeof(MealPointChanged), typeof(MealPointSuspended), typeof(MealPointResumed),
        typeof(SittingOpened), typeof(SittingPlanChanged), typeof(SittingCapacitySet), typeof(MealBooked), typeof(BookingCancelled),
        typeof(BookingMovedOut), typeof(MealServed), typeof(WalkInServed), typeof(NoShowRecorded), typeof(SittingClosed),
        typeof(WaitingListJoined), typeof(WaitingListLeft), typeof(PlaceOffered), typeof(PlaceDeclined), typeof(PlaceOfferLapsed),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is MealPointFact and not MealPointOpened) rows.Find<MealPointBoard>(new MealPointId(recorded.Stream));
        if (recorded.Fact is SittingFact and not SittingOpened) rows.Find<SittingBoard>(new SittingId(recorded.Stream));
    }

    public override void Apply(Recorded recorded, RowSet rows) => rows.Put(recorded.Fact switch
    {
        MealPointOpened f => new MealPointBoard(
            f.Point, f.Name, f.District, f.Address, f.Latitude, f.Longitude,
            Suspended: false, SuspendedReason: null, recorded.Sequence),
        SittingOpened f => new SittingBoard(
            f.Sitting, f.Point, f.District, f.Date, f.Meal, f.Capacity, Booked: 0, Served: 0, NoShows: 0, f.WalkInBuffer,
            WalkIns: 0, Cancelled: 0, f.CutOff, f.ServedFrom, f.ServedUntil, Offered: 0, Waiting: 0, Closed: false, recorded.Sequence,
            f.Price, f.DeliveryFee),
        MealPointFact f => Next(Found<MealPointBoard>(rows, new MealPointId(recorded.Stream)), f) with { Sequence = recorded.Sequence },
        SittingFact f => Next(Found<SittingBoard>(rows, new SittingId(recorded.Stream)), f) with { Sequence = recorded.Sequence },
        var other => throw new InvalidOperationException($"{other} is none of this view's events."),
    });

    private static MealPointBoard Next(MealPointBoard board, MealPointFact fact) => fact switch
    {
        MealPointChanged f =>
            board with { Name = f.Name, Address = f.Address, Latitude = f.Latitude, Longitude = f.Longitude },
        MealPointSuspended f => board with { Suspended = true, SuspendedReason = f.Reason },
        MealPointResumed => board with { Suspended = false, SuspendedReason = null },
        _ => throw new InvalidOperationException($"{fact} changes no board of a meal point."),
    };

    private static SittingBoard Next(SittingBoard board, SittingFact fact) => fact switch
    {
        SittingPlanChanged f => board with
        {
            Capacity = f.Capacity,
            WalkInBuffer = f.WalkInBuffer,
            CutOff = f.CutOff,
            ServedFrom = f.ServedFrom,
            ServedUntil = f.ServedUntil,
            Price = f.Price,
            DeliveryFee = f.DeliveryFee,
        },
        MealBooked => board with { Booked = board.Booked + 1 },
        BookingCancelled => board with { Booked = board.Booked - 1, Cancelled = board.Cancelled + 1 },
        MealServed { AfterNoShow: true } => board with
        {
            Booked = board.Booked + 1,
            Served = board.Served + 1,
            NoShows = board.NoShows - 1,
        },
        BookingMovedOut => board with { Booked = board.Booked - 1 },
        SittingCapacitySet f => board with { Capacity = f.Capacity },
        MealServed => board with { Served = board.Served + 1 },
        WalkInServed => board with { WalkIns = board.WalkIns + 1 },
        NoShowRecorded => board with { Booked = board.Booked - 1, NoShows = board.NoShows + 1 },
        WaitingListJoined => board with { Waiting = board.Waiting + 1 },
        PlaceOffered => board with { Waiting = board.Waiting - 1, Offered = board.Offered + 1 },
        WaitingListLeft { HadOffer: true } or PlaceDeclined or PlaceOfferLapsed => board with { Offered = board.Offered - 1 },
        WaitingListLeft => board with { Waiting = board.Waiting - 1 },
        SittingClosed => board with { Closed = true },
        _ => throw new InvalidOperationException($"{fact} changes no board of a sitting."),
    };

    private static TRow Found<TRow>(RowSet rows, object key)
        where TRow : class =>
        rows.Find<TRow>(key) ?? throw new InvalidOperationException($"No {typeof(TRow).Name} {key}: its first event is missing.");
}
