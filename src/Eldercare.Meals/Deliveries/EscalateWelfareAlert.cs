using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>Hands an alert that nobody has settled in time to the district office. Happens by itself.</summary>
public sealed record EscalateWelfareAlert(WelfareAlertId Alert) : ICommand
{
    private StreamRef Stream => WelfareAlert.Stream.At(Alert.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        EscalateWelfareAlertDecider.Decide(this, known.State<WelfareAlert>(Stream), known.Now).On(Stream);
}

public static class EscalateWelfareAlertDecider
{
    public static Decision<WelfareAlertFact> Decide(EscalateWelfareAlert command, WelfareAlert? alert, DateTimeOffset now)
    {
        if (alert is null) return new WelfareAlertUnknown(command.Alert);
        if (alert.Finding is not null || alert.Escalated || now < alert.EscalatesAt) return Decision<WelfareAlertFact>.NoChange;

        return new WelfareAlertEscalated(alert.Id);
    }
}
