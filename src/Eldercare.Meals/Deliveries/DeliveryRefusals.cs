using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <param name="Sitting">Which sitting.</param>
/// <param name="CutOff">Deliveries are planned from then on.</param>
public sealed record CutOffNotReached(SittingId Sitting, DateTimeOffset CutOff) : Refusal
{
    public override Words Message => new(
        $"尚未截单，请在{CityTime.Local(CutOff):M月d日HH:mm}之后安排送餐。",
        $"It is too early: deliveries are planned when bookings have closed, at {CityTime.Local(CutOff):yyyy-MM-dd HH:mm}.");
}

/// <summary>The list of who is to be delivered to changed while it was put in order: planning again takes it up.</summary>
public sealed record DeliveriesPlannedMeanwhile(SittingId Sitting) : Refusal
{
    public override Words Message => new(
        "他人同时安排了此餐次的送餐，请再安排一次，只会补上缺少的部分。",
        "Somebody else planned deliveries of this sitting at the same time. Plan again: it adds only what is missing.");
}

public sealed record DeliveryRunUnknown(DeliveryRunId Run) : Refusal
{
    public override Words Message => new("此餐次没有这个车次，请核对。", "The sitting has no delivery run of that number.");
}

public sealed record DeliveryRunHasNoDriver(DeliveryRunId Run) : Refusal
{
    public override Words Message => new("该车次还没有送餐员，请先指定。", "Nobody drives this run yet: assign a driver first.");
}

public sealed record DeliveryRunNotStarted(DeliveryRunId Run) : Refusal
{
    public override Words Message => new("该车次尚未出发，请先登记出发。", "The run has not set out: say first that it has.");
}

public sealed record NotOnDeliveryRun(DeliveryRunId Run, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人不在这个车次上，请核对。", "The elder is not on this run.");
}

/// <param name="Run">Which run.</param>
/// <param name="Elder">Which stop.</param>
/// <param name="State">What was recorded.</param>
public sealed record StopAlreadyRecorded(DeliveryRunId Run, ElderId Elder, StopState State) : Refusal
{
    public override Words Message => new(
        "这一站已登记为其他结果，请刷新查看。",
        "Something else was recorded for this stop already: look at it again.");
}
