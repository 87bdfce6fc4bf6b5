using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>
/// Standing orders, their lines, and what could not be booked of them. Takes districts and dates from the boards that
/// <see cref="MealPointBoardView"/> keeps; that view must run before.
/// </summary>
public sealed class StandingOrderView : View
{
    private static readonly string s_closedThatDay = Refusal.CodeOf(typeof(MealPointClosedThatDay));

    public override string Name => "StandingOrder";

    public override ImmutableArray<Type> Rows => [typeof(StandingOrderBoard), typeof(StandingOrderLine), typeof(StandingOrderMiss)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(StandingOrderPlaced), typeof(StandingOrderChanged), typeof(StandingOrderPaused), typeof(StandingOrderResumed),
        typeof(StandingOrderEnded), typeof(OrderedMealMissed), typeof(OrderedMealFailed), typeof(OrderedMealMissSettled),
        typeof(OrderedMealMissDropped), typeof(MealBooked), typeof(BookingCancelled),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case MealBooked f:
                if (ItemOf(f.Sitting, f.Elder, rows) is { } booked) rows.Find<StandingOrderMiss>(booked);
                break;
            case BookingCancelled f:
                if (ItemOf(f.Sitting, f.Elder, rows) is { } cancelled) rows.Find<StandingOrderMiss>(cancelled);
                break;
            case OrderedMealMissed f:
                rows.Find<MealPointBoard>(f.Point);
                rows.Find<StandingOrderMiss>(StandingOrderMiss.ItemOf(f.Elder, f.Date, f.Meal));
                break;
            case OrderedMealFailed or OrderedMealMissSettled or OrderedMealMissDropped:
                rows.Find<StandingOrderMiss>(ItemOf(recorded.Fact));
                break;
            default:
                rows.Find<StandingOrderBoard>(Subject(recorded.Fact).Order);
                break;
        }
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case MealBooked f:
                if (ItemOf(f.Sitting, f.Elder, rows) is { } booked) Settle(booked, MissState.Booked, recorded, rows);
                break;
            case BookingCancelled f:
                Reopen(f, rows);
                break;
            case OrderedMealMissDropped:
                Settle(ItemOf(recorded.Fact), MissState.Dropped, recorded, rows);
                break;
            case OrderedMealMissSettled f:
                Settle(ItemOf(f), MissState.Settled, recorded, rows, f.Action, f.Note);
                break;
            case OrderedMealFailed:
                if (rows.Find<StandingOrderMiss>(ItemOf(recorded.Fact)) is { } missed) rows.Put(missed with { FailedAt = recorded.RecordedAt });
                break;
            case OrderedMealMissed f:
                Miss(f, recorded.RecordedAt, rows);
                break;
            case StandingOrderFact fact:
                var (elder, id) = Subject(fact);
                var before = rows.Find<StandingOrderBoard>(id)?.ToOrder();
                var order = StandingOrder.Fold(before, fact);
                rows.Put(StandingOrderBoard.Of(elder, order));
                PutLines(elder, order, before?.Lines.Length ?? 0, CityTime.Today(recorded.RecordedAt), rows);
                break;
        }
    }

    private static void Miss(OrderedMealMissed f, DateTimeOffset at, RowSet rows)
    {
        var district = rows.Find<MealPointBoard>(f.Point)?.District
            ?? throw new InvalidOperationException($"No MealPointBoard {f.Point}: its view did not run before.");
        var item = StandingOrderMiss.ItemOf(f.Elder, f.Date, f.Meal);
        var since = rows.Find<StandingOrderMiss>(item) is { SettledAt: null } open ? open.Since : at;
        rows.Put(new StandingOrderMiss(
            item, f.Order, f.Elder, f.Point, district, f.Date, f.Meal, f.Reason, since,
            Open(f.Reason), f.CertainAt, FailedAt: null, Action: null, Note: null,
            SettledAt: null, SettledBy: null));
    }

    private static void Settle(
        Guid item, MissState state, Recorded recorded, RowSet rows, MissAction? action = null, string? note = null)
    {
        // A portion she has settles it only as long as she has it: what the order or a person says is for good.
        if (rows.Find<StandingOrderMiss>(item) is { } open && (open.SettledAt is null || open.State == MissState.Booked && state != MissState.Booked))
            rows.Put(open with { State = state, Action = action, Note = note, SettledAt = recorded.RecordedAt, SettledBy = recorded.Actor });
    }

    /// <summary>
    /// A portion she had elsewhere is gone, and the order's is missed as before: the order's stream has kept the miss. One cancelled where
    /// the order wants it is not booked again.
    /// </summary>
    private static void Reopen(BookingCancelled f, RowSet rows)
    {
        if (rows.Find<SittingBoard>(f.Sitting) is not { } board) return;
        var item = StandingOrderMiss.ItemOf(f.Elder, board.Date, board.Meal);
        if (rows.Find<StandingOrderMiss>(item) is { State: MissState.Booked } booked && booked.Point != board.Point)
            rows.Put(booked with { State = Open(booked.Reason), SettledAt = null, SettledBy = null });
    }

    private static MissState Open(string reason) => reason == s_closedThatDay ? MissState.Closed : MissState.Open;

    private static void PutLines(ElderId elder, StandingOrder order, int linesBefore, DateOnly today, RowSet rows)
    {
        var lines = order.Ended && order.Until < today ? [] : order.Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var days = line.Weekdays.Aggregate(0, (bits, day) => bits | (1 << (int)day));
            rows.Put(new StandingOrderLine(
                order.Id, i, elder, line.Point, days, line.Meal, order.From, order.Until, order.Pauses));
        }

        for (var i = lines.Length; i < linesBefore; i++) rows.Remove<StandingOrderLine>(order.Id, i);
    }

    private static Guid ItemOf(object fact) => fact switch
    {
        OrderedMealFailed f => StandingOrderMiss.ItemOf(f.Elder, f.Date, f.Meal),
        OrderedMealMissSettled f => StandingOrderMiss.ItemOf(f.Elder, f.Date, f.Meal),
        OrderedMealMissDropped f => StandingOrderMiss.ItemOf(f.Elder, f.Date, f.Meal),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is about no missed portion."),
    };

    /// <summary>The miss a booking would settle; null until the sitting's board is loaded.</summary>
    private static Guid? ItemOf(SittingId sitting, ElderId elder, RowSet rows) =>
        rows.Find<SittingBoard>(sitting) is { } board ? StandingOrderMiss.ItemOf(elder, board.Date, board.Meal) : null;

    private static (ElderId Elder, StandingOrderId Order) Subject(object fact) => fact switch
    {
        StandingOrderPlaced f => (f.Elder, f.Order),
        StandingOrderChanged f => (f.Elder, f.Order),
        StandingOrderPaused f => (f.Elder, f.Order),
        StandingOrderResumed f => (f.Elder, f.Order),
        StandingOrderEnded f => (f.Elder, f.Order),
        var other => throw new InvalidOperationException($"{other.GetType().Name} is about no standing order."),
    };
}
