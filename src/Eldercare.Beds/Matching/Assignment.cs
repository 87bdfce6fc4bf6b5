namespace Eldercare.Beds.Matching;

/// <summary>
/// Applications in classes of beds, moved about so that one more finds a place. Each may be moved within the set of classes it
/// is given; moves are found by breadth-first search, one step a class and a set at most.
/// </summary>
/// <param name="rooms">How many beds each class has.</param>
/// <param name="sets">The sets of classes, which applications name by index.</param>
/// <param name="choice">All classes in the order in which a free one is chosen, those that are alike together.</param>
/// <param name="applications">How many there are, named by index.</param>
internal sealed class Assignment(int[] rooms, IReadOnlyList<FewBits> sets, ImmutableArray<BitSet> choice, int applications)
{
    private const int Nowhere = -1;

    private readonly int[] _left = [.. rooms];
    private readonly BitSet _free = FreeOf(rooms);
    private readonly List<int>[] _of = [.. rooms.Select(_ => new List<int>())];
    private readonly int[] _class = Filled(applications), _place = new int[applications], _may = new int[applications];
    private readonly int[] _queue = new int[rooms.Length], _into = new int[rooms.Length], _seen = new int[sets.Count];
    private int _search;

    /// <summary>The application's class, or -1.</summary>
    public int ClassOf(int application) => _class[application];

    /// <summary>The class has a bed that is nobody's.</summary>
    public bool IsLeft(int c) => _left[c] > 0;

    /// <summary>From now on it is moved only within this set.</summary>
    public void Confine(int application, int set) => _may[application] = set;

    /// <summary>Puts it where a bed of the set is free, moving nobody.</summary>
    public bool TryTake(int application, int set)
    {
        foreach (var alike in choice)
        {
            var free = _free.FirstOf(sets[set], alike);
            if (free < 0) continue;
            Move(application, free);
            return true;
        }

        return false;
    }

    /// <summary>
    /// Puts it into a class of the set, moving others within theirs if need be. Nobody who has a place loses it; its own old
    /// place, if it has one, may go to another.
    /// </summary>
    /// <param name="application">Which.</param>
    /// <param name="set">Where it would go.</param>
    /// <param name="closed">Classes known to lead nowhere; those that were found to are added when it fails, and only then
    /// is it of use afterwards.</param>
    /// <param name="move">False only asks whether it could be done.</param>
    public bool TryPlace(int application, int set, BitSet closed, bool move = true)
    {
        var old = _class[application];
        if (old != Nowhere) _free.Add(old);
        var placed = Search(application, set, closed, move);
        if (old != Nowhere && _left[old] <= 0) _free.Remove(old);
        return placed;
    }

    private bool Search(int application, int set, BitSet closed, bool move)
    {
        _search++;
        var (head, tail) = (0, 0);
        if (Reached(application, set)) return true;
        while (head < tail)
        {
            foreach (var other in _of[_queue[head++]])
                if (_seen[_may[other]] != _search && Reached(other, _may[other])) return true;
        }

        return false;

        bool Reached(int mover, int within)
        {
            _seen[within] = _search;
            var free = _free.FirstOf(sets[within]);
            if (free >= 0)
            {
                if (move) Shift(application, mover, free);
                return true;
            }

            var fresh = closed.Take(sets[within], _queue.AsSpan(tail));
            foreach (var c in _queue.AsSpan(tail, fresh)) _into[c] = mover;
            tail += fresh;
            return false;
        }
    }

    /// <summary>The last one moves to the free bed, the one before into what that leaves, and so on up to the first.</summary>
    private void Shift(int first, int last, int to)
    {
        for (var mover = last; ; mover = _into[to])
        {
            var left = _class[mover];
            Move(mover, to);
            if (mover == first) return;
            to = left;
        }
    }

    private void Move(int application, int to)
    {
        if (_class[application] is not Nowhere and var from)
        {
            var (list, at) = (_of[from], _place[application]);
            list[at] = list[^1];
            _place[list[at]] = at;
            list.RemoveAt(list.Count - 1);
            if (++_left[from] > 0) _free.Add(from);
        }

        _class[application] = to;
        _place[application] = _of[to].Count;
        _of[to].Add(application);
        if (--_left[to] <= 0) _free.Remove(to);
    }

    private static BitSet FreeOf(int[] rooms)
    {
        var free = new BitSet(rooms.Length);
        for (var c = 0; c < rooms.Length; c++)
            if (rooms[c] > 0) free.Add(c);
        return free;
    }

    private static int[] Filled(int count)
    {
        var classes = new int[count];
        Array.Fill(classes, Nowhere);
        return classes;
    }
}
