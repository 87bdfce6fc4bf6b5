using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Consents;

/// <summary>Records that an elder agreed to something.</summary>
public sealed record GiveConsent(ElderId Elder, ConsentPurpose Purpose, DateOnly On, ConsentMeans Means) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var elder = known.State<Elder>(Stream);
        var outcome = GiveConsentDecider.Decide(this, elder, CityTime.Today(known.Now)).On(Stream);
        return elder is null
            ? outcome
            : outcome.Keeping(GiveConsentDecider.Record(
                Elder, elder.Consents.SetItem(Purpose, new(Purpose, On, Means)), elder.Withdrawn.Remove(Purpose)));
    }
}

public static class GiveConsentDecider
{
    public static Decision<ElderFact> Decide(GiveConsent command, Elder? elder, DateOnly today)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (command.On > today) return new DateInFuture("on");
        if (elder!.Consents.ContainsKey(command.Purpose)) return Decision<ElderFact>.NoChange;

        return new ConsentGiven(command.Elder, command.Purpose, command.On, command.Means);
    }

    internal static ElderConsents Record(
        ElderId elder, ImmutableDictionary<ConsentPurpose, Consent> consents, ImmutableHashSet<ConsentPurpose> withdrawn) =>
        new(elder, [.. consents.Values.OrderBy(c => c.Purpose)], [.. withdrawn.Order()]);
}
