using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>
/// The free beds by what tells them apart in a match: home, kind, gender rule, highest care level and the lane it is kept for; a bed that
/// somebody must not be proposed again is one of its own. Twenty thousand beds are some
/// two thousand classes with a count. Those of a home stand together, so that most sets of them are a word or two.
/// </summary>
internal sealed class BedClasses
{
    private readonly Dictionary<(BedKind, Gender, CareLevel?, int), FewBits> _suiting = [];
    private readonly Dictionary<HomeId, FewBits> _ofHome;
    private readonly Dictionary<string, FewBits> _ofDistrict;
    private readonly FreeBed[][] _classes;
    private readonly Lane[] _keptLanes;
    private readonly BitSet _left;

    /// <param name="beds">All of them.</param>
    /// <param name="apart">Those that somebody must not get though they suit.</param>
    public BedClasses(IEnumerable<FreeBed> beds, IReadOnlySet<BedId> apart)
    {
        _classes =
        [
            .. beds.GroupBy(b => (b.Home, b.District, b.Kind, b.GenderRule, b.HighestCareLevel, b.KeptFor, Apart: apart.Contains(b.Bed) ? b.Bed : default))
                .OrderBy(c => c.Key.Home.Value).ThenBy(c => c.Key.District, StringComparer.Ordinal)
                .ThenBy(c => c.Key.Kind).ThenBy(c => c.Key.GenderRule).ThenBy(c => c.Key.HighestCareLevel)
                .ThenBy(c => c.Key.KeptFor).ThenBy(c => c.Key.Apart.Value)
                .Select(c => c.OrderBy(b => b.Bed.Value).ToArray()),
        ];
        _keptLanes = [.. _classes.Select(c => c[0].KeptFor).OfType<Lane>().Distinct().Order()];
        _left = new BitSet(Count);
        _ofHome = By(b => b.Home, EqualityComparer<HomeId>.Default);
        _ofDistrict = By(b => b.District, StringComparer.Ordinal);
        Choosiest = [.. By(b => (b.KeptFor is null, b.GenderRule == GenderRule.Mixed, b.HighestCareLevel), comparer: null).OrderBy(g => g.Key).Select(g => Filled(g.Value))];
    }

    public int Count => _classes.Length;

    /// <summary>The beds of a class, by id.</summary>
    public ReadOnlySpan<FreeBed> this[int c] => _classes[c];

    /// <summary>All classes, apart by how many people they suit, the fewest first: of beds that please alike those are taken first.</summary>
    public ImmutableArray<BitSet> Choosiest { get; }

    /// <summary>Which of the beds kept back for a lane are for an applicant too, a bit a lane: with kind, gender and level it tells what suits.</summary>
    public int KeptFor(WaitingApplication application)
    {
        var lanes = 0;
        foreach (var lane in _keptLanes)
            if (application.MayTakeOf(lane)) lanes |= 1 << (int)lane;
        return lanes;
    }

    /// <summary>Whether a bed of these classes would suit if it were not kept back for a lane.</summary>
    public bool IsKeptFrom(WaitingApplication application, Func<int, bool> isLeft)
    {
        if (_keptLanes.Length == 0) return false;
        for (var c = 0; c < Count; c++)
            if (_classes[c][0] is { KeptFor: { } lane } bed && !application.MayTakeOf(lane) && isLeft(c)
                && BedMatch.Suits(bed with { KeptFor = null }, application) && application.Preference.RankOf(bed.Home, bed.District) is not null
                && !application.NotAgain.Contains(bed.Bed)) return true;
        return false;
    }

    /// <summary>The classes an elder can be given, apart by how well they please her.</summary>
    public BedWish WishOf(WaitingApplication application)
    {
        var suiting = Suiting(application);
        if (!application.NotAgain.IsEmpty) suiting = Without(suiting, application.NotAgain);
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
        var key = (application.Kind, application.Gender, application.CareLevel, KeptFor(application));
        if (_suiting.TryGetValue(key, out var suiting)) return suiting;
        var set = new BitSet(Count);
        for (var c = 0; c < Count; c++)
            if (BedMatch.Suits(_classes[c][0], application)) set.Add(c);
        return _suiting[key] = set.ToFewBits();
    }

    private FewBits Without(FewBits suiting, ImmutableArray<BedId> beds)
    {
        var set = Filled(suiting);
        for (var c = 0; c < Count; c++)
            if (beds.Contains(_classes[c][0].Bed)) set.Remove(c);
        return set.ToFewBits();
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
