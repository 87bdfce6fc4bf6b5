using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>The rules of a match in the words of the admissions desk, Chinese and English.</summary>
internal static class MatchWords
{
    public static (string Zh, string En) Preference { get; } = (
        "申请人没有选择这家机构或其所在区。", "The application names other homes and districts than this one.");

    public static (string Zh, string En) ElderUnseen { get; } = (
        "老人目前不能安排床位，原因请向民政部门了解。", "The elder cannot be given a bed at present; the office knows why.");

    public static (string Zh, string En) Kind(BedKind wanted, BedKind offered)
    {
        var (asked, here) = (Of(wanted), Of(offered));
        return ($"申请的是{asked.Zh}，这是{here.Zh}。", $"The application is for {asked.En}; this is {here.En}.");
    }

    public static (string Zh, string En) Room(GenderRule rule) => rule switch
    {
        GenderRule.Female => ("房间只住女性。", "The room is for women only."),
        GenderRule.Male => ("房间只住男性。", "The room is for men only."),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    public static (string Zh, string En) Serves(CareLevel highest)
    {
        var (zh, en) = highest switch
        {
            CareLevel.Intact => ("能力完好", "able residents"),
            CareLevel.Mild => ("轻度失能", "mild disability"),
            CareLevel.Moderate => ("中度失能", "moderate disability"),
            CareLevel.Severe => ("重度失能", "severe disability"),
            _ => throw new ArgumentOutOfRangeException(nameof(highest)),
        };
        return ($"这张床位最高服务到{zh}，老人需要更高的护理。", $"The bed serves up to {en}; the elder needs more.");
    }

    public static (string Zh, string En) Bed(BedState state) => state switch
    {
        BedState.Ready => ("床位已预订给他人，日后入住。", "The bed is promised to somebody for later."),
        BedState.Held => ("床位正为另一份申请保留，等待答复。", "The bed is held by another offer."),
        BedState.Reserved => ("床位已为另一份申请预留。", "The bed is reserved for another application."),
        BedState.Occupied => ("床位已有人入住。", "Somebody lives in the bed."),
        BedState.OnLeave => ("住户请假外出，床位保留。", "The resident is on leave and keeps the bed."),
        BedState.ToClean => ("床位尚待清洁。", "The bed has yet to be cleaned."),
        BedState.Closed => ("床位已关闭。", "The bed is closed."),
        BedState.Retired => ("床位已停用。", "The bed is out of use for ever."),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static (string Zh, string En) Barred(DateOnly until) =>
        ($"因多次拒绝，{until:yyyy-MM-dd} 前不再为该申请安排床位。", $"After too many refusals the application is offered no bed before {until:yyyy-MM-dd}.");

    public static (string Zh, string En) MayAdmit =>
        ("养老机构的许可、消防或责任保险不在有效期内，暂不能收住。", "The home may not admit: its licence, fire inspection or liability insurance is not in date.");

    public static (string Zh, string En) Application(ApplicationState state) => state switch
    {
        ApplicationState.Offered => ("该申请已收到另一张床位的通知。", "Another bed is on offer to the application."),
        ApplicationState.Accepted => ("该申请已接受另一张床位。", "The application has accepted another bed."),
        ApplicationState.Fulfilled => ("该申请已入住。", "The application has led to a bed."),
        ApplicationState.Ended => ("该申请已结束。", "The application has ended."),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static (string Zh, string En) Elder(ElderRecord? elder, bool hasBed) =>
        elder is null or { ErasedOn: not null } ? ("没有这位老人的登记。", "The elder is not registered.")
        : elder.DiedOn is not null ? ("老人已去世。", "The elder has died.")
        : hasBed ? ("老人已有床位。", "The elder has a bed already.")
        : throw new ArgumentOutOfRangeException(nameof(elder));

    private static (string Zh, string En) Of(BedKind kind) => kind switch
    {
        BedKind.Ordinary => ("普通床位", "an ordinary bed"),
        BedKind.Nursing => ("护理型床位", "a nursing bed"),
        BedKind.Dementia => ("失智照护床位", "a bed in a dementia unit"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
