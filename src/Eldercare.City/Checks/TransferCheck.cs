using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 7: a transfer changes both beds in one transaction, the old one waits for cleaning, and the two stays meet on one day, also
/// after that day was corrected.
/// </summary>
internal sealed class TransferCheck : IInvariant
{
    private readonly HashSet<(ElderId Elder, BedId From, BedId To, DateOnly On, DateTimeOffset At)> _halves = [];
    private readonly HashSet<BedId> _toClean = [];
    private readonly List<string> _violations = [];
    private long _transfers;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case ResidentTransferredOut f:
                _transfers++;
                Half((f.Elder, f.Bed, f.To, f.On, logged.At));
                _toClean.Add(f.Bed);
                break;
            case ResidentTransferredIn f:
                Half((f.Elder, f.From, f.Bed, f.On, logged.At));
                MovedInto(f.Bed);
                break;
            case BedCleaned f: _toClean.Remove(f.Bed); break;
            // What is repaired or out of use is cleaned when it comes back.
            case BedClosed f: _toClean.Remove(f.Bed); break;
            case BedRetired f: _toClean.Remove(f.Bed); break;
            case BedHeld f: MovedInto(f.Bed); break;
            case ResidentAdmitted f: MovedInto(f.Bed); break;
        }
    }

    public CheckResult Result(BedLog log) => CheckResult.Of(
        7, "transfers", "A transfer changes both beds at once, the old one is cleaned, and the two stays meet on one day.", $"{_transfers:N0} transfers",
        [
            .. _violations,
            .. _halves.Select(h => $"elder {h.Elder.Value}, bed {h.From.Value} to bed {h.To.Value} on {h.On:yyyy-MM-dd}: one bed changed without the other"),
            .. Days(log).Select(d => $"elder {d.Elder.Value} changed beds on {d.On:yyyy-MM-dd}: the other stay has another day"),
        ]);

    private void MovedInto(BedId bed)
    {
        if (_toClean.Contains(bed)) _violations.Add($"bed {bed.Value} was given to somebody before it was cleaned");
    }

    /// <summary>The one half when the other has not come yet.</summary>
    private void Half((ElderId, BedId, BedId, DateOnly, DateTimeOffset) transfer)
    {
        if (!_halves.Remove(transfer)) _halves.Add(transfer);
    }

    /// <summary>Days on which stays end by transfer and none begins so, or the other way round.</summary>
    private static IEnumerable<(ElderId Elder, DateOnly On)> Days(BedLog log)
    {
        var left = log.Beds.Values.SelectMany(b => b.Ended).Where(s => s.End == StayEnd.Transferred).Select(s => (s.Elder, s.Until));
        var entered = log.Beds.Values.SelectMany(b => b.Ended).Where(s => s.ByTransfer).Select(s => (s.Elder, s.From))
            .Concat(log.Beds.Values.Where(b => b.Tenure is { ByTransfer: true }).Select(b => (b.Elder!.Value, b.Tenure!.From)));
        var open = new Dictionary<(ElderId, DateOnly), int>();
        foreach (var day in left) open[day] = open.GetValueOrDefault(day) + 1;
        foreach (var day in entered) open[day] = open.GetValueOrDefault(day) - 1;
        return open.Where(o => o.Value != 0).Select(o => o.Key);
    }
}
