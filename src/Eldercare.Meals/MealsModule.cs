using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

public sealed class MealsModule : IContextModule
{
    public string Name => "meals";

    public IEnumerable<StreamType> Streams =>
    [
        MealPoint.Stream,
        Sitting.Stream,
        DayCareCentre.Stream,
        MealAccount.Stream,
        Settlement.Stream,
        DeliveryRun.Stream,
        WelfareAlert.Stream,
        Kitchen.Stream,
        Dish.Stream,
        Menu.Stream,
        KitchenSheet.Stream,
        FoodSamples.Stream,
        StandingOrders.Stream,
        StandingOrderRun.Stream,
    ];

    public IEnumerable<Type> Tables => [typeof(PointKitchen), typeof(DishCard), typeof(MenuMealRow)];

    /// <summary>In this order: those behind read rows of the first.</summary>
    public IEnumerable<View> Views =>
    [
        new MealPointBoardView(),
        new DistrictDayView(),
        new WaitingListView(),
        new PortionConflictView(),
        new SettlementView(),
        new DeliveryView(),
        new WelfareAlertView(),
        new DishCheckView(),
        new FoodSampleView(),
        new StandingOrderView(),
        new ClosedDayView(),
        new DisplacedBookingView(),
    ];

    public IEnumerable<Type> Relayed =>
    [
        typeof(MealPointOpened),
        typeof(WeekChanged),
        typeof(MealPointSuspended),
        typeof(MealPointResumed),
        typeof(MealPointClosedOn),
        typeof(MealPointReopenedOn),
        typeof(MoveOfDisplacedRequested),
        typeof(StandingOrderPlaced),
        typeof(StandingOrderChanged),
        typeof(StandingOrderPaused),
        typeof(StandingOrderResumed),
        typeof(StandingOrderEnded),
        typeof(WaitingListPolicyChanged),
        typeof(SittingPlanChanged),
        typeof(WaitingListJoined),
        typeof(PlaceOffered),
        typeof(WelfareAlertRaised),
        typeof(MenuPublished),
        typeof(MenuDayChanged),
        typeof(DishChanged),
        typeof(DishRetired),
        typeof(SubstituteRuled),
        typeof(SupplyBegun),
        typeof(SupplyEnded),
        typeof(SetChosen),
        typeof(ClashSettled),
    ];

    public IEnumerable<DatedClaims> Dated => [Portion.Dated, Portion.FedDated, WaitingList.Dated, DeliveryRun.Dated];
}
