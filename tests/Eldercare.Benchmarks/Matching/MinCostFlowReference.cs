using Eldercare.Beds.Applications;
using Eldercare.Beds.Matching;
using Google.OrTools.Graph;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Benchmarks.Matching;

/// <summary>
/// The same input as one min-cost flow: going past the beds costs more the further ahead one is, and more than all ranks together. In a
/// matroid any falling weights lead to the same best set, so that these need not be powers of two, which 64 bits would not hold. Of
/// preference it can ask only the least sum of ranks, which is less than ours in the order of the queue.
/// </summary>
internal sealed class MinCostFlowReference
{
    private readonly MatchGraph _graph;
    private readonly WaitingApplication[] _queue;
    private readonly int[] _past;

    /// <param name="input">Applications and beds.</param>
    /// <param name="keptBack">Beds for the first lane only.</param>
    public MinCostFlowReference(MatchInput input, int keptBack)
    {
        _graph = new(input.Beds);
        _queue = [.. input.Applications.OrderBy(a => a.Rank)];
        _past = new int[_queue.Length];

        // Of those not in the first lane so many have to go past the beds.
        var others = _queue.Count(a => a.Lane != Lane.Destitute);
        var mustPass = Math.Max(0, others - Math.Max(0, input.Beds.Length - keptBack));
        var passed = _graph.Node("passed");
        _graph.Flow.SetNodeSupply(passed, -mustPass);
        _graph.Flow.SetNodeSupply(_graph.Sink, mustPass - _queue.Length);
        _graph.Flow.AddArcWithCapacityAndUnitCost(passed, _graph.Sink, _queue.Length, 0);
        var moreThanAllRanks = 1 + ((long)_queue.Length * _queue.Max(a => a.Preference.Homes.Length + a.Preference.Districts.Length));
        for (var a = 0; a < _queue.Length; a++)
        {
            var node = _graph.Send(_queue[a], rank => rank);
            _past[a] = _graph.Flow.AddArcWithCapacityAndUnitCost(
                node, _queue[a].Lane == Lane.Destitute ? _graph.Sink : passed, 1, (_queue.Length - a) * moreThanAllRanks);
        }
    }

    /// <returns>Who is placed, and the least sum of their ranks.</returns>
    public (HashSet<ApplicationId> Placed, long Ranks) Solve()
    {
        if (_graph.Flow.Solve() != MinCostFlow.Status.OPTIMAL) throw new InvalidOperationException("OR-Tools found no flow.");
        var past = _past.Sum(arc => _graph.Flow.Flow(arc) * _graph.Flow.UnitCost(arc));
        return ([.. _queue.Where((_, a) => _graph.Flow.Flow(_past[a]) == 0).Select(a => a.Application)], _graph.Flow.OptimalCost() - past);
    }
}
