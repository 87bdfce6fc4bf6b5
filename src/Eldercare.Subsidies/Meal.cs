namespace Eldercare.Subsidies;

public enum Meal
{
    Breakfast,
    Lunch,
    Dinner,
}

/// <summary>How a portion reaches the elder: 堂食, 自取, 送餐.</summary>
public enum Channel
{
    DineIn,
    Takeaway,
    Delivery,
}
