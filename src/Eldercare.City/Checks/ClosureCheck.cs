using Eldercare.Beds;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 10, asked after each event that gives days of a bed away: those of a closure, of the stay that goes on with its agreed end, and of
/// every reservation lie apart.
/// </summary>
internal sealed class ClosureCheck(BedLog log) : IInvariant
{
    private readonly List<string> _violations = [];
    private long _given;

    public void Take(Logged logged)
    {
        var bed = logged.Fact switch
        {
            BedClosed f => f.Bed,
            ClosureOrdered f => f.Bed,
            ClosureEndChanged f => f.Bed,
            ReservationMade f => f.Bed,
            ResidentAdmitted f => f.Bed,
            ResidentTransferredIn f => f.Bed,
            StayEndAgreed f => f.Bed,
            BedHeld f => f.Bed,
            StayCorrected f => f.Bed,
            _ => default(BedId?),
        };
        if (bed is not { } id || !log.Beds.TryGetValue(id, out var folded)) return;
        _given++;
        var days = Days(folded).OrderBy(d => d.From).ToArray();
        for (var i = 1; i < days.Length; i++)
            if (days[i - 1].Until is not { } until || days[i].From < until)
                _violations.Add($"{logged.At:yyyy-MM-dd}, bed {id.Value}: {days[i - 1].What} and {days[i].What} from {days[i].From:yyyy-MM-dd}");
        if (folded.Ordered is { } order)
            _violations.AddRange(folded.InTheWay(order.On, order.Until).Select(r => $"{logged.At:yyyy-MM-dd}, bed {id.Value}: to be closed, and elder {r.Elder.Value} from {r.From:yyyy-MM-dd}"));
    }

    public CheckResult Result() => CheckResult.Of(
        10, "closures", "Nothing is promised into days a bed is closed for, and no stay runs into the next reservation.", $"{_given:N0} times days were given", _violations);

    /// <summary>Events from before days were kept say none.</summary>
    private static IEnumerable<(string What, DateOnly From, DateOnly? Until)> Days(Bed bed)
    {
        if (bed.ClosedFor is { } closed) yield return ("closed", closed.From, closed.Until);
        if (bed.Tenure is { } stay && stay.From != default && stay.From != stay.Until) yield return ($"elder {bed.Elder!.Value.Value}", stay.From, stay.Until);
        foreach (var r in bed.Reservations) yield return ($"elder {r.Elder.Value}", r.From, r.Until);
    }
}
