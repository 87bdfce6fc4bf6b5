using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Matching;
using Eldercare.People.Elders;
using Google.OrTools.Graph;

namespace Eldercare.Benchmarks.Matching;

/// <summary>
/// Applications and beds as a graph for OR-Tools, compressed as far as it goes: an application sends one unit to the homes and districts
/// it prefers; what a home, a district and the city have for a need are nodes that applications of that need share; beds alike are
/// one arc with their count.
/// </summary>
internal sealed class MatchGraph
{
    private const int Unlimited = 1_000_000;

    private readonly Dictionary<object, int> _nodes = [];
    private readonly ILookup<string, HomeId> _homesIn;
    private readonly Dictionary<HomeId, (FreeBed Bed, int Count, int Node)[]> _classes;

    public MatchGraph(IEnumerable<FreeBed> beds)
    {
        Sink = Node("sink");
        _classes = beds.GroupBy(b => (b.Home, b.Kind, b.GenderRule, b.HighestCareLevel)).Select(g => (Bed: g.First(), Count: g.Count(), Node: Node(g.Key)))
            .GroupBy(c => c.Bed.Home).ToDictionary(g => g.Key, g => g.ToArray());
        _homesIn = _classes.Values.ToLookup(c => c[0].Bed.District, c => c[0].Bed.Home);
        foreach (var c in _classes.Values.SelectMany(c => c)) Flow.AddArcWithCapacityAndUnitCost(c.Node, Sink, c.Count, 0);
    }

    public MinCostFlow Flow { get; } = new();

    public int Sink { get; }

    public int Node(object what) => _nodes[what] = _nodes.Count;

    /// <summary>One unit from the application to where it would go.</summary>
    /// <param name="application">Which.</param>
    /// <param name="cost">What a rank of its preference costs; null where it may not go.</param>
    /// <returns>Its node.</returns>
    public int Send(WaitingApplication application, Func<int, long?> cost)
    {
        var node = Node(application);
        Flow.SetNodeSupply(node, 1);
        var need = application with
        {
            Application = default,
            Elder = default,
            Rank = 0,
            Lane = default,
            CareLevel = application.CareLevel ?? CareLevel.Intact,
            Preference = Preference.None,
        };
        var (homes, districts) = (application.Preference.Homes, application.Preference.Districts);
        if (homes.IsEmpty && districts.IsEmpty) Arc(0, City(need));
        for (var i = 0; i < homes.Length; i++) Arc(i, Home(need, homes[i]));
        for (var i = 0; i < districts.Length; i++) Arc(homes.Length + i, District(need, districts[i]));
        return node;

        void Arc(int rank, int? to)
        {
            if (to is { } there && cost(rank) is { } price) Flow.AddArcWithCapacityAndUnitCost(node, there, 1, price);
        }
    }

    private int City(WaitingApplication need)
    {
        if (_nodes.TryGetValue(need, out var known)) return known;
        var node = Node(need);
        foreach (var district in _homesIn) Flow.AddArcWithCapacityAndUnitCost(node, District(need, district.Key), Unlimited, 0);
        return node;
    }

    private int District(WaitingApplication need, string district)
    {
        if (_nodes.TryGetValue((need, district), out var known)) return known;
        var node = Node((need, district));
        foreach (var home in _homesIn[district])
            if (Home(need, home) is { } there) Flow.AddArcWithCapacityAndUnitCost(node, there, Unlimited, 0);
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
        foreach (var c in suiting) Flow.AddArcWithCapacityAndUnitCost(node, c.Node, c.Count, 0);
        return node;
    }
}
