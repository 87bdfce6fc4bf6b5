using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Entitlements;

/// <summary>Records whether a person is registered in the city (本市户籍), and on what evidence.</summary>
public sealed record RecordHukou(ElderId Elder, bool Local, ImmutableArray<Evidence> Evidence) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var elder = known.State<Elder>(Stream);
        return Entitled.Kept(RecordHukouDecider.Decide(this, elder, CityTime.Today(known.Now)), Elder, elder, Stream);
    }
}

public static class RecordHukouDecider
{
    public static Decision<ElderFact> Decide(RecordHukou command, Elder? elder, DateOnly today)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (Evidence.Check(command.Evidence, today) is { } evidence) return evidence;
        if (elder!.Entitled.LocalHukou == command.Local) return Decision<ElderFact>.NoChange;

        return new HukouRecorded(command.Elder, command.Local, command.Evidence);
    }
}
