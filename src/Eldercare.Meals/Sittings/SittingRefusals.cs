using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record SittingUnknown(SittingId Sitting) : Refusal
{
    public override Words Message => new(
        "没有这个餐次：尚未开设，或当天不供应这一餐。",
        "There is no such sitting: it was not opened, or that meal is not served then.");
}

public sealed record SittingAlreadyClosed(SittingId Sitting) : Refusal
{
    public override Words Message => new("此餐次已结束，不能再登记。", "The sitting is closed.");
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="ServedFrom">When it starts.</param>
public sealed record SittingNotStarted(SittingId Sitting, DateTimeOffset ServedFrom) : Refusal
{
    public override Words Message => new(
        $"此餐次尚未开始，请在{CityTime.Local(ServedFrom):M月d日HH:mm}之后登记。",
        $"It is too early: the sitting has not started. It does at {CityTime.Local(ServedFrom):yyyy-MM-dd HH:mm}.");
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="CutOff">The instant from which on changes are late.</param>
public sealed record CutOffPassed(SittingId Sitting, DateTimeOffset CutOff) : Refusal
{
    public override Words Message => new(
        $"此餐次已于{CityTime.Local(CutOff):M月d日HH:mm}截单；如需变更，请联系助餐点。",
        $"The sitting's cut-off has passed, at {CityTime.Local(CutOff):yyyy-MM-dd HH:mm}: ask the meal point.");
}

/// <param name="Elder">Whose portion.</param>
/// <param name="Elsewhere">The sitting that has it, for the same date and meal.</param>
public sealed record PortionTakenElsewhere(ElderId Elder, SittingId Elsewhere) : Refusal
{
    public override Words Message => new(
        "该老人同日同一餐在另一助餐点已有一份，请先取消那一份。",
        "The elder has a portion for this date and meal at another meal point: that one is cancelled first.");
}

public sealed record AlreadyBooked(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人已预订此餐次。", "The elder is booked for this sitting already.");
}

public sealed record NotBooked(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "该老人没有预订此餐次，请核对日期、餐别和助餐点。",
        "The elder is not booked for this sitting: check the date, the meal and the meal point.");
}

public sealed record AlreadyServed(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人此餐次已用餐。", "The elder was served at this sitting already.");
}

public sealed record NoShowAlreadyRecorded(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人此餐次的预订已登记为未到。", "The elder's booking was recorded as a no-show.");
}
