using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 5: an offer is over when its time is, and is not taken after it; what was not taken bars for as long as the policy says, and who is
/// barred is offered nothing.
/// </summary>
/// <param name="log">Beds and applications so far.</param>
/// <param name="overdue">Up to when what is due by itself must have been done; null when no host ran long enough to do it.</param>
internal sealed class OfferCheck(BedLog log, DateTimeOffset? overdue) : IInvariant
{
    private readonly Dictionary<ApplicationId, (ElderId Elder, DateTimeOffset Until, DateOnly? Barred)> _offers = [];
    private readonly Dictionary<ElderId, List<OfferRefusal>> _refusals = [];

    /// <summary>By somebody barred; but whose bed was released from leave claims the next by itself.</summary>
    private readonly HashSet<ApplicationId> _madeBarred = [];

    private readonly List<string> _violations = [];
    private long _made;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case BedAppliedFor f:
                _offers[f.Application] = (f.Elder, default, null);
                if (!(f.Refused ?? []).SequenceEqual(Of(f.Elder))) Violated(f.Application, "was made with other refusals than hers");
                if (log.InForce(logged, [CityTime.Today(f.At)]).All(p => Bars.Until(p, [.. Of(f.Elder)], CityTime.Today(f.At)) is not null))
                    _madeBarred.Add(f.Application);
                break;
            case FirstClaimGiven f: _madeBarred.Remove(f.Application); break;
            case BedOffered f:
                _made++;
                var (elder, _, barred) = _offers.GetValueOrDefault(f.Application);
                if (logged.Days.All(d => d < barred)) Violated(f.Application, $"was offered bed {f.Bed.Value}, barred until {barred:yyyy-MM-dd}");
                _offers[f.Application] = (elder, f.Until, barred);
                break;
            case OfferAccepted f:
                if (_offers.GetValueOrDefault(f.Application).Until is var until && logged.At - Logged.Apart > until)
                    Violated(f.Application, $"accepted bed {f.Bed.Value} at {logged.At:u}, offered until {until:u}");
                break;
            case OfferDeclined f: Refused(logged, f.Application, OfferRefusalKind.Declined, f.On, f.BarredUntil); break;
            case OfferExpired f:
                if (f.On is { } on && CityTime.At(on.AddDays(1), TimeOnly.MinValue) <= _offers.GetValueOrDefault(f.Application).Until)
                    Violated(f.Application, $"expired on {on:yyyy-MM-dd}, offered until {_offers.GetValueOrDefault(f.Application).Until:u}");
                Refused(logged, f.Application, OfferRefusalKind.Unanswered, f.On, f.BarredUntil);
                break;
        }
    }

    public CheckResult Result() => CheckResult.Of(
        5, "offers", "A bed kept for an application is its offer or reservation, and the other way round; an offer ends in time; bars are kept.",
        $"{_made:N0} offers, {log.Beds.Values.Count(b => b.Application is not null):N0} beds kept",
        [.. _violations, .. _madeBarred.Select(a => $"application {a.Value} was made while she was barred"), .. Pairs(), .. Overdue()]);

    private void Refused(Logged logged, ApplicationId application, OfferRefusalKind kind, DateOnly? on, DateOnly? barred)
    {
        if (on is not { } day) return;
        var (elder, until, before) = _offers.GetValueOrDefault(application);
        Of(elder).Add(new(kind, day));
        if (log.InForce(logged, [day]).All(p => Bars.Until(p, [.. Of(elder)], day) != barred))
            Violated(application, $"bars until {barred?.ToString("yyyy-MM-dd", null) ?? "never"}, not as the policy says");
        _offers[application] = (elder, until, barred ?? before);
    }

    private IEnumerable<string> Pairs() =>
        log.Beds.Values.Where(b => b.Application is not null)
            .Where(b => log.Applications.GetValueOrDefault(b.Application!.Value) is not { } a || a.Bed != b.Id || a.Elder != b.Elder
                || (a.State == ApplicationState.Offered) != (b.State == BedState.Held))
            .Select(b => $"bed {b.Id.Value} is kept for {b.Application!.Value.Value}")
            .Concat(log.Applications.Values.Where(a => a is { IsOpen: true, Bed: not null })
                .Where(a => log.Beds.GetValueOrDefault(a.Bed!.Value)?.Application != a.Id)
                .Select(a => $"application {a.Id.Value} has bed {a.Bed!.Value.Value}"));

    private IEnumerable<string> Overdue() =>
        log.Applications.Values.Where(a => a.State == ApplicationState.Offered && a.Until < overdue)
            .Select(a => $"application {a.Id.Value} still has bed {a.Bed!.Value.Value} on offer, until {a.Until:u}");

    private List<OfferRefusal> Of(ElderId elder)
    {
        if (!_refusals.TryGetValue(elder, out var refusals)) _refusals[elder] = refusals = [];
        return refusals;
    }

    private void Violated(ApplicationId application, string what) => _violations.Add($"application {application.Value} {what}");
}
