using Eldercare.Beds.Applications;
using Eldercare.Beds.Homes;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>Parts of the sentences that refusals are.</summary>
internal static class BedWords
{
    /// <summary>What a bed is, after 'the bed is'.</summary>
    public static Words Of(BedState state) => state switch
    {
        BedState.Ready => new("现为空床", "ready"),
        BedState.Held => new("已为床位通知保留", "held by an offer"),
        BedState.Reserved => new("已预留", "reserved"),
        BedState.Occupied => new("已有人入住", "occupied"),
        BedState.OnLeave => new("的住户请假外出", "kept for a resident on leave"),
        BedState.ToClean => new("待清洁", "yet to be cleaned"),
        BedState.Closed => new("已关闭", "closed"),
        BedState.Retired => new("已停用", "out of use for ever"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>What is not possible with a bed.</summary>
    public static Words Of(BedAction action) => action switch
    {
        BedAction.Hold => new("发床位通知", "offering it"),
        BedAction.Release => new("撤回通知", "ending an offer of it"),
        BedAction.Reserve => new("预留", "accepting an offer of it"),
        BedAction.KeepFor => new("为预约保留", "keeping it for a reservation"),
        BedAction.Admit => new("办理入住", "admitting somebody"),
        BedAction.TransferIn => new("转入", "moving somebody in"),
        BedAction.TransferOut => new("转出", "moving somebody out"),
        BedAction.BeginLeave => new("登记请假", "beginning a leave"),
        BedAction.EndLeave => new("登记返回", "ending a leave"),
        BedAction.ReleaseFromLeave => new("因请假期满释放", "releasing it from a leave"),
        BedAction.Depart => new("登记离院", "recording a departure"),
        BedAction.Clean => new("登记清洁", "marking it cleaned"),
        BedAction.Close => new("关闭", "closing it"),
        BedAction.Reopen => new("重新开放", "reopening it"),
        BedAction.Retire => new("停用", "taking it out of use"),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    public static Words Of(MatchRule rule) => rule switch
    {
        MatchRule.Kind => new("床位类型", "the kind of bed"),
        MatchRule.GenderRule => new("房间的性别要求", "the room's gender rule"),
        MatchRule.CareLevel => new("能力等级", "the care level"),
        MatchRule.Preference => new("意向机构或区", "the homes and districts asked for"),
        MatchRule.BedState => new("床位状态", "the bed's state"),
        MatchRule.ApplicationState => new("申请状态", "the application's state"),
        MatchRule.Standing => new("老人的登记情况", "how the elder stands"),
        MatchRule.Barred => new("限制通知的期限", "a bar after refusals"),
        MatchRule.MayAdmit => new("机构的收住资格", "whether the home may admit"),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };

    /// <summary>What an application is, after 'the application is'.</summary>
    public static Words Of(ApplicationState state) => state switch
    {
        ApplicationState.Waiting => new("正在轮候", "waiting"),
        ApplicationState.Offered => new("已收到床位通知", "offered a bed"),
        ApplicationState.Accepted => new("已接受床位", "given a bed that was accepted"),
        ApplicationState.Fulfilled => new("已入住", "fulfilled"),
        ApplicationState.Ended => new("已结束", "over"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    public static Words Of(CertificateKind kind) => kind switch
    {
        CertificateKind.Licence => new("设立许可（备案）", "licence"),
        CertificateKind.FireInspection => new("消防检查", "fire inspection"),
        CertificateKind.LiabilityInsurance => new("责任保险", "liability insurance"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
