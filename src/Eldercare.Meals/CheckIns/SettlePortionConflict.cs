using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>A person says what became of two portions of one elder; who, stands with the event.</summary>
/// <param name="Point">The sitting where the conflict was found.</param>
/// <param name="Date">City date.</param>
/// <param name="Meal">Which meal.</param>
/// <param name="Elder">Whose portions.</param>
/// <param name="How">What it was.</param>
/// <param name="Note">Kept for ever: nothing about a person. At most 200 characters.</param>
public sealed record SettlePortionConflict(
    MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, ConflictSettlement How, string? Note)
    : SittingCommand(Point, Date, Meal), ICommand
{
    private Claim Fed => Portion.Fed(Elder, Date, Meal);

    public Footprint Footprint => new() { Writes = [Stream], Claims = [Fed] };

    public Outcome Decide(Known known)
    {
        var outcome = SettlePortionConflictDecider.Decide(this, known.State<Sitting>(Stream)).On(Stream);
        // Who was not fed here after all may eat where she is booked.
        return How != ConflictSettlement.HadBoth && known.Holder(Fed) == SittingId.Value ? outcome.Releasing(Fed, Stream) : outcome;
    }
}

public sealed record NoPortionConflict(SittingId Sitting, ElderId Elder) : Refusal
{
    public override Words Message => new(
        "该老人在此餐次没有待处理的重复用餐。",
        "No second portion of this elder is open at this sitting.");
}

public static class SettlePortionConflictDecider
{
    public static Decision<SittingFact> Decide(SettlePortionConflict command, Sitting? sitting)
    {
        if (sitting is null) return new SittingUnknown(command.SittingId);
        if (Text.CheckOptional("note", command.Note, MealPointChecks.MaxReasonLength) is { } fault) return fault;
        if (!sitting.Conflicts.Contains(command.Elder)) return new NoPortionConflict(sitting.Id, command.Elder);

        return new PortionConflictSettled(sitting.Id, command.Elder, command.How, command.Note);
    }
}
