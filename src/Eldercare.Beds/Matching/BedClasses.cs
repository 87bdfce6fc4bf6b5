using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>
/// The free beds by what tells them apart in a match: home, kind, gender rule and highest care level. Twenty thousand beds are some
/// two thousand classes with a count. Those of a home stand together, so that most sets of them are a word or two.
/// </summary>
internal sealed class BedClasses
{
    private readonly Dictionary<(BedKind, Gender, CareLevel?), FewBits> _suiting = [];
    private readonly Dictionary<HomeId, FewBits> _ofHome;
    private readonly Dictionary<string, FewBits> _ofDistrict;
    private readonly FreeBed[][] _classes;
    private readonly BitSet _left;

    public BedClasses(IEnumerable<FreeBed> beds)
    {
        _classes =
        [
            .. beds.GroupBy(b => (b.Home, b.District, b.Kind, b.GenderRule, b.HighestCareLevel))
                .OrderBy(c => c.Key.Home.Value).ThenBy(c => c.Key.District, StringComparer.Ordinal)
                .ThenBy(c => c.Key.Kind).ThenBy(c => c.Key.GenderRule).ThenBy(c => c.Key.HighestCareLevel)
                .Select(c => c.OrderBy(b => b.Bed.Value).ToArray()),
        ];
        _left = new BitSet(Count);
        _ofHome = By(b => b.Home, EqualityComparer<HomeId>.Default);
        _ofDistrict = By(b => b.District, StringComparer.Ordinal);
        Choosiest = [.. By(b => (b.GenderRule == GenderRule.Mixed, b.HighestCareLevel), comparer: null).OrderBy(g => g.Key).Select(g => Filled(g.Value))];
    }

    public int Count => _classes.Length;

    /// <summary>The beds of a class, by id.</summary>
    public ReadOnlySpan<FreeBed> this[int c] => _classes[c];

    /// <summary>All classes, apart by how many people they suit, the fewest first: of beds that please alike those are taken first.</summary>
    public ImmutableArray<BitSet> Choosiest { get; }

    /// <summary>The classes an elder can be given, apart by how well they please her.</summary>
    public BedWish WishOf(WaitingApplication application)
    {
        var suiting = Suiting(application);
        if (suiting.IsEmpty) return new([], []);
        if (application.Preference.IsNone) return new([suiting], [0]);

        // As Preference.RankOf ranks them, for all classes of a home or district at once.
        var (levels, ranks) = (new List<FewBits>(), new List<int>());
        _left.Clear();
        _left.Add(suiting);
        var rank = 0;
        foreach (var home in application.Preference.Homes) Rank(_ofHome.GetValueOrDefault(home, FewBits.None));
        foreach (var district in application.Preference.Districts) Rank(_ofDistrict.GetValueOrDefault(district, FewBits.None));
        return new([.. levels], [.. ranks]);

        void Rank(FewBits there)
        {
            var level = _left.And(there);
            if (!level.IsEmpty)
            {
                levels.Add(level);
                ranks.Add(rank);
                _left.Remove(level);
            }

            rank++;
        }
    }

    private FewBits Suiting(WaitingApplication application)
    {
        var key = (application.Kind, application.Gender, application.CareLevel);
        if (_suiting.TryGetValue(key, out var suiting)) return suiting;
        var set = new BitSet(Count);
        for (var c = 0; c < Count; c++)
            if (BedMatch.Suits(_classes[c][0], application)) set.Add(c);
        return _suiting[key] = set.ToFewBits();
    }

    private Dictionary<TKey, FewBits> By<TKey>(Func<FreeBed, TKey> key, IEqualityComparer<TKey>? comparer)
        where TKey : notnull => Enumerable.Range(0, Count).GroupBy(c => key(_classes[c][0]), comparer).ToDictionary(
            g => g.Key,
            g =>
            {
                var set = new BitSet(Count);
                foreach (var c in g) set.Add(c);
                return set.ToFewBits();
            },
            comparer);

    private BitSet Filled(FewBits items)
    {
        var set = new BitSet(Count);
        set.Add(items);
        return set;
    }
}

/// <summary>What a person would take.</summary>
/// <param name="Levels">Classes that please alike, the best first; no class twice, no level without any.</param>
/// <param name="Ranks">The preference's rank of each level.</param>
internal sealed record BedWish(FewBits[] Levels, int[] Ranks);
