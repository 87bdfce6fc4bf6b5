using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A person says what was found, and who she is.</summary>
/// <param name="Alert">Which.</param>
/// <param name="Point">The alert's point: decides who may.</param>
/// <param name="Finding">What was found.</param>
/// <param name="Source">How they know.</param>
/// <param name="By">Staff number, at most 50 characters. Kept for ever: no name.</param>
public sealed record SettleWelfareAlert(WelfareAlertId Alert, MealPointId Point, WelfareFinding Finding, WelfareSource Source, string By) : ICommand
{
    private StreamRef Stream => WelfareAlert.Stream.At(Alert.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => SettleWelfareAlertDecider.Decide(this, known.State<WelfareAlert>(Stream)).On(Stream);
}

public sealed record WelfareAlertUnknown(WelfareAlertId Alert) : Refusal
{
    public override Words Message => new("没有这条平安警示，请核对编号。", "There is no such welfare alert.");
}

/// <param name="Alert">Which alert.</param>
/// <param name="Finding">What was found.</param>
public sealed record WelfareAlertAlreadySettled(WelfareAlertId Alert, WelfareFinding Finding) : Refusal
{
    public override Words Message => new(
        "这条平安警示已由他人以不同的结果处理，请刷新查看。",
        "Somebody has settled the alert already, with another finding: look at it again.");
}

public static class SettleWelfareAlertDecider
{
    private const int LongestStaffNumber = 50;

    public static Decision<WelfareAlertFact> Decide(SettleWelfareAlert command, WelfareAlert? alert)
    {
        if (alert is null) return new WelfareAlertUnknown(command.Alert);
        if (Text.Check("by", command.By, LongestStaffNumber) is { } fault) return fault;
        if (alert.Finding == command.Finding) return Decision<WelfareAlertFact>.NoChange;
        if (alert.Finding is { } finding) return new WelfareAlertAlreadySettled(alert.Id, finding);

        return new WelfareAlertSettled(alert.Id, alert.Elder, command.Finding, command.Source, command.By);
    }
}
