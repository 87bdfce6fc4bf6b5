using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record MealPointUnknown(MealPointId Point) : Refusal
{
    public override string Message => "There is no such meal point.";
}

public sealed record MealPointSuspendedNow(MealPointId Point, string Reason) : Refusal
{
    public override string Message => "The meal point is suspended and takes nobody new.";
}

/// <param name="Field">Which coordinate.</param>
public sealed record PositionInvalid(string Field) : Refusal
{
    public override string Message => $"The {Field} is not one on earth: degrees, latitude -90 to 90, longitude -180 to 180.";
}

/// <param name="Reason">The first fault found, in English.</param>
public sealed record WeekInvalid(string Reason) : Refusal
{
    public override string Message => $"The week cannot be served: {Reason}";
}

/// <param name="Point">The meal point.</param>
/// <param name="Date">The closing day.</param>
/// <param name="Reason">Why.</param>
public sealed record MealPointClosedThatDay(MealPointId Point, DateOnly Date, string Reason) : Refusal
{
    public override string Message => "The meal point does not serve that meal on that day.";
}

/// <param name="Reason">The first fault found, in English.</param>
public sealed record ClosingDaysInvalid(string Reason) : Refusal
{
    public override string Message => $"The closing days cannot be kept: {Reason}";
}
