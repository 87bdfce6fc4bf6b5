using Eldercare.Beds.Applications;

namespace Eldercare.Beds.Matching;

/// <summary>
/// Which free bed each waiting application should be offered. Of all placements that keep every bed's kind, gender rule, care level
/// and each elder's preference, and give no bed twice, it is the one that
/// <list type="number">
/// <item>places the first in the queue if that can be, then the second if that can be with the first placed, and so on: who is
/// placed is the best by queue order;</item>
/// <item>among those, gives the first of the placed the best rank of preference that can be with the same people placed, then the
/// second, and so on: the ranks are the best by queue order.</item>
/// </list>
/// Why (1) is as many as can be placed at all, and fair: the sets of applications that can be placed together are the independent
/// sets of a transversal matroid, where taking in order whoever still fits ends with a largest set (Rado, Edmonds). And
/// nobody is passed: had one without a bed been passed over for a bed that suits by one behind, the two could change
/// places, and the set would have been better by queue order. One who has a bed and would rather have that of one behind does not get it
/// only when somebody placed would then have none, or somebody ahead a less pleasing one.
/// <para>
/// With beds kept back, all but the first lane together get at most the free beds less those. As long as the first lane is ahead of the
/// others in the queue, both still hold (a truncated matroid), nobody being passed within the lanes that share the limit.
/// A bed kept back by the policy (<see cref="FreeBed.KeptFor"/>) suits nobody but its lane and those with first claim. Nobody is proposed a bed
/// that was offered to her and that she did not get.
/// </para>
/// The same applications and beds give the same answer, in whatever order they come.
/// </summary>
public static class BedMatching
{
    /// <param name="applications">Those that wait; no id twice.</param>
    /// <param name="beds">Those that can be given now; no id twice.</param>
    /// <param name="keptBack">How many of them only the first lane may take.</param>
    public static BedProposals Propose(IEnumerable<WaitingApplication> applications, IEnumerable<FreeBed> beds, int keptBack = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(keptBack);
        WaitingApplication[] queue = [.. applications.OrderBy(a => a.Rank).ThenBy(a => a.Application.Value)];
        var classes = new BedClasses(beds, queue.SelectMany(a => a.NotAgain).ToHashSet());
        var wishes = new Wishes(queue, classes);
        int[] rooms = [.. Enumerable.Range(0, classes.Count).Select(c => classes[c].Length)];
        var assignment = new Assignment(rooms, wishes.Sets, classes.Choosiest, queue.Length);

        var (unplaced, closed) = PlaceInOrder(queue, wishes, assignment, classes.Count, rooms.Sum() - keptBack);
        PleaseInOrder(queue.Length, wishes, assignment, closed, classes.Count);
        // Said once all are placed: only a bed that is left is kept from anybody.
        return new(
            Named(queue, wishes, assignment, classes),
            [
                .. unplaced.Select(u => classes.IsKeptFrom(u.Application, assignment.IsLeft) ? u with { Reason = UnplacedReason.KeptForFirstLane } : u),
            ]);
    }

    /// <returns>Who has none, and the classes whose beds never change hands with those outside: no search need enter them again.</returns>
    private static (ImmutableArray<Unplaced> Unplaced, BitSet Closed) PlaceInOrder(
        WaitingApplication[] queue, Wishes wishes, Assignment assignment, int classes, int forOthers)
    {
        var unplaced = ImmutableArray.CreateBuilder<Unplaced>();
        var (closed, searched) = (new BitSet(classes), new BitSet(classes));
        for (var a = 0; a < queue.Length; a++)
        {
            assignment.Confine(a, wishes.Any(a));
            var kept = !queue[a].MayTakeOf(Lane.Destitute) && forOthers <= 0;
            if (!kept && Placed(a))
            {
                if (!queue[a].MayTakeOf(Lane.Destitute)) forOthers--;
                continue;
            }

            searched.CopyFrom(closed);
            var reason = wishes.LevelsOf(a) == 0 ? UnplacedReason.NoBedSuits
                : kept && assignment.TryPlace(a, wishes.Any(a), searched, move: false) ? UnplacedReason.KeptForFirstLane
                : UnplacedReason.OthersAhead;
            if (reason == UnplacedReason.OthersAhead) closed.CopyFrom(searched);
            unplaced.Add(new(queue[a], reason));
        }

        return (unplaced.ToImmutable(), closed);

        bool Placed(int a)
        {
            for (var level = 0; level < wishes.LevelsOf(a); level++)
                if (assignment.TryTake(a, wishes.At(a, level))) return true;
            searched.CopyFrom(closed);
            if (assignment.TryPlace(a, wishes.Any(a), searched)) return true;
            closed.CopyFrom(searched);
            return false;
        }
    }

    private static void PleaseInOrder(int applications, Wishes wishes, Assignment assignment, BitSet closed, int classes)
    {
        var (searched, nothing) = (new BitSet(classes), new BitSet(classes));
        for (var a = 0; a < applications; a++)
        {
            if (assignment.ClassOf(a) is < 0) continue;
            var now = wishes.LevelIn(a, assignment.ClassOf(a));
            // Her own place is one to leave, so that the closed part she may be in is open to her.
            if (now > 0) searched.CopyFrom(closed.Contains(assignment.ClassOf(a)) ? nothing : closed);
            for (var level = 0; level < now; level++)
                if (assignment.TryPlace(a, wishes.At(a, level), searched)) now = level;
            assignment.Confine(a, wishes.At(a, now));
        }
    }

    /// <summary>Beds of a class go by id to those in it by queue order.</summary>
    private static ImmutableArray<ProposedMatch> Named(
        WaitingApplication[] queue, Wishes wishes, Assignment assignment, BedClasses classes)
    {
        var matches = ImmutableArray.CreateBuilder<ProposedMatch>();
        var given = new int[classes.Count];
        for (var a = 0; a < queue.Length; a++)
            if (assignment.ClassOf(a) is >= 0 and var c)
                matches.Add(new(queue[a], classes[c][given[c]++], wishes.RankIn(a, c)));
        return matches.ToImmutable();
    }
}
