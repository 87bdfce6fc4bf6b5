using Eldercare.Beds;
using Eldercare.City.Reading;
using Eldercare.People;

namespace Eldercare.City.Checks;

/// <summary>
/// Rule 12: the city's census of today and of some days before, counted from the events bed by bed, is what is reported; and today's of each
/// home is its live board.
/// </summary>
internal sealed class CensusCheck : IInvariant
{
    private static readonly int[] s_daysAgo = [0, 1, 7, 30, 90, 365];

    private readonly Dictionary<BedId, Past> _beds = [];
    private readonly Dictionary<HomeId, Home> _homes = [];

    public void Take(Logged logged)
    {
        if (logged.Fact is HomeFact told) _homes[new(logged.Stream)] = Home.Evolve(_homes.GetValueOrDefault(new(logged.Stream)), told)!;
        if (logged.Fact is not BedFact fact) return;
        var id = new BedId(logged.Stream);
        if (!_beds.TryGetValue(id, out var bed)) _beds[id] = bed = new();
        if (fact is BedRegistered registered) bed.Begin(registered.Home, logged.At);
        else if (BedTransitions.ActionOf(fact) is { } action && bed.States is [.., var last] && BedTransitions.After(last.State, action) is { } next)
            bed.States.Add((logged.At, next));
        bed.Follow(fact);
    }

    /// <param name="reader">What is reported.</param>
    /// <param name="city">The tenant.</param>
    /// <param name="now">The time it is known at, behind every event.</param>
    /// <param name="today">City date.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<CheckResult> ResultAsync(
        ICensusReader reader, string city, DateTimeOffset now, DateOnly today, CancellationToken cancellation)
    {
        var violations = new List<string>();
        foreach (var on in s_daysAgo.Select(ago => today.AddDays(-ago)))
        {
            var (counted, reported) = (Count(on, now), await reader.OfAsync(city, new(on, now), null, null, cancellation));
            if (counted != reported) violations.Add($"{on:yyyy-MM-dd}: {reported}, counted {counted}");
        }

        var homes = await reader.ByHomeAsync(city, new(today, now), null, new Slice<Guid>(100_000), cancellation);
        violations.AddRange(homes.Rows
            .Where(h => h.Census with { Admitting = h.Census.Admitting + h.Census.NotAdmitting, NotAdmitting = 0 } != new Census(
                h.Home.Beds, h.Home.Occupied + h.Home.OnLeave, h.Home.Held + h.Home.Reserved, h.Home.Ready, h.Home.ToClean, h.Home.Closed))
            .Select(h => $"home {h.Home.Home.Value}: {h.Census}, not as on its board"));
        return CheckResult.Of(
            12, "census", "The census of today and of days before is what the events say, and today's of each home its live board.",
            $"{homes.Rows.Length:N0} homes, {s_daysAgo.Length} days", violations);
    }

    private Census Count(DateOnly on, DateTimeOffset now)
    {
        var end = CityTime.At(on.AddDays(1), TimeOnly.MinValue).AddMicroseconds(-1);
        var census = new Census(0, 0, 0, 0, 0, 0);
        var mayAdmit = _homes.ToDictionary(h => h.Key, h => MayAdmit.Check(h.Value, on) is null);
        foreach (var bed in _beds.Values)
        {
            var state = bed.StateAt(now < end ? now : end);
            census = bed.IsLivedIn(on)
                ? census with { Total = census.Total + 1, Occupied = census.Occupied + 1 }
                : state switch
                {
                    null or BedState.Retired => census,
                    BedState.Held or BedState.Reserved => census with { Total = census.Total + 1, Reserved = census.Reserved + 1 },
                    BedState.Ready when !mayAdmit[bed.Home] => census with { Total = census.Total + 1, NotAdmitting = census.NotAdmitting + 1 },
                    BedState.Ready => census with { Total = census.Total + 1, Admitting = census.Admitting + 1 },
                    BedState.Closed => census with { Total = census.Total + 1, Closed = census.Closed + 1 },
                    _ => census with { Total = census.Total + 1, ToClean = census.ToClean + 1 },
                };
        }

        return census;
    }

    /// <summary>One bed's past: its states by the time they were recorded, its stays by their days.</summary>
    private sealed class Past
    {
        private readonly List<(ElderId Elder, DateOnly From, DateOnly? Until)> _stays = [];

        public List<(DateTimeOffset At, BedState State)> States { get; } = [];

        public HomeId Home { get; private set; }

        public void Begin(HomeId home, DateTimeOffset at)
        {
            Home = home;
            States.Add((at, BedState.Ready));
        }

        public BedState? StateAt(DateTimeOffset at)
        {
            for (var i = States.Count - 1; i >= 0; i--)
                if (States[i].At <= at) return States[i].State;
            return null;
        }

        public bool IsLivedIn(DateOnly on) => _stays.Exists(s => s.From <= on && (s.Until is null || s.Until > on));

        public void Follow(BedFact fact)
        {
            switch (fact)
            {
                case ResidentAdmitted f: _stays.Add((f.Elder, f.On, null)); break;
                case ResidentTransferredIn f: _stays.Add((f.Elder, f.On, null)); break;
                case ResidentTransferredOut f: End(f.On); break;
                case ResidentDeparted f: End(f.On); break;
                case BedReleasedFromLeave f: End(f.On); break;
                case StayCorrected f:
                    var at = _stays.FindLastIndex(s => s.Elder == f.Elder && s.From == f.From && s.Until is null == f.ToUntil is null);
                    if (at >= 0) _stays[at] = (f.Elder, f.ToFrom, f.ToUntil);
                    break;
            }
        }

        private void End(DateOnly on)
        {
            if (_stays is [.., var last]) _stays[^1] = last with { Until = on };
        }
    }
}
