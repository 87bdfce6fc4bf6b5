using System.Collections.Frozen;

namespace Eldercare.People;

/// <summary>
/// What a clerk calls the input fields that refusals speak of. English messages name the field itself; where it says nothing to her, so do
/// the Chinese ones.
/// </summary>
public static class FieldNames
{
    private static readonly FrozenDictionary<string, string> s_zh = new Dictionary<string, string>
    {
        ["address"] = "地址",
        ["assessedBy"] = "评估人",
        ["assessedOn"] = "评估日期",
        ["beds"] = "床位价格",
        ["box"] = "留样盒编号",
        ["building"] = "楼栋",
        ["by"] = "处理人",
        ["care"] = "护理价格",
        ["contacts"] = "联系人",
        ["device"] = "设备",
        ["diedOn"] = "去世日期",
        ["district"] = "所在区",
        ["driver"] = "送餐员",
        ["evidence"] = "证明材料",
        ["food"] = "餐费",
        ["from"] = "开始日期",
        ["holder"] = "代办人",
        ["issuedOn"] = "发证日期",
        ["lastDay"] = "最后一天",
        ["lastMinutes"] = "开餐前最后的保留分钟数",
        ["latitude"] = "纬度",
        ["leave"] = "请假减免",
        ["longitude"] = "经度",
        ["name"] = "姓名（名称）",
        ["nameEn"] = "英文名称",
        ["nameZh"] = "中文名称",
        ["note"] = "备注",
        ["number"] = "编号",
        ["offerMinutes"] = "名额保留分钟数",
        ["on"] = "日期",
        ["otherAllergens"] = "其他过敏原",
        ["phone"] = "电话",
        ["priceFrom"] = "价格生效日期",
        ["quietFrom"] = "免打扰开始时间",
        ["quietUntil"] = "免打扰结束时间",
        ["reason"] = "原因",
        ["standard"] = "评估标准",
        ["takenAt"] = "留样时间",
        ["toFrom"] = "更正后的开始日期",
        ["toOn"] = "更正后的日期",
        ["toUntil"] = "更正后的结束日期",
        ["until"] = "截止日期",
        ["validFrom"] = "生效日期",
        ["validUntil"] = "到期日期",
        ["wakingUntil"] = "通知时段的结束时间",
        ["withoutSamplesReason"] = "未留样原因",
    }.ToFrozenDictionary();

    public static string Zh(string field) => s_zh.GetValueOrDefault(field, field);
}
