using Eldercare.Beds;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 4: each place in the queue, recorded when an application was made or moved, is computed again from the policy it names and the
/// facts it was placed on; that policy was in force; and beds were offered to those who waited.
/// </summary>
internal sealed class QueueCheck(BedLog log) : IInvariant
{
    private readonly Dictionary<ApplicationId, (Placement? Placed, bool Waits)> _queue = [];
    private readonly List<string> _violations = [];
    private long _places, _offers;

    public void Take(Logged logged)
    {
        switch (logged.Fact)
        {
            case BedAppliedFor f:
                if (f is { Placed: { } first, Facts: { } facts }) Placed(logged, f.Application, first, facts, f.Lane, CityTime.Today(f.At));
                _queue[f.Application] = (f.Placed, true);
                break;
            case LaneChanged f:
                if (_queue.GetValueOrDefault(f.Application).Placed is { } was && was != f.From) Violated(f.Application, "was moved from where it did not stand");
                Placed(logged, f.Application, f.To, f.Facts, f.Lane, CityTime.Today(f.At));
                _queue[f.Application] = _queue.GetValueOrDefault(f.Application) with { Placed = f.To };
                break;
            case BedOffered f:
                _offers++;
                if (!_queue.GetValueOrDefault(f.Application).Waits) Violated(f.Application, $"did not wait when bed {f.Bed.Value} was offered");
                Waits(f.Application, false);
                break;
            case OfferDeclined f: Waits(f.Application, true); break;
            case OfferExpired f: Waits(f.Application, true); break;
            case OfferWithdrawn f: Waits(f.Application, true); break;
            case FirstClaimGiven f:
                if (_queue.GetValueOrDefault(f.Application).Placed is { } stood && stood != f.From) Violated(f.Application, "was given first claim from where it did not stand");
                if (!f.To.HasFirstClaim) Violated(f.Application, $"was given first claim in {f.To.Lane}");
                _queue[f.Application] = _queue.GetValueOrDefault(f.Application) with { Placed = f.To };
                break;
            case ApplicationEnded f: Waits(f.Application, false); break;
        }
    }

    public CheckResult Result() => CheckResult.Of(
        4, "queue", "Each place in the queue follows from the policy in force and the person's facts; beds are offered to who waits.",
        $"{_places:N0} places, {_offers:N0} offers", _violations);

    private void Placed(Logged logged, ApplicationId application, Placement placed, LaneFacts facts, Lane lane, DateOnly on)
    {
        _places++;
        var policy = log.InForce(logged, [on]).FirstOrDefault(p => (p.Code, p.Version) == (placed.Policy, placed.Version));
        if (policy is null) Violated(application, $"was placed by {placed.Policy} version {placed.Version}, which was not in force on {on:yyyy-MM-dd}");
        else if (Placement.Of(policy, facts) is var usual && (_queue.GetValueOrDefault(application).Placed?.Now(usual) ?? usual) is var belongs && belongs != placed)
            Violated(application, $"was placed in {placed.Lane}, belongs in {belongs.Lane}");
        else if (policy.Lane(usual.Lane)!.Kind != lane) Violated(application, $"counts as {lane}");
    }

    private void Waits(ApplicationId application, bool waits) =>
        _queue[application] = _queue.GetValueOrDefault(application) with { Waits = waits };

    private void Violated(ApplicationId application, string what) => _violations.Add($"application {application.Value} {what}");
}
