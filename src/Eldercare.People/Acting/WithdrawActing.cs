using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Acting;

/// <summary>Ends a right to act for an elder, at once.</summary>
public sealed record WithdrawActing(ElderId Elder, ActingId Acting) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ActingRecord>(Acting.Value)] };

    public Outcome Decide(Known known)
    {
        var today = CityTime.Today(known.Now);
        var outcome = WithdrawActingDecider.Decide(this, known.State<Elder>(Stream), today).On(Stream);
        return known.Row<ActingRecord>(Acting.Value) is { } record ? outcome.Keeping(record with { WithdrawnOn = today }) : outcome;
    }
}

public sealed record ActingUnknown(ActingId Acting) : Refusal
{
    public override Words Message => new("没有这项代办权，请核对编号。", "Nobody may act for her by this id.");
}

public static class WithdrawActingDecider
{
    public static Decision<ElderFact> Decide(WithdrawActing command, Elder? elder, DateOnly today)
    {
        if (elder is null or { IsErased: true }) return new ElderUnknown(command.Elder);
        if (!elder.Acting.TryGetValue(command.Acting, out var right)) return new ActingUnknown(command.Acting);
        if (right.IsWithdrawn) return Decision<ElderFact>.NoChange;

        return new ActingWithdrawn(command.Elder, command.Acting, today);
    }
}
