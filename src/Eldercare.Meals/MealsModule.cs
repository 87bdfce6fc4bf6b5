using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

public sealed class MealsModule : IContextModule
{
    public string Name => "meals";

    public IEnumerable<StreamType> Streams =>
        [MealPoint.Stream, Sitting.Stream, DayCareCentre.Stream, StandingOrders.Stream, StandingOrderRun.Stream];

    /// <summary>None: a meal decision leaves nothing behind but its events and claims.</summary>
    public IEnumerable<Type> Tables => [];

    /// <summary>In this order: those behind read rows of the first.</summary>
    public IEnumerable<View> Views => [new MealPointBoardView(), new DistrictDayView(), new StandingOrderView(), new ClosedDayView(), new DisplacedBookingView()];

    public IEnumerable<Type> Relayed =>
    [
        typeof(MealPointOpened), typeof(WeekChanged),
        typeof(MealPointSuspended), typeof(MealPointResumed), typeof(MealPointClosedOn), typeof(MealPointReopenedOn),
        typeof(MoveOfDisplacedRequested),
        typeof(StandingOrderPlaced), typeof(StandingOrderChanged), typeof(StandingOrderPaused), typeof(StandingOrderResumed),
        typeof(StandingOrderEnded),
    ];

    public IEnumerable<DatedClaims> Dated => [Portion.Dated];
}
