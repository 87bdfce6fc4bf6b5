using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>
/// The free beds by what tells them apart in a match: home, kind, gender rule and highest care level. Twenty thousand beds are some
/// hundreds of classes with a count. What suits fewer people comes first, so that of beds that please alike the one is taken that
/// others can use least.
/// </summary>
internal sealed class BedClasses
{
    private readonly Dictionary<(BedKind, Gender, CareLevel?), BitSet> _suiting = [];
    private readonly Dictionary<HomeId, BitSet> _ofHome = [];
    private readonly Dictionary<string, BitSet> _ofDistrict = new(StringComparer.Ordinal);
    private readonly FreeBed[][] _classes;
    private readonly BitSet _none;

    public BedClasses(IEnumerable<FreeBed> beds)
    {
        _classes =
        [
            .. beds.GroupBy(b => (b.Home, b.District, b.Kind, b.GenderRule, b.HighestCareLevel))
                .OrderBy(c => c.Key.GenderRule == GenderRule.Mixed).ThenBy(c => c.Key.HighestCareLevel)
                .ThenBy(c => c.Key.Home.Value).ThenBy(c => c.Key.District, StringComparer.Ordinal)
                .ThenBy(c => c.Key.Kind).ThenBy(c => c.Key.GenderRule)
                .Select(c => c.OrderBy(b => b.Bed.Value).ToArray()),
        ];
        _none = new BitSet(_classes.Length);
        for (var c = 0; c < _classes.Length; c++)
        {
            var bed = _classes[c][0];
            Of(_ofHome, bed.Home).Add(c);
            Of(_ofDistrict, bed.District).Add(c);
        }
    }

    public int Count => _classes.Length;

    /// <summary>The beds of a class, by id.</summary>
    public ReadOnlySpan<FreeBed> this[int c] => _classes[c];

    /// <summary>The classes an elder can be given, apart by how well they please her.</summary>
    public BedWish WishOf(WaitingApplication application)
    {
        var suiting = Suiting(application);
        if (suiting.IsEmpty) return new([], []);
        if (application.Preference.IsNone) return new([suiting], [0]);

        // As Preference.RankOf ranks them, for all classes of a home or district at once.
        var (levels, ranks) = (new List<BitSet>(), new List<int>());
        var left = suiting;
        var rank = 0;
        foreach (var home in application.Preference.Homes) Rank(_ofHome.GetValueOrDefault(home, _none));
        foreach (var district in application.Preference.Districts) Rank(_ofDistrict.GetValueOrDefault(district, _none));
        return new([.. levels], [.. ranks]);

        void Rank(BitSet there)
        {
            var level = left.And(there);
            if (!level.IsEmpty)
            {
                levels.Add(level);
                ranks.Add(rank);
                left = left.Without(there);
            }

            rank++;
        }
    }

    private BitSet Suiting(WaitingApplication application)
    {
        var key = (application.Kind, application.Gender, application.CareLevel);
        if (_suiting.TryGetValue(key, out var suiting)) return suiting;
        suiting = new BitSet(Count);
        for (var c = 0; c < Count; c++)
            if (BedMatch.Suits(_classes[c][0], application)) suiting.Add(c);
        return _suiting[key] = suiting;
    }

    private BitSet Of<TKey>(Dictionary<TKey, BitSet> sets, TKey key)
        where TKey : notnull
    {
        if (!sets.TryGetValue(key, out var set)) sets[key] = set = new BitSet(_classes.Length);
        return set;
    }
}

/// <summary>What a person would take.</summary>
/// <param name="Levels">Classes that please alike, the best first; no class twice, no level without any.</param>
/// <param name="Ranks">The preference's rank of each level.</param>
internal sealed record BedWish(BitSet[] Levels, int[] Ranks);
