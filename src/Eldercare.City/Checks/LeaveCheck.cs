using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>Rule 8: who is away keeps her bed until the contract's date and not a day less; then it is released.</summary>
/// <param name="log">Beds so far.</param>
/// <param name="overdue">Up to when what is due by itself must have been done; null when no host ran long enough to do it.</param>
internal sealed class LeaveCheck(BedLog log, DateTimeOffset? overdue) : IInvariant
{
    private readonly Dictionary<BedId, (ElderId Elder, DateOnly KeptUntil)> _away = [];
    private readonly List<string> _violations = [];
    private long _leaves;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case LeaveBegan f:
                _leaves++;
                _away[f.Bed] = (f.Elder, f.KeptUntil);
                break;
            case LeaveExtended f: _away[f.Bed] = (f.Elder, f.KeptUntil); break;
            case LeaveEnded f: _away.Remove(f.Bed); break;
            case ResidentDeparted f: _away.Remove(f.Bed); break;
            case BedReleasedFromLeave f:
                if (!_away.Remove(f.Bed, out var away) || away != (f.Elder, f.On))
                    _violations.Add($"bed {f.Bed.Value} was released on {f.On:yyyy-MM-dd}, kept until {away.KeptUntil:yyyy-MM-dd}");
                break;
        }
    }

    public CheckResult Result() => CheckResult.Of(
        8, "leaves", "A leave keeps the bed until the contract's date, then it is released.", $"{_leaves:N0} leaves, {_away.Count:N0} away now",
        [
            .. _violations,
            .. _away.Where(a => log.Beds.GetValueOrDefault(a.Key) is not { State: BedState.OnLeave } bed || bed.Elder != a.Value.Elder)
                .Select(a => $"bed {a.Key.Value} is not kept for elder {a.Value.Elder.Value}"),
            .. _away.Where(a => CityTime.At(a.Value.KeptUntil, TimeOnly.MinValue) < overdue)
                .Select(a => $"bed {a.Key.Value} is still kept, until {a.Value.KeptUntil:yyyy-MM-dd}"),
        ]);
}
