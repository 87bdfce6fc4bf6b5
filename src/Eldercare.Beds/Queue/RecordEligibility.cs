using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>
/// Says whether an elder who applied is eligible for a bed, and on what evidence (domain, beds, rule 6). Who is not leaves the queue: her
/// application ends.
/// </summary>
/// <param name="Reason">Needed where she is not.</param>
public sealed record RecordEligibility(
    ApplicationId Application, ElderId Elder, bool Eligible, string? Reason, ImmutableArray<Evidence> Evidence) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [QueuePolicyBook.At] };

    public Outcome Decide(Known known)
    {
        var decision = RecordEligibilityDecider.Decide(this, known.State<Application>(Stream), QueuePolicyBook.Of(known), known.Now);
        var outcome = decision.On(Stream);
        return Eligible ? outcome : outcome.Releasing(OpenApplication.Claim(Elder), Stream);
    }
}

/// <param name="Eligible">What was decided.</param>
public sealed record EligibilityDecided(ApplicationId Application, bool Eligible) : Refusal
{
    public override Words Message => Eligible
        ? new("该老人已认定为符合条件。", "She was found eligible already.")
        : new("该老人已认定为不符合条件。", "She was found not eligible already.");
}

/// <param name="State">It is over, or a bed is kept for it.</param>
public sealed record ApplicationNotInQueue(ApplicationId Application, ApplicationState State) : Refusal
{
    public override Words Message => new(
        $"这份申请{BedWords.Of(State).Zh}，只有轮候中的申请才能这样登记。",
        $"The application is {BedWords.Of(State).En}: this can be said only of one that waits.");
}

public static class RecordEligibilityDecider
{
    public static Decision<ApplicationFact> Decide(
        RecordEligibility command, Application? application, QueuePolicyBook book, DateTimeOffset now)
    {
        if (application is null || application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        if (application.Eligible is { } decided)
            return decided == command.Eligible ? Decision<ApplicationFact>.NoChange : new EligibilityDecided(command.Application, decided);
        // A bed that is kept for her is given back by withdrawing the application or declining the offer, which know the bed.
        if (!application.IsOpen || (!command.Eligible && application.State != ApplicationState.Waiting))
            return new ApplicationNotInQueue(command.Application, application.State);
        var today = CityTime.Today(now);
        if (Evidence.Check(command.Evidence, today) is { } evidence) return evidence;
        if ((command.Eligible ? Text.CheckOptional("reason", command.Reason, 500) : Text.Check("reason", command.Reason, 500)) is { } reason)
            return reason;

        if (!command.Eligible)
            return Decision<ApplicationFact>.Of(
                new EligibilityRecorded(command.Application, command.Elder, false, command.Reason, command.Evidence, AssessmentDue: null),
                new ApplicationEnded(command.Application, EndReason.NotEligible));
        // Whose care level is known has nothing to wait for.
        return new EligibilityRecorded(
            command.Application, command.Elder, true, command.Reason, command.Evidence,
            (application.Assessed?.Level ?? application.PlacedOn?.CareLevel) is null ? WorkingDays.After(today, book.InForce(today).Deadlines.Assessment) : null);
    }
}
