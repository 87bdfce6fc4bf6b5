using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Consents;

/// <summary>Records that an elder agrees to something no longer, or never did; also of the dead, for whom the family may withdraw.</summary>
public sealed record WithdrawConsent(ElderId Elder, ConsentPurpose Purpose, DateOnly On) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var elder = known.State<Elder>(Stream);
        var outcome = WithdrawConsentDecider.Decide(this, elder, CityTime.Today(known.Now)).On(Stream);
        return elder is null ? outcome : outcome.Keeping(GiveConsentDecider.Record(
            Elder, elder.Consents.Remove(Purpose), elder.Withdrawn.Add(Purpose)));
    }
}

public static class WithdrawConsentDecider
{
    public static Decision<ElderFact> Decide(WithdrawConsent command, Elder? elder, DateOnly today)
    {
        if (elder is null or { IsErased: true }) return new ElderUnknown(command.Elder);
        if (command.On > today) return new DateInFuture("on");
        if (elder.Withdrawn.Contains(command.Purpose)) return Decision<ElderFact>.NoChange;

        return new ConsentWithdrawn(command.Elder, command.Purpose, command.On);
    }
}
