using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Entitlements;

/// <summary>Decides that an entitlement ends, and says on what evidence.</summary>
/// <param name="Elder">Whose.</param>
/// <param name="Category">Which.</param>
/// <param name="LastDay">City date on which it still holds.</param>
/// <param name="Evidence">What the decision was taken on.</param>
/// <param name="Reason">In words, if said.</param>
public sealed record EndEntitlement(
    ElderId Elder, EntitlementCategory Category, DateOnly LastDay, ImmutableArray<Evidence> Evidence, string? Reason) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var elder = known.State<Elder>(Stream);
        return Entitled.Kept(EndEntitlementDecider.Decide(this, elder, CityTime.Today(known.Now)), Elder, elder, Stream);
    }
}

public sealed record EntitlementNotHeld(ElderId Elder, EntitlementCategory Category, DateOnly On) : Refusal
{
    public override Words Message => new($"{On:yyyy年M月d日}该老人不享有这项资格。", $"She is not entitled by this on {On:yyyy-MM-dd}.");
}

public static class EndEntitlementDecider
{
    public static Decision<ElderFact> Decide(EndEntitlement command, Elder? elder, DateOnly today)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (Evidence.Check(command.Evidence, today) is { } evidence) return evidence;
        if (Text.CheckOptional("reason", command.Reason, 500) is { } reason) return reason;
        if (elder!.Entitled.On(command.Category, command.LastDay) is not { } held)
            return new EntitlementNotHeld(command.Elder, command.Category, command.LastDay);
        if (held.Until == command.LastDay) return Decision<ElderFact>.NoChange;

        return new EntitlementEnded(command.Elder, command.Category, held.From, command.LastDay, command.Evidence, command.Reason);
    }
}
