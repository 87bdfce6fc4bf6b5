using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Nobody opened. Raises a welfare alert in the same transaction (domain, meals, rule 10): an older person who does not answer is a safety
/// matter. The booking stays as it is: a person or the closing makes it a no-show, and nothing serves it.
/// </summary>
/// <param name="Point">Where.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Number">Which run of the sitting.</param>
/// <param name="Elder">Who did not open.</param>
/// <param name="EscalateAfter">Policy in force: the alert goes to the district office when nobody has settled it by then.</param>
public sealed record RecordNotAtHome(MealPointId Point, DateOnly Date, Meal Meal, int Number, ElderId Elder, TimeSpan EscalateAfter)
    : RunCommand(Point, Date, Meal, Number), ICommand
{
    public WelfareAlertId AlertId => WelfareAlertId.Of(RunId, Elder);

    private StreamRef AlertStream => WelfareAlert.Stream.At(AlertId.Value);

    public Footprint Footprint => new() { Writes = [RunStream, AlertStream] };

    public Outcome Decide(Known known)
    {
        var run = known.State<DeliveryRun>(RunStream);
        var decision = RecordStopDecider.Decide(RunId, Elder, StopState.NotAtHome, run, new NobodyAtHome(RunId, Elder, known.Now));
        var outcome = decision.On(RunStream);
        return decision.Facts.IsEmpty
            ? outcome
            : outcome.And(AlertStream, new WelfareAlertRaised(AlertId, Elder, RunId, Point, run!.District, known.Now, known.Now + EscalateAfter));
    }
}
