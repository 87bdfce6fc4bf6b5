using Eldercare.Beds;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 11: whoever moved in, or was offered a bed, was so in a home whose certificates were all in date that day, as far as they were
/// recorded then. What a registry says of who lives where is left out.
/// </summary>
internal sealed class MayAdmitCheck(BedLog log) : IInvariant
{
    private readonly Dictionary<HomeId, List<(DateTimeOffset At, Home Home)>> _homes = [];
    private readonly List<string> _violations = [];
    private long _asked;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case HomeFact f: Evolve(logged, f); break;
            case ResidentAdmitted f: Ask(logged, f.Home, [f.On], $"elder {f.Elder.Value} moved in"); break;
            case ResidentTransferredIn f when log.Beds.TryGetValue(f.Bed, out var to) && log.Beds.TryGetValue(f.From, out var from) && from.Home != to.Home:
                Ask(logged, to.Home, [f.On], $"elder {f.Elder.Value} moved in");
                break;
            case BedOffered f: Ask(logged, f.Home, logged.Days, $"bed {f.Bed.Value} was offered"); break;
        }
    }

    public CheckResult Result() => CheckResult.Of(
        11, "may-admit", "Homes admit and offer only while their licence, fire inspection and liability insurance are in date.",
        $"{_asked:N0} times, {_homes.Count:N0} homes", _violations);

    private void Evolve(Logged logged, HomeFact fact)
    {
        var id = new HomeId(logged.Stream);
        if (!_homes.TryGetValue(id, out var known)) _homes[id] = known = [];
        // What a decision may have read: how it is, and how it was a moment ago.
        known.RemoveAll(k => k != known[^1] && k.At < logged.At - Logged.Apart);
        known.Add((logged.At, Home.Evolve(known.Count == 0 ? null : known[^1].Home, fact)!));
    }

    private void Ask(Logged logged, HomeId home, IEnumerable<DateOnly> on, string what)
    {
        if (logged.Imported) return;
        _asked++;
        var known = _homes.GetValueOrDefault(home) ?? [];
        // Of those that were replaced, only what was so at the time of the decision.
        var read = known.Where((k, i) => i == known.Count - 1 || known[i + 1].At >= logged.At - Logged.Apart);
        if (!read.Any(k => on.Any(day => MayAdmit.Check(k.Home, day) is null)))
            _violations.Add($"home {home.Value}, {logged.At:yyyy-MM-dd}: {what}");
    }
}
