using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Entitlements;

/// <summary>Decides that a person is entitled, from a day on, and says on what evidence (domain, people, rule 2).</summary>
public sealed record GrantEntitlement(
    ElderId Elder, EntitlementCategory Category, DateOnly From, DateOnly? Until, ImmutableArray<Evidence> Evidence, string? Reason) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var elder = known.State<Elder>(Stream);
        return Entitled.Kept(GrantEntitlementDecider.Decide(this, elder, CityTime.Today(known.Now)), Elder, elder, Stream);
    }
}

/// <param name="From">First day of the entitlement that is there already.</param>
/// <param name="Until">Its last day, if it has one.</param>
public sealed record EntitlementOverlaps(ElderId Elder, EntitlementCategory Category, DateOnly From, DateOnly? Until) : Refusal
{
    public override Words Message => new(
        $"该老人自{From:yyyy年M月d日}起已享有这项资格。",
        $"She is entitled by this already, from {From:yyyy-MM-dd} on.");
}

public sealed record EntitlementEndsBeforeItBegins(DateOnly From, DateOnly Until) : Refusal
{
    public override Words Message => new("资格的结束日期早于开始日期，请核对。", "The entitlement would end before it begins.");
}

/// <param name="Age">Years needed.</param>
public sealed record TooYoungForEntitlement(EntitlementCategory Category, int Age) : Refusal
{
    public override Words Message => new($"到那时该老人未满{Age}岁，不符合这项资格。", $"She is not {Age} years old by then.");
}

public static class GrantEntitlementDecider
{
    public static Decision<ElderFact> Decide(GrantEntitlement command, Elder? elder, DateOnly today)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (command.Until < command.From) return new EntitlementEndsBeforeItBegins(command.From, command.Until.Value);
        if (Evidence.Check(command.Evidence, today) is { } evidence) return evidence;
        if (Text.CheckOptional("reason", command.Reason, 500) is { } reason) return reason;
        if (LeastAge(command.Category) is { } age && command.From < Reaches(elder!.BornInMonth, age))
            return new TooYoungForEntitlement(command.Category, age);

        foreach (var held in elder!.Entitled.Held.Where(h => h.Category == command.Category))
            if ((held.Until is null || held.Until >= command.From) && (command.Until is null || command.Until >= held.From))
                return new EntitlementOverlaps(command.Elder, held.Category, held.From, held.Until);

        return new EntitlementGranted(command.Elder, command.Category, command.From, command.Until, command.Evidence, command.Reason);
    }

    /// <summary>Years, of the categories that are an age.</summary>
    private static int? LeastAge(EntitlementCategory category) => category switch
    {
        EntitlementCategory.OldAge => 80,
        EntitlementCategory.Centenarian => 100,
        _ => null,
    };

    /// <summary>From the month of birth on: the day is personal data, which the events do not know.</summary>
    private static DateOnly Reaches(int bornInMonth, int age) => new((bornInMonth / 100) + age, bornInMonth % 100, 1);
}
