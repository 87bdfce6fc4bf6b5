using System.Globalization;
using System.Text;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>Answers 'why am I 37th?' in the words of the rules.</summary>
public static class PositionWords
{
    private static readonly Words s_given = new("民政部门此前认定的通道。", "The lane an office gave before lanes were computed.");

    private static readonly Words s_firstClaim = new("优先安排", "First claim");

    private static readonly Words s_released = new(
        "请假外出期满、床位已释放的原住户，优先安排下一张合适的床位。", "Residents whose bed was released from their leave: they have first claim on the next suitable bed.");

    /// <param name="entry">The application, which stands in the queue.</param>
    /// <param name="place">Its place in the city's queue.</param>
    /// <param name="policy">The policy that placed it; null where an office had given the lane.</param>
    public static Words Of(QueueEntry entry, QueuePlace place, QueuePolicy? policy)
    {
        var (zh, en) = (new StringBuilder(), new StringBuilder());
        var (kind, lane, rule) = (Kind(entry.Kind), Lane(policy, entry.LaneCode), Rule(policy, entry.LaneCode, entry.Rule));
        zh.Append(CultureInfo.InvariantCulture, $"您在全市{kind.Zh}轮候中排第{place.Number}位，共{place.Waiting}人。您在“{lane.Zh}”：{rule.Zh}");
        en.Append(CultureInfo.InvariantCulture, $"You are number {place.Number} of {place.Waiting} in the city's queue for {kind.En}. Your lane is '{lane.En}': {rule.En}");
        foreach (var ahead in place.Ahead)
        {
            zh.Append(CultureInfo.InvariantCulture, $"前面有{ahead.Count}人在“{ahead.LaneName.Zh}”：{ahead.Words.Zh}");
            en.Append(CultureInfo.InvariantCulture, $" Ahead of you are {ahead.Count} in '{ahead.LaneName.En}': {ahead.Words.En}");
        }

        if (place.Ahead.IsEmpty)
        {
            zh.Append("前面没有人。");
            en.Append(" Nobody is ahead of you.");
        }
        else
        {
            var byCare = policy?.Lane(entry.LaneCode)?.Order == LaneOrder.CareLevel;
            zh.Append(byCare ? "同一通道内照护需求高的在先，其次先申请的在先。" : "同一通道内先申请的在先。");
            en.Append(byCare ? " Within a lane who needs most care comes first, then who applied first." : " Within a lane who applied first comes first.");
        }

        return new(zh.ToString(), en.ToString());
    }

    /// <summary>Of one that does not stand in the queue.</summary>
    public static Words OutOfQueue(QueueEntry entry, DateOnly today) => entry.State switch
    {
        ApplicationState.Offered => new("已通知您一张床位，不再排队。", "A bed is offered to you: you wait for none."),
        ApplicationState.Accepted => new("床位已为您预留，不再排队。", "A bed is reserved for you: you wait for none."),
        ApplicationState.Fulfilled => new("您已入住。", "You have moved in."),
        ApplicationState.Ended => new("申请已结束。", "The application is over."),
        _ when entry.BarredUntil is { } until && today < until => new(
            $"因多次未接受床位，{until:yyyy-MM-dd}之前不再通知床位。",
            $"Because offers were not taken too often, no bed is offered to you before {until:yyyy-MM-dd}."),
        _ => throw new ArgumentException("It stands in the queue.", nameof(entry)),
    };

    public static Words IfAssessed(CareLevel level) => new($"评估为{Level(level).Zh}。", $"To be assessed as {Level(level).En}.");

    public static Words Lane(QueuePolicy? policy, string lane) => lane == Placement.FirstClaim ? s_firstClaim : policy?.NameOf(lane) ?? new(lane, lane);

    public static Words Rule(QueuePolicy? policy, string lane, string rule) =>
        rule == Placement.Given ? s_given
        : lane == Placement.FirstClaim ? s_released
        : policy?.WordsOf(lane, rule) ?? new(rule, rule);

    private static Words Kind(BedKind kind) => kind switch
    {
        BedKind.Ordinary => new("普通床位", "an ordinary bed"),
        BedKind.Nursing => new("护理型床位", "a nursing bed"),
        BedKind.Dementia => new("失智专区床位", "a bed in a dementia unit"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static Words Level(CareLevel level) => level switch
    {
        CareLevel.Intact => new("能力完好", "able"),
        CareLevel.Mild => new("轻度失能", "mildly dependent"),
        CareLevel.Moderate => new("中度失能", "moderately dependent"),
        CareLevel.Severe => new("重度失能", "severely dependent"),
        CareLevel.Total => new("完全失能", "wholly dependent"),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };
}
