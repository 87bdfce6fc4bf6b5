using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>An elder has at most one portion for one date and meal in the whole city; the sitting that has it holds the claim.</summary>
public static class Portion
{
    public static Claim Claim(ElderId elder, DateOnly date, Meal meal) =>
        new(Kind, elder.Value, (date.DayNumber * 3) + (int)meal);

    /// <summary>
    /// Held by a sitting that fed an elder whose portion another one had, as a device without connection told later: whatever becomes of that
    /// portion, nobody hands her one more unawares, until a person says that it was a mistake.
    /// </summary>
    public static Claim Fed(ElderId elder, DateOnly date, Meal meal) => Claim(elder, date, meal) with { Kind = FedKind };

    /// <summary>Who hands out or books a portion for a day further back is refused: it might be the elder's second.</summary>
    public const int DaysBack = 14;

    /// <summary>The claims of days long past are given up, well after the last command that could ask for them.</summary>
    public static DatedClaims Dated { get; } = new(Kind, date => Claim(default, date, Meal.Breakfast).Slot, KeptDays: DaysBack + 7);

    public static DatedClaims FedDated { get; } = Dated with { Kind = FedKind };

    private const string Kind = "portion", FedKind = "fed";

    /// <summary>Null when portions of that date can still be given.</summary>
    public static SittingDateOutOfRange? Check(DateOnly date, DateTimeOffset now)
    {
        var today = CityTime.Today(now);
        var (first, last) = (today.AddDays(-DaysBack), today.AddDays(OpenSittingDecider.DaysAhead));
        return date < first || date > last ? new SittingDateOutOfRange(first, last) : null;
    }
}
