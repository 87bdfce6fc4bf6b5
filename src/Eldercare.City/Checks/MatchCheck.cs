using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 3, asked at each moment a bed was given to somebody: its kind, its room's gender rule and the care levels it serves, as they were
/// then, and her care level then. What a registry says of who lives where is left out.
/// </summary>
internal sealed class MatchCheck(BedLog log, ElderFacts elders) : IInvariant
{
    private readonly Dictionary<BedId, (BedKind Kind, GenderRule Rule, CareLevel Highest)> _beds = [];
    private readonly List<string> _violations = [];
    private long _given;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case BedRegistered f: _beds[f.Bed] = (f.Kind, f.GenderRule, f.HighestCareLevel); break;
            case BedChanged f: _beds[f.Bed] = _beds.GetValueOrDefault(f.Bed) with { Kind = f.Kind, Highest = f.HighestCareLevel }; break;
            case BedGenderRuleChanged f:
                _beds[f.Bed] = _beds.GetValueOrDefault(f.Bed) with { Rule = f.GenderRule };
                foreach (var elder in log.Beds.GetValueOrDefault(f.Bed)?.GivenTo ?? [])
                    if (elders.GenderOf(elder) is { } gender && !BedMatch.Allows(f.GenderRule, gender))
                        _violations.Add($"{logged.At:yyyy-MM-dd}, bed {f.Bed.Value} became one for {f.GenderRule} while it was elder {elder.Value}'s");
                break;
            case BedHeld f: Given(logged, f.Bed, f.Elder, f.Application); break;
            case ResidentAdmitted f: Given(logged, f.Bed, f.Elder, f.Application); break;
            case ResidentTransferredIn f: Given(logged, f.Bed, f.Elder, null); break;
            case ReservationMade f: Given(logged, f.Bed, f.Elder, null); break;
        }
    }

    public CheckResult Result() => CheckResult.Of(
        3, "match", "Whoever was given a bed suited it then: kind, gender rule, care level.", $"{_given:N0} times, {_beds.Count:N0} beds", _violations);

    private void Given(Logged logged, BedId bed, ElderId elder, ApplicationId? application)
    {
        if (logged.Imported || !_beds.TryGetValue(bed, out var b)) return;
        _given++;
        if (application is { } id && log.Applications.TryGetValue(id, out var wish) && wish.Kind != b.Kind)
            Violated($"it is {b.Kind}, asked for was {wish.Kind}");
        if (elders.GenderOf(elder) is not { } gender) Violated("she is not registered");
        else if (!BedMatch.Allows(b.Rule, gender)) Violated($"it is for {b.Rule}");
        if (elders.LevelsOf(elder, logged).All(l => l > b.Highest)) Violated($"it serves up to {b.Highest}");

        void Violated(string why) => _violations.Add($"{logged.At:yyyy-MM-dd}, bed {bed.Value} to elder {elder.Value}: {why}");
    }
}

/// <summary>What the events say of those who were given beds.</summary>
internal sealed class ElderFacts
{
    private readonly Dictionary<Guid, Gender> _genders = [];
    private readonly Dictionary<Guid, List<(long Sequence, DateTimeOffset At, CareLevel Level)>> _levels = [];

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case ElderRegistered f: _genders[logged.Stream] = f.Gender; break;
            case CareLevelChanged f:
                if (!_levels.TryGetValue(logged.Stream, out var levels)) _levels[logged.Stream] = levels = [];
                levels.Add((logged.Sequence, logged.At, f.Level));
                break;
        }
    }

    public Gender? GenderOf(ElderId elder) => _genders.TryGetValue(elder.Value, out var gender) ? gender : null;

    /// <summary>Her care level when a decision read it: one, but for the minute of a change. Who was not assessed counts as able.</summary>
    public IEnumerable<CareLevel> LevelsOf(ElderId elder, Logged decision)
    {
        var before = _levels.TryGetValue(elder.Value, out var all) ? all.FindAll(l => l.Sequence < decision.Sequence) : [];
        for (var i = before.Count - 1; i >= 0; i--)
        {
            yield return before[i].Level;
            if (before[i].At < decision.At - Logged.Apart) yield break;
        }

        yield return CareLevel.Intact;
    }
}
