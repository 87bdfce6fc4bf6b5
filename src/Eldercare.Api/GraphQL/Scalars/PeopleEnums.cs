using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Entitlements;

namespace Eldercare.Api.GraphQL.Scalars;

public sealed class EntitlementCategoryEnum() : DescribedEnum<EntitlementCategory>(
    "What a person is entitled by.",
    (EntitlementCategory.Destitute, "特困: destitute, provided for by the state."),
    (EntitlementCategory.MinimumLiving, "低保: on the minimum living allowance."),
    (EntitlementCategory.LowIncome, "低收入: low income, above the minimum living allowance."),
    (EntitlementCategory.OnlyChildLost, "计生特殊家庭: a family that lost its only child."),
    (EntitlementCategory.Veteran, "优抚: veterans and other honoured persons."),
    (EntitlementCategory.SevereDisability, "重度残疾: severe disability."),
    (EntitlementCategory.OldAge, "高龄: 80 and over."), (EntitlementCategory.LivingAlone, "独居空巢: lives alone."),
    (EntitlementCategory.Centenarian, "百岁: 100 and over."));

public sealed class EvidenceKindEnum() : DescribedEnum<EvidenceKind>(
    "How something was established.",
    (EvidenceKind.CrossCheck, "A data item compared between departments (跨部门核对)."),
    (EvidenceKind.Certificate, "A certificate or card that was shown."), (EvidenceKind.Assessment, "An assessment's result."),
    (EvidenceKind.HomeVisit, "A visit at home (入户调查)."), (EvidenceKind.Declaration, "What the person declared."));

public sealed class RelationEnum() : DescribedEnum<Relation>(
    "What someone is to the elder.",
    (Relation.Spouse, "配偶."), (Relation.Child, "子女."), (Relation.ChildInLaw, "儿媳, 女婿."), (Relation.Grandchild, "孙辈."),
    (Relation.Sibling, "兄弟姐妹."), (Relation.OtherRelative, "其他亲属."), (Relation.Guardian, "监护人."), (Relation.Neighbour, "邻居."),
    (Relation.Friend, "朋友."), (Relation.Volunteer, "志愿者."));

public sealed class ConsentPurposeEnum() : DescribedEnum<ConsentPurpose>(
    "What an elder can agree to.",
    (ConsentPurpose.Photo, "Photographs of her, for her file and at check-in."),
    (ConsentPurpose.DistrictApps, "Her data shown in districts' apps."), (ConsentPurpose.Sms, "Messages by SMS."),
    (ConsentPurpose.WeChat, "Messages by WeChat (微信)."));

public sealed class ConsentMeansEnum() : DescribedEnum<ConsentMeans>(
    "How the elder said so.",
    (ConsentMeans.Signed, "On paper, signed."), (ConsentMeans.Spoken, "Spoken, to someone of an office or a point."),
    (ConsentMeans.Online, "In an app, signed in."));

public sealed class MessageLanguageEnum() : DescribedEnum<MessageLanguage>(
    "The language of messages.", (MessageLanguage.Zh, "中文."), (MessageLanguage.En, "English."));

public sealed class ErasureReasonEnum() : DescribedEnum<ErasureReason>(
    "Why a person's data is erased.",
    (ErasureReason.Request, "The person, or who acts for her, asked for it."),
    (ErasureReason.Retention, "The time for which the data may be kept is over."));
