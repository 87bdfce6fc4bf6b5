using Eldercare.Beds.Beds;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>What each application of the queue would take; those that wish the same share their sets.</summary>
internal sealed class Wishes
{
    private readonly int[] _wishOf;
    private readonly List<(BedWish Wish, int Any, int First)> _wishes = [];
    private readonly List<FewBits> _sets = [];

    public Wishes(WaitingApplication[] queue, BedClasses classes)
    {
        var known = new Dictionary<(BedKind, Gender, CareLevel?, int, Preference), int>();
        _wishOf = new int[queue.Length];
        for (var a = 0; a < queue.Length; a++)
        {
            var key = (queue[a].Kind, queue[a].Gender, queue[a].CareLevel, classes.KeptFor(queue[a]), queue[a].Preference);
            // What one must not get again is her own.
            if (!queue[a].NotAgain.IsEmpty) _wishOf[a] = Add(classes.WishOf(queue[a]), classes.Count);
            else if (!known.TryGetValue(key, out _wishOf[a])) known[key] = _wishOf[a] = Add(classes.WishOf(queue[a]), classes.Count);
        }
    }

    /// <summary>All the sets there are.</summary>
    public IReadOnlyList<FewBits> Sets => _sets;

    /// <summary>The set of all classes the application would take.</summary>
    public int Any(int application) => _wishes[_wishOf[application]].Any;

    public int LevelsOf(int application) => _wishes[_wishOf[application]].Wish.Levels.Length;

    /// <summary>The set of those that please it alike.</summary>
    public int At(int application, int level) => _wishes[_wishOf[application]].First + level;

    /// <summary>How well a class that it would take pleases it, as a level.</summary>
    public int LevelIn(int application, int c) => Array.FindIndex(_wishes[_wishOf[application]].Wish.Levels, l => l.Contains(c));

    /// <summary>The same as the preference ranks it.</summary>
    public int RankIn(int application, int c) => _wishes[_wishOf[application]].Wish.Ranks[LevelIn(application, c)];

    private int Add(BedWish wish, int classes)
    {
        var first = _sets.Count;
        _sets.AddRange(wish.Levels);
        var any = first;
        if (wish.Levels.Length != 1)
        {
            var all = new BitSet(classes);
            foreach (var level in wish.Levels) all.Add(level);
            any = _sets.Count;
            _sets.Add(all.ToFewBits());
        }

        _wishes.Add((wish, any, first));
        return _wishes.Count - 1;
    }
}
