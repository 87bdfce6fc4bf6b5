using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

/// <summary>Records a death. What it ends (meals, queue entries, the bed) follows by reaction.</summary>
public sealed record RecordDeath(ElderId Elder, DateOnly DiedOn) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ElderRecord>(Elder.Value)] };

    public Outcome Decide(Known known)
    {
        var outcome = RecordDeathDecider.Decide(this, known.State<Elder>(Stream), CityTime.Today(known.Now)).On(Stream);
        return known.Row<ElderRecord>(Elder.Value) is { } record ? outcome.Keeping(record with { DiedOn = DiedOn }) : outcome;
    }
}

public sealed record DiedBeforeBirth(ElderId Elder) : Refusal
{
    public override Words Message => new("去世日期早于出生日期，请核对。", "The date of death lies before the birth.");
}

public static class RecordDeathDecider
{
    public static Decision<ElderFact> Decide(RecordDeath command, Elder? elder, DateOnly today)
    {
        if (elder is null or { IsErased: true }) return new ElderUnknown(command.Elder);
        if (elder.DiedOn == command.DiedOn) return Decision<ElderFact>.NoChange;
        if (elder.DiedOn is { } diedOn) return new ElderHasDied(command.Elder, diedOn);
        if (command.DiedOn > today) return new DateInFuture("diedOn");
        if ((command.DiedOn.Year * 100) + command.DiedOn.Month < elder.BornInMonth) return new DiedBeforeBirth(command.Elder);

        return new ElderDied(command.Elder, command.DiedOn, elder.BornInMonth, elder.District);
    }
}
