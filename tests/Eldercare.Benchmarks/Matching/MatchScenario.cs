using System.Diagnostics;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Matching;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Benchmarks.Matching;

/// <summary>
/// Beds for a whole queue on one core: 5,000 applications and 20,000 beds, of which all are free, or a quarter, or one in twenty
/// with some kept back; against OR-Tools' min-cost flow on the same input. The reference's time is the solver's alone, without the
/// building of its graph, and of preference it asks for the least sum only; ours is all of it. Correct is what places the same people as
/// the flow, and gives each the rank that a row of flows finds in the order of the queue.
/// </summary>
public static class MatchScenario
{
    private const int Runs = 15;

    public static void Run(bool json)
    {
        Measure("all free", free: 1, keptBack: 0, json);
        Measure("a quarter free", free: 0.25, keptBack: 0, json);
        Measure("one in twenty free, 100 kept back", free: 0.05, keptBack: 100, json);
    }

    private static void Measure(string variant, double free, int keptBack, bool json)
    {
        var input = MatchInput.Of(free);
        var placement = BedMatching.Propose(input.Applications, input.Beds, keptBack);
        var (ours, theirs) = (new List<double>(), new List<double>());
        var built = new List<double>();
        (HashSet<ApplicationId> Placed, long Ranks) reference = ([], 0);
        for (var run = 0; run < Runs; run++)
        {
            ours.Add(Milliseconds(() => placement = BedMatching.Propose(input.Applications, input.Beds, keptBack)));
            MinCostFlowReference? graph = null;
            built.Add(Milliseconds(() => graph = new MinCostFlowReference(input, keptBack)));
            theirs.Add(Milliseconds(() => reference = graph!.Solve()));
        }

        var placed = placement.Matches.Select(m => m.Application.Application).ToHashSet();
        var first = placement.Matches.Count(m => m.Application.Lane == Lane.Destitute);
        var ranks = placement.Matches.Select(m => m.PreferenceRank).ToArray();
        (int[] Ranks, int Flows) ordered = default;
        var inOrder = Milliseconds(() => ordered = RanksInOrder.Of(input, reference.Placed));
        var (mine, other) = (Median(ours), Median(theirs));
        new Measurement(
            "match", "match", 1_000 / mine, "1/s", "or-tools", 1_000 / other, other / mine, mine, ours.Max(),
            placed.SetEquals(reference.Placed) && ranks.AsSpan().SequenceEqual(ordered.Ranks), 1, variant, FormattableString.Invariant(
                $"{input.Beds.Length:N0} free beds, {placed.Count:N0} placed ({first} of the first lane), ranks sum to {ranks.Sum()} in the order of the queue, {reference.Ranks} at least; OR-Tools {other:0.0} ms and {Median(built):0.0} ms to build its graph; the same ranks in order take it {ordered.Flows} flows, {inOrder / 1_000:0.0} s")).Print(json);
    }

    private static double Milliseconds(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
