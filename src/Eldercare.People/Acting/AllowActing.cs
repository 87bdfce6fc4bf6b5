using Eldercare.People.Contacts;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Acting;

/// <summary>Lets someone act for an elder, such as a daughter who books the meals.</summary>
/// <param name="Acting">The right, new.</param>
/// <param name="Elder">For whom.</param>
/// <param name="Holder">The subject of the sign-in that may; opaque to us.</param>
/// <param name="Relation">What the holder is to the elder.</param>
/// <param name="Until">Last day; null for none.</param>
public sealed record AllowActing(ActingId Acting, ElderId Elder, string Holder, Relation Relation, DateOnly? Until) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    /// <summary>Without the holder: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(AllowActing)} {Acting}";

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known)
    {
        var today = CityTime.Today(known.Now);
        return AllowActingDecider.Decide(this, known.State<Elder>(Stream), today).On(Stream)
            .Keeping(new ActingRecord(Acting, Elder, Holder, Relation, today, Until, WithdrawnOn: null));
    }
}

public sealed record ActingEndsInPast(DateOnly Until) : Refusal
{
    public override Words Message => new(
        "代办权的最后一天已过，请填今天或以后。",
        "The last day lies in the past: name today or a later one.");
}

/// <param name="Most">How many may at once.</param>
public sealed record TooManyActing(ElderId Elder, int Most) : Refusal
{
    public override Words Message => new(
        $"已有{Most}人可以为该老人代办，请先取消一人。",
        $"{Most} people may act for her already; one of them has to go first.");
}

public static class AllowActingDecider
{
    public const int Most = 5;
    public const int LongestSubject = 200;

    public static Decision<ElderFact> Decide(AllowActing command, Elder? elder, DateOnly today)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (Text.Check("holder", command.Holder, LongestSubject) is { } holder) return holder;
        if (command.Until is { } until && until < today) return new ActingEndsInPast(until);
        if (elder!.Acting.ContainsKey(command.Acting)) return Decision<ElderFact>.NoChange;
        if (elder.Acting.Values.Count(a => a.CountsOn(today)) >= Most) return new TooManyActing(command.Elder, Most);

        return new ActingAllowed(command.Elder, command.Acting, command.Relation, today, command.Until);
    }
}
