using Eldercare.Beds.Matching;
using Google.OrTools.Graph;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Benchmarks.Matching;

/// <summary>
/// The ranks of those placed, the best by the order of the queue, by OR-Tools: a flow for as many applications as their weights fit
/// into 64 bits together, the first the heaviest; each flow keeps what those before have found.
/// </summary>
internal static class RanksInOrder
{
    /// <summary>Nodes times costs must stay below 2^63.</summary>
    private const long HeaviestWeight = 1L << 44;

    /// <returns>Each one's rank in the order of the queue, and how many flows it took.</returns>
    public static (int[] Ranks, int Flows) Of(MatchInput input, HashSet<ApplicationId> placed)
    {
        WaitingApplication[] queue = [.. input.Applications.Where(a => placed.Contains(a.Application)).OrderBy(a => a.Rank)];
        var (ranks, flows) = (new int[queue.Length], 0);
        for (var done = 0; done < queue.Length; flows++)
        {
            var weights = Weights(queue.AsSpan(done));
            var graph = new MatchGraph(input.Beds);
            graph.Flow.SetNodeSupply(graph.Sink, -queue.Length);
            for (var a = 0; a < queue.Length; a++)
            {
                var (found, weight) = (ranks[a], a < done ? 0 : a < done + weights.Length ? weights[a - done] : 0);
                graph.Send(queue[a], a < done ? rank => rank == found ? 0 : null : rank => rank * weight);
            }

            if (graph.Flow.Solve() != MinCostFlow.Status.OPTIMAL) throw new InvalidOperationException("OR-Tools found no flow.");
            var cost = graph.Flow.OptimalCost();
            for (var i = 0; i < weights.Length; i++)
                if (weights[i] > 0) (ranks[done + i], cost) = ((int)(cost / weights[i]), cost % weights[i]);
            done += weights.Length;
        }

        return (ranks, flows);
    }

    /// <summary>
    /// Each weighs more than all behind it together can; who has no choice weighs nothing.
    /// </summary>
    private static long[] Weights(ReadOnlySpan<WaitingApplication> queue)
    {
        var (heaviest, count) = (1L, 0);
        for (; count < queue.Length && heaviest * RanksOf(queue[count]) <= HeaviestWeight; count++) heaviest *= RanksOf(queue[count]);
        var weights = new long[count];
        for (var i = 0; i < count; i++)
        {
            heaviest /= RanksOf(queue[i]);
            weights[i] = RanksOf(queue[i]) > 1 ? heaviest : 0;
        }

        return weights;
    }

    private static int RanksOf(WaitingApplication application) =>
        Math.Max(1, application.Preference.Homes.Length + application.Preference.Districts.Length);
}
