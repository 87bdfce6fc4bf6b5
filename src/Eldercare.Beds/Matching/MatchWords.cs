using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Matching;

/// <summary>The rules of a match in the words of the admissions desk, Chinese and English.</summary>
internal static class MatchWords
{
    public static Words Preference { get; } = new(
        "申请人没有选择这家机构或其所在区。", "The application names other homes and districts than this one.");

    public static Words ElderUnseen { get; } = new(
        "老人目前不能安排床位，原因请向民政部门了解。", "The elder cannot be given a bed at present; the office knows why.");

    public static Words Kind(BedKind wanted, BedKind offered)
    {
        var (asked, here) = (Of(wanted), Of(offered));
        return new($"申请的是{asked.Zh}，这是{here.Zh}。", $"The application is for {asked.En}; this is {here.En}.");
    }

    public static Words Room(GenderRule rule) => rule switch
    {
        GenderRule.Female => new("房间只住女性。", "The room is for women only."),
        GenderRule.Male => new("房间只住男性。", "The room is for men only."),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    public static Words Serves(CareLevel highest)
    {
        Words level = highest switch
        {
            CareLevel.Intact => new("能力完好", "able residents"),
            CareLevel.Mild => new("轻度失能", "mild disability"),
            CareLevel.Moderate => new("中度失能", "moderate disability"),
            CareLevel.Severe => new("重度失能", "severe disability"),
            _ => throw new ArgumentOutOfRangeException(nameof(highest)),
        };
        return new($"这张床位最高服务到{level.Zh}，老人需要更高的护理。", $"The bed serves up to {level.En}; the elder needs more.");
    }

    public static Words Bed(BedState state) => state switch
    {
        BedState.Ready => new("床位已预订给他人，日后入住。", "The bed is promised to somebody for later."),
        BedState.Held => new("床位正为另一份申请保留，等待答复。", "The bed is held by another offer."),
        BedState.Reserved => new("床位已为另一份申请预留。", "The bed is reserved for another application."),
        BedState.Occupied => new("床位已有人入住。", "Somebody lives in the bed."),
        BedState.OnLeave => new("住户请假外出，床位保留。", "The resident is on leave and keeps the bed."),
        BedState.ToClean => new("床位尚待清洁。", "The bed has yet to be cleaned."),
        BedState.Closed => new("床位已关闭。", "The bed is closed."),
        BedState.Retired => new("床位已停用。", "The bed is out of use for ever."),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static Words Barred(DateOnly until) =>
        new($"因多次拒绝，{until:yyyy-MM-dd} 前不再为该申请安排床位。", $"After too many refusals the application is offered no bed before {until:yyyy-MM-dd}.");

    public static Words MayAdmit =>
        new("养老机构的许可、消防或责任保险不在有效期内，暂不能收住。", "The home may not admit: its licence, fire inspection or liability insurance is not in date.");

    public static Words Application(ApplicationState state) => state switch
    {
        ApplicationState.Offered => new("该申请已收到另一张床位的通知。", "Another bed is on offer to the application."),
        ApplicationState.Accepted => new("该申请已接受另一张床位。", "The application has accepted another bed."),
        ApplicationState.Fulfilled => new("该申请已入住。", "The application has led to a bed."),
        ApplicationState.Ended => new("该申请已结束。", "The application has ended."),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static Words Elder(ElderRecord? elder, bool hasBed) =>
        elder is null or { ErasedOn: not null } ? new("没有这位老人的登记。", "The elder is not registered.")
        : elder.DiedOn is not null ? new("老人已去世。", "The elder has died.")
        : hasBed ? new("老人已有床位。", "The elder has a bed already.")
        : throw new ArgumentOutOfRangeException(nameof(elder));

    private static Words Of(BedKind kind) => kind switch
    {
        BedKind.Ordinary => new("普通床位", "an ordinary bed"),
        BedKind.Nursing => new("护理型床位", "a nursing bed"),
        BedKind.Dementia => new("失智照护床位", "a bed in a dementia unit"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
