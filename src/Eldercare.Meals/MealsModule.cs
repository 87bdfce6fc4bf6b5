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
        PolicyBook.Stream,
        MealAccount.Stream,
        Settlement.Stream,
        DeliveryRun.Stream,
        WelfareAlert.Stream,
        Kitchen.Stream,
        Dish.Stream,
        Menu.Stream,
        KitchenSheet.Stream,
        FoodSamples.Stream,
    ];

    public IEnumerable<Type> Tables => [typeof(PointKitchen), typeof(DishCard), typeof(MenuMealRow)];

    /// <summary>In this order: the second reads rows of the first.</summary>
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
    ];

    public IEnumerable<Type> Relayed =>
    [
        typeof(MealPointOpened),
        typeof(WeekChanged),
        typeof(MealPointResumed),
        typeof(WaitingListJoined),
        typeof(PlaceOffered),
        typeof(WelfareAlertRaised),
        typeof(MenuPublished),
        typeof(MenuDayChanged),
        typeof(DishChanged),
        typeof(SubstituteRuled),
    ];

    public IEnumerable<DatedClaims> Dated => [Portion.Dated, WaitingList.Dated, DeliveryRun.Dated];
}
