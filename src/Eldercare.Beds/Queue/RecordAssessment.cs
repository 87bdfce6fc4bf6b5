using Eldercare.Beds.Applications;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Queue;

/// <summary>
/// Records that the result of the ability assessment (能力评估) is there for an application (domain, beds, rule 6). What it says stands in the
/// elder's file, where the care level is changed: this takes the assessment in force from there.
/// </summary>
public sealed record RecordAssessment(ApplicationId Application, ElderId Elder) : ICommand
{
    private StreamRef Stream => Applications.Application.Stream.At(Application.Value);

    private StreamRef OfElder => People.Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [OfElder] };

    public Outcome Decide(Known known) => RecordAssessmentDecider.Decide(
        this, known.State<Application>(Stream), known.State<Elder>(OfElder), CityTime.Today(known.Now)).On(Stream);
}

public sealed record NotAssessed(ElderId Elder) : Refusal
{
    public override Words Message => new(
        "该老人没有能力评估记录，请先登记能力等级。",
        "No assessment of the elder is recorded: change her care level first.");
}

/// <param name="ExpiredOn">City date.</param>
public sealed record AssessmentHasExpired(ElderId Elder, DateOnly ExpiredOn) : Refusal
{
    public override Words Message => new(
        $"该老人的能力评估已于{ExpiredOn:yyyy年M月d日}到期，请重新评估。",
        $"Her assessment expired on {ExpiredOn:yyyy-MM-dd}: she has to be assessed again.");
}

public static class RecordAssessmentDecider
{
    public static Decision<ApplicationFact> Decide(RecordAssessment command, Application? application, Elder? elder, DateOnly today)
    {
        if (application is null || application.Elder != command.Elder) return new ApplicationUnknown(command.Application);
        if (!application.IsOpen) return new ApplicationNotInQueue(command.Application, application.State);
        if (elder?.Assessment is not { } assessment) return new NotAssessed(command.Elder);
        if (assessment.ExpiresOn is { } expires && expires <= today) return new AssessmentHasExpired(command.Elder, expires);
        var recorded = new AssessmentRecorded(command.Application, command.Elder, assessment.Level, assessment.AssessedOn);
        return recorded == application.Assessed ? Decision<ApplicationFact>.NoChange : recorded;
    }
}
