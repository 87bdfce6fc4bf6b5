using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

public sealed class MealsModule : IContextModule
{
    public string Name => "meals";

    public IEnumerable<StreamType> Streams => [MealPoint.Stream, Sitting.Stream, DayCareCentre.Stream, DeliveryRun.Stream, WelfareAlert.Stream];

    /// <summary>None: a meal decision leaves nothing behind but its events and claims.</summary>
    public IEnumerable<Type> Tables => [];

    /// <summary>In this order: the second reads rows of the first.</summary>
    public IEnumerable<View> Views => [new MealPointBoardView(), new DistrictDayView(), new DeliveryView(), new WelfareAlertView()];

    public IEnumerable<Type> Relayed => [typeof(MealPointOpened), typeof(WeekChanged), typeof(WelfareAlertRaised)];

    public IEnumerable<DatedClaims> Dated => [Portion.Dated, DeliveryRun.Dated];
}
