namespace Eldercare.People.Elders;

/// <summary>Ability of an older adult (能力等级, GB/T 42195-2022), from able to wholly disabled.</summary>
public enum CareLevel
{
    /// <summary>能力完好</summary>
    Intact,

    /// <summary>轻度失能</summary>
    Mild,

    /// <summary>中度失能</summary>
    Moderate,

    /// <summary>重度失能</summary>
    Severe,

    /// <summary>完全失能</summary>
    Total,
}
