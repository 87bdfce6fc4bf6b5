using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <param name="Sitting">Which sitting.</param>
/// <param name="CutOff">Deliveries are planned from then on.</param>
public sealed record CutOffNotReached(SittingId Sitting, DateTimeOffset CutOff) : Refusal
{
    public override string Message => "It is too early: deliveries are planned when bookings have closed.";
}

/// <summary>The list of who is to be delivered to changed while it was put in order: planning again takes it up.</summary>
public sealed record DeliveriesPlannedMeanwhile(SittingId Sitting) : Refusal
{
    public override string Message => "Somebody else planned deliveries of this sitting at the same time. Plan again: it adds only what is missing.";
}

public sealed record DeliveryRunUnknown(DeliveryRunId Run) : Refusal
{
    public override string Message => "The sitting has no delivery run of that number.";
}

public sealed record DeliveryRunHasNoDriver(DeliveryRunId Run) : Refusal
{
    public override string Message => "Nobody drives this run yet.";
}

public sealed record DeliveryRunNotStarted(DeliveryRunId Run) : Refusal
{
    public override string Message => "The run has not set out.";
}

public sealed record NotOnDeliveryRun(DeliveryRunId Run, ElderId Elder) : Refusal
{
    public override string Message => "The elder is not on this run.";
}

/// <param name="Run">Which run.</param>
/// <param name="Elder">Which stop.</param>
/// <param name="State">What was recorded.</param>
public sealed record StopAlreadyRecorded(DeliveryRunId Run, ElderId Elder, StopState State) : Refusal
{
    public override string Message => "Something else was recorded for this stop already.";
}
