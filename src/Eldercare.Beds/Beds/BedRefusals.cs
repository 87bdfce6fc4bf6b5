using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

public sealed record BedUnknown(BedId Bed) : Refusal
{
    public override Words Message => new("没有这张床位，请核对编号。", "There is no bed of that id.");
}

public sealed record BedAlreadyRegistered(BedId Bed) : Refusal
{
    public override Words Message => new("这张床位已经登记。", "This bed is registered already.");
}

public sealed record BedStateForbids(BedId Bed, BedState State, BedAction Action) : Refusal
{
    public override Words Message => new(
        $"这张床位{BedWords.Of(State).Zh}，不能{BedWords.Of(Action).Zh}{Instead.Zh}。",
        $"The bed is {BedWords.Of(State).En}; {BedWords.Of(Action).En} is not possible{Instead.En}.");

    /// <summary>What would have to come first.</summary>
    private Words Instead => (State, Action) switch
    {
        (BedState.ToClean, _) => new("：请先登记清洁完毕", ": it is cleaned first (markBedCleaned)"),
        (BedState.Held, _) => new("：请先撤回通知，可同时关闭床位", ": it is offered to somebody (withdrawOffer takes the offer back, and can close the bed)"),
        (BedState.Reserved, _) => new("：请先撤回通知或取消预约", ": it is kept for somebody (withdrawOffer or cancelReservation gives it up)"),
        (BedState.Occupied or BedState.OnLeave, BedAction.Close) =>
            new("：可先排定房间关闭，住户离开后即关闭", ": somebody lives in it (closeRoom closes it once she has left)"),
        (BedState.Closed, _) => new("：请先重新开放", ": it is reopened first (reopenBed)"),
        _ => new(string.Empty, string.Empty),
    };
}

/// <param name="Rules">Every rule that fails, not only the first.</param>
public sealed record BedDoesNotMatch(BedId Bed, ImmutableArray<MatchRule> Rules) : Refusal
{
    public override Words Message => new(
        $"这张床位不合适，不符的有：{string.Join("、", Rules.Select(r => BedWords.Of(r).Zh))}。",
        $"The bed does not suit: {string.Join(", ", Rules.Select(r => BedWords.Of(r).En))}.");

    public bool Equals(BedDoesNotMatch? other) => other is not null && Bed == other.Bed && Rules.AsSpan().SequenceEqual(other.Rules.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Bed, Rules.Length);
}

public sealed record ElderHasBed(ElderId Elder, BedId Bed) : Refusal
{
    public override Words Message => new(
        "该老人已有床位；如要换床，请办理转床。",
        "The elder has a bed already; who lives in one is transferred.");
}

public sealed record BedReservedForAnother(BedId Bed) : Refusal
{
    public override Words Message => new(
        "这张床位没有为此次入住预留：有申请的，先发床位通知，接受后凭申请入住。",
        "The bed is not reserved for this admission: by an application it is offered and accepted first (offerBed, acceptOffer), and the application is named.");
}

/// <param name="Earliest">The day the stay began, or the one before it ended.</param>
public sealed record StayTooEarly(BedId Bed, DateOnly Earliest) : Refusal
{
    public override Words Message => new(
        $"这张床位的日期不能早于{Earliest:yyyy年M月d日}。",
        $"For this bed the day cannot lie before {Earliest:yyyy-MM-dd}.");
}

/// <param name="Until">The agreed day that is not after the first one.</param>
public sealed record StayEndsTooEarly(DateOnly Until) : Refusal
{
    public override Words Message => new(
        $"入住不能止于{Until:yyyy年M月d日}：须晚于开始之日，仍在住的还须晚于今天。请改填日期；已离开的，请登记离院。",
        $"No stay can end on {Until:yyyy-MM-dd} here: it ends after the day it begins, and one that goes on after today. Name another day; for who has left, record the departure (recordDeparture).");
}

/// <param name="Number">As it is in the room already.</param>
public sealed record BedNumberTaken(RoomId Room, string Number) : Refusal
{
    public override Words Message => new("该房间已有这个床号，请换一个。", "The room has a bed of that number: choose another one.");
}

public sealed record NotTheResident(BedId Bed, ElderId Elder) : Refusal
{
    public override Words Message => new("该老人不住这张床位，请核对。", "The elder does not live in this bed.");
}
