namespace Eldercare.People.Entitlements;

/// <summary>What a person can be entitled by: the groups that benefits and queues are given to.</summary>
public enum EntitlementCategory
{
    /// <summary>特困: destitute, provided for by the state.</summary>
    Destitute,

    /// <summary>低保: on the minimum living allowance.</summary>
    MinimumLiving,

    /// <summary>低收入: low income, above the minimum living allowance.</summary>
    LowIncome,

    /// <summary>计生特殊家庭: a family that lost its only child.</summary>
    OnlyChildLost,

    /// <summary>优抚: veterans and other honoured persons.</summary>
    Veteran,

    /// <summary>重度残疾: severe disability.</summary>
    SevereDisability,

    /// <summary>高龄: 80 and over.</summary>
    OldAge,

    /// <summary>独居空巢: lives alone.</summary>
    LivingAlone,

    /// <summary>百岁: 100 and over.</summary>
    Centenarian,
}
