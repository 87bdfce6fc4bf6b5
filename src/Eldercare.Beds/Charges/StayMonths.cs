using Eldercare.People;
using Eldercare.Subsidies;

namespace Eldercare.Beds.Charges;

/// <summary>Which of a home's final months a bill corrects, and by what.</summary>
public static class StayMonths
{
    /// <summary>
    /// The final months whose corrections go into an open one: those right before it, without an open month between. A correction goes into the
    /// next month that is open, as a meal point's does.
    /// </summary>
    /// <param name="open">The open month.</param>
    /// <param name="frozen">The home's final ones.</param>
    public static ImmutableArray<StayChargesRow> Before(YearMonth open, IEnumerable<StayChargesRow> frozen)
    {
        var byMonth = frozen.ToDictionary(f => f.Month);
        var run = ImmutableArray.CreateBuilder<StayChargesRow>();
        for (var month = open.Previous; byMonth.TryGetValue(month.Value, out var row); month = month.Previous) run.Add(row);
        run.Reverse();
        return run.ToImmutable();
    }

    /// <summary>
    /// What has been billed already counts all events up to here. The last month of the run took in what came late to those before; when one of them was
    /// taken for final after it, that one counts more, but nothing after has told the last month of that.
    /// </summary>
    public static long Seen(ImmutableArray<StayChargesRow> run) => run.IsEmpty ? long.MaxValue : run[^1].Seen;

    /// <summary>The resident's lines of an open month at a home, with what has changed of the final months before it.</summary>
    /// <param name="charging">Computes.</param>
    /// <param name="resident">Whose.</param>
    /// <param name="month">The open month.</param>
    /// <param name="until">The last day that is over.</param>
    /// <param name="home">Where.</param>
    /// <param name="run">The final months it corrects.</param>
    /// <param name="billed">All that was billed to her there, in whatever month.</param>
    public static ImmutableArray<StayLine> Lines(
        StayCharging charging, ChargedResident resident, YearMonth month, DateOnly until, HomeId home, ImmutableArray<StayChargesRow> run,
        IEnumerable<StayLine> billed)
    {
        var known = billed.ToLookup(l => l.OfMonth);
        return
        [
            .. run.Select(r => new YearMonth(r.Month))
                .SelectMany(m => StayLines.Difference(charging.Lines(resident, m, m.Last)[home], known[m.Value])),
            .. charging.Lines(resident, month, until)[home],
        ];
    }
}
