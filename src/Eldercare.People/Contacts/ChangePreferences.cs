using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Contacts;

/// <summary>Says how an elder wants to be written to.</summary>
public sealed record ChangePreferences(ElderId Elder, MessageLanguage Language, TimeOnly? QuietFrom, TimeOnly? QuietUntil) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    internal ElderPreferences Wanted => new(Elder, Language, QuietFrom, QuietUntil);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ElderPreferences>(Elder.Value)] };

    public Outcome Decide(Known known) =>
        ChangePreferencesDecider.Decide(this, known.State<Elder>(Stream), known.Row<ElderPreferences>(Elder.Value)).On(Stream).Keeping(Wanted);
}

public static class ChangePreferencesDecider
{
    public static Decision<ElderFact> Decide(ChangePreferences command, Elder? elder, ElderPreferences? known)
    {
        if (Standing.CheckEvents(command.Elder, elder) is { } standing) return standing;
        if (command.QuietFrom is null != command.QuietUntil is null) return new TextInvalid("quietUntil", new("须与开始时间一同填写", "goes together with quietFrom"));
        if (command.QuietFrom is { } from && from == command.QuietUntil) return new TextInvalid("quietUntil", new("与开始时间相同", "is the same as quietFrom"));

        return command.Wanted == known ? Decision<ElderFact>.NoChange : new PreferencesChanged(command.Elder);
    }
}
