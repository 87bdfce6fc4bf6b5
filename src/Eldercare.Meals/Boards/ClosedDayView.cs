using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>A day on which a point serves some or no meals though its week has them.</summary>
/// <param name="Point">The meal point.</param>
/// <param name="Date">City date.</param>
/// <param name="Meals">The meals not served; none named means all.</param>
/// <param name="Reason">For those who ask.</param>
[Table("meal_point_closed_days", Indexes = ["date"])]
public sealed record MealPointClosedDay([Key] MealPointId Point, [Key] DateOnly Date, ImmutableArray<Meal> Meals, string Reason);

/// <summary>The closing days of all meal points.</summary>
public sealed class ClosedDayView : View
{
    public override string Name => "ClosedDay";

    public override ImmutableArray<Type> Rows => [typeof(MealPointClosedDay)];

    public override ImmutableArray<Type> Events => [typeof(MealPointClosedOn), typeof(MealPointReopenedOn)];

    /// <summary>No row depends on one before.</summary>
    public override void Need(Recorded recorded, RowSet rows)
    {
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is MealPointClosedOn closed)
            rows.Put(new MealPointClosedDay(closed.Point, closed.Date, closed.Meals, closed.Reason));
        else if (recorded.Fact is MealPointReopenedOn reopened)
            rows.Remove<MealPointClosedDay>(reopened.Point, reopened.Date);
    }
}
