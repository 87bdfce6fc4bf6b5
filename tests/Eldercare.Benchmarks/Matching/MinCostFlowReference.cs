using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Matching;
using Eldercare.People.Elders;
using Google.OrTools.Graph;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Benchmarks.Matching;

/// <summary>
/// The same input for OR-Tools' min-cost flow, compressed as far as it goes: an application sends one unit to the homes and districts
/// it prefers or past the beds; what a home, a district and the city have for a need are nodes that applications of that need share;
/// beds alike are one arc with their count.
/// </summary>
public sealed class MinCostFlowReference
{
    private readonly MinCostFlow _flow = new();
    private readonly Dictionary<object, int> _nodes = [];
    private readonly WaitingApplication[] _queue;
    private readonly ILookup<string, HomeId> _homesIn;
    private readonly Dictionary<HomeId, (FreeBed Bed, int Count, int Node)[]> _classes;
    private readonly int[] _past;
    private readonly int _sink;

    /// <param name="input">Applications and beds.</param>
    /// <param name="keptBack">Beds for the first lane only.</param>
    public MinCostFlowReference(MatchInput input, int keptBack)
    {
        _queue = [.. input.Applications.OrderBy(a => a.Rank)];
        _past = new int[_queue.Length];
        _sink = Node("sink");
        _classes = input.Beds.GroupBy(b => (b.Home, b.Kind, b.GenderRule, b.HighestCareLevel)).Select(g => (Bed: g.First(), Count: g.Count(), Node: Node(g.Key)))
            .GroupBy(c => c.Bed.Home).ToDictionary(g => g.Key, g => g.ToArray());
        _homesIn = _classes.Values.ToLookup(c => c[0].Bed.District, c => c[0].Bed.Home);
        foreach (var c in _classes.Values.SelectMany(c => c)) _flow.AddArcWithCapacityAndUnitCost(c.Node, _sink, c.Count, 0);

        // Of those not in the first lane so many have to go past the beds.
        var others = _queue.Count(a => a.Lane != Lane.Destitute);
        var mustPass = Math.Max(0, others - Math.Max(0, input.Beds.Length - keptBack));
        var passed = Node("passed");
        _flow.SetNodeSupply(passed, -mustPass);
        _flow.SetNodeSupply(_sink, mustPass - _queue.Length);
        _flow.AddArcWithCapacityAndUnitCost(passed, _sink, _queue.Length, 0);
        var most = _queue.Max(a => a.Preference.Homes.Length + a.Preference.Districts.Length);
        for (var a = 0; a < _queue.Length; a++) Send(a, passed, 1 + ((long)_queue.Length * most));
    }

    /// <returns>Who is placed, and the sum of their preferences' ranks.</returns>
    public (HashSet<ApplicationId> Placed, long Ranks) Solve()
    {
        if (_flow.Solve() != MinCostFlow.Status.OPTIMAL) throw new InvalidOperationException("OR-Tools found no flow.");
        var placed = _queue.Where((_, a) => _flow.Flow(_past[a]) == 0).Select(a => a.Application).ToHashSet();
        var forQueue = Enumerable.Range(0, _queue.Length).Sum(a => _flow.Flow(_past[a]) * _flow.UnitCost(_past[a]));
        return (placed, _flow.OptimalCost() - forQueue);
    }

    /// <summary>
    /// Going past the beds costs more the further ahead one is, and more than all ranks together. In a matroid any falling weights
    /// lead to the same best set, so that these need not be powers of two, which 64 bits would not hold.
    /// </summary>
    private void Send(int a, int passed, long aPlace)
    {
        var application = _queue[a];
        var node = Node(application);
        _flow.SetNodeSupply(node, 1);
        _past[a] = _flow.AddArcWithCapacityAndUnitCost(
            node, application.Lane == Lane.Destitute ? _sink : passed, 1, (_queue.Length - a) * aPlace);
        var need = application with
        {
            Application = default, Elder = default, Rank = 0, Lane = default, CareLevel = application.CareLevel ?? CareLevel.Intact,
            Preference = Preference.None,
        };
        var (homes, districts) = (application.Preference.Homes, application.Preference.Districts);
        if (homes.IsEmpty && districts.IsEmpty) _flow.AddArcWithCapacityAndUnitCost(node, City(need), 1, 0);
        for (var i = 0; i < homes.Length; i++)
            if (Home(need, homes[i]) is { } home) _flow.AddArcWithCapacityAndUnitCost(node, home, 1, i);
        for (var i = 0; i < districts.Length; i++)
            _flow.AddArcWithCapacityAndUnitCost(node, District(need, districts[i]), 1, homes.Length + i);
    }

    private int City(WaitingApplication need)
    {
        if (_nodes.TryGetValue(need, out var known)) return known;
        var node = Node(need);
        foreach (var district in _homesIn) _flow.AddArcWithCapacityAndUnitCost(node, District(need, district.Key), _queue.Length, 0);
        return node;
    }

    private int District(WaitingApplication need, string district)
    {
        if (_nodes.TryGetValue((need, district), out var known)) return known;
        var node = Node((need, district));
        foreach (var home in _homesIn[district])
            if (Home(need, home) is { } there) _flow.AddArcWithCapacityAndUnitCost(node, there, _queue.Length, 0);
        return node;
    }

    /// <summary>Null when it has no free bed that suits.</summary>
    private int? Home(WaitingApplication need, HomeId home)
    {
        if (_nodes.TryGetValue((need, home), out var known)) return known;
        if (!_classes.TryGetValue(home, out var classes)) return null;
        var suiting = classes.Where(c => BedMatch.Suits(c.Bed, need)).ToArray();
        if (suiting.Length == 0) return null;
        var node = Node((need, home));
        foreach (var c in suiting) _flow.AddArcWithCapacityAndUnitCost(node, c.Node, c.Count, 0);
        return node;
    }

    private int Node(object what) => _nodes[what] = _nodes.Count;
}
