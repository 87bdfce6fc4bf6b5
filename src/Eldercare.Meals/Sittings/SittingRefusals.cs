using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public sealed record SittingUnknown(SittingId Sitting) : Refusal
{
    public override string Message => "There is no such sitting: it was not opened, or that meal is not served then.";
}

public sealed record SittingAlreadyClosed(SittingId Sitting) : Refusal
{
    public override string Message => "The sitting is closed.";
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="ServedFrom">When it starts.</param>
public sealed record SittingNotStarted(SittingId Sitting, DateTimeOffset ServedFrom) : Refusal
{
    public override string Message => "It is too early: the sitting has not started.";
}

/// <param name="Sitting">Which sitting.</param>
/// <param name="CutOff">The instant from which on changes are late.</param>
public sealed record CutOffPassed(SittingId Sitting, DateTimeOffset CutOff) : Refusal
{
    public override string Message => "The sitting's cut-off has passed.";
}

/// <param name="Elder">Whose portion.</param>
/// <param name="Elsewhere">The sitting that has it, for the same date and meal.</param>
public sealed record PortionTakenElsewhere(ElderId Elder, SittingId Elsewhere) : Refusal
{
    public override string Message => "The elder has a portion for this date and meal at another meal point.";
}

public sealed record AlreadyBooked(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "The elder is booked for this sitting already.";
}

public sealed record NotBooked(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "The elder is not booked for this sitting.";
}

public sealed record AlreadyServed(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "The elder was served at this sitting already.";
}

public sealed record NoShowAlreadyRecorded(SittingId Sitting, ElderId Elder) : Refusal
{
    public override string Message => "The elder's booking was recorded as a no-show.";
}
