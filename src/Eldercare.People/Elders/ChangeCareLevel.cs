using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

/// <summary>Records the result of an assessment (GB/T 42195-2022).</summary>
/// <param name="Elder">Who was assessed.</param>
/// <param name="Level">The result.</param>
/// <param name="Standard">Assessed by which standard and version.</param>
/// <param name="AssessedOn">City date.</param>
/// <param name="ExpiresOn">Null when it does not expire.</param>
/// <param name="AssessedBy">Who assessed.</param>
/// <param name="KeepsExpiry">The sender does not know when assessments expire: of one that is known already the expiry stays.</param>
public sealed record ChangeCareLevel(
    ElderId Elder, CareLevel Level, string Standard, DateOnly AssessedOn, DateOnly? ExpiresOn, string AssessedBy, bool KeepsExpiry = false)
    : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ElderRecord>(Elder.Value)] };

    public Outcome Decide(Known known)
    {
        var outcome = ChangeCareLevelDecider.Decide(this, known.State<Elder>(Stream), CityTime.Today(known.Now)).On(Stream);
        return known.Row<ElderRecord>(Elder.Value) is { } record ? outcome.Keeping(record with { CareLevel = Level }) : outcome;
    }
}

public sealed record ExpiryBeforeAssessment(DateOnly AssessedOn, DateOnly ExpiresOn) : Refusal
{
    public override Words Message => new("评估的到期日早于评估日期，请核对。", "The assessment would expire before it was made.");
}

/// <param name="AssessedOn">When the assessment in force was made.</param>
public sealed record AssessmentSuperseded(ElderId Elder, DateOnly AssessedOn) : Refusal
{
    public override Words Message => new(
        $"已有更新的评估（{AssessedOn:yyyy年M月d日}）生效，以其为准。",
        $"A later assessment, of {AssessedOn:yyyy-MM-dd}, is in force.");
}

public static class ChangeCareLevelDecider
{
    public static Decision<ElderFact> Decide(ChangeCareLevel command, Elder? elder, DateOnly today)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (Text.Check("standard", command.Standard, 100) is { } standard) return standard;
        if (Text.Check("assessedBy", command.AssessedBy, 100) is { } assessor) return assessor;
        if (command.AssessedOn > today) return new DateInFuture("assessedOn");
        if (command.ExpiresOn is { } expiresOn && expiresOn <= command.AssessedOn)
            return new ExpiryBeforeAssessment(command.AssessedOn, expiresOn);

        if (elder!.Assessment is { } inForce && command.AssessedOn < inForce.AssessedOn)
            return new AssessmentSuperseded(command.Elder, inForce.AssessedOn);

        var changed = new CareLevelChanged(
            command.Elder, command.Level, command.Standard, command.AssessedOn, command.ExpiresOn, command.AssessedBy);
        var known = command.KeepsExpiry && elder.Assessment is { } assessment ? assessment with { ExpiresOn = null } : elder.Assessment;
        return changed == known ? Decision<ElderFact>.NoChange : changed;
    }
}
