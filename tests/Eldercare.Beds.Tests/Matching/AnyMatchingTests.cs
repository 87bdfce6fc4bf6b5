using CsCheck;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Matching;

namespace Eldercare.Beds.Tests.Matching;

/// <summary>Whatever the queue and the free beds: the best placement by the objective's words, and nobody passed.</summary>
public static class AnyMatchingTests
{
    private static readonly Gen<MatchingCase> s_small = MatchingCase.Any(applications: 6, beds: 5);
    private static readonly Gen<MatchingCase> s_larger = MatchingCase.Any(applications: 40, beds: 40);

    [Fact]
    public static void It_is_the_best_of_all_placements() => s_small.Sample(
        one =>
        {
            var ranks = one.Propose().Matches.ToDictionary(m => m.Application.Application, m => m.PreferenceRank);
            Assert.Equal(one.Best(), one.Queue.Select(a => ranks.TryGetValue(a.Application, out var rank) ? rank : (int?)null));
        },
        iter: 4_000, threads: 1);

    [Fact]
    public static void Each_has_one_bed_that_suits_or_stands_among_those_without() => s_larger.Sample(
        one =>
        {
            var placement = one.Propose();
            Assert.Equal(
                one.Queue.Select(a => a.Application.Value).Order(),
                placement.Matches.Select(m => m.Application).Concat(placement.Unplaced.Select(u => u.Application)).Select(a => a.Application.Value).Order());
            Assert.Distinct(placement.Matches.Select(m => m.Bed.Bed));
            Assert.All(placement.Matches, m => Assert.Equal(MatchingCase.RankOf(m.Application, m.Bed), m.PreferenceRank));
            Assert.Equal(placement.Matches.OrderBy(m => m.Application.Rank), placement.Matches);
            Assert.Equal(placement.Unplaced.OrderBy(u => u.Application.Rank), placement.Unplaced);
        },
        iter: 2_000, threads: 1);

    [Fact]
    public static void Nobody_is_passed_for_a_bed_by_one_behind() => s_larger.Sample(
        one =>
        {
            var placement = one.Propose();
            Assert.All(placement.Unplaced, u => Assert.DoesNotContain(
                placement.Matches, m => m.Application.Rank > u.Application.Rank && MatchingCase.RankOf(u.Application, m.Bed) is not null));
        },
        iter: 2_000, threads: 1);

    [Fact]
    public static void As_many_are_placed_as_can_be() => s_larger.Sample(
        one =>
        {
            var first = MostPlaced(one.Queue.Where(a => a.Lane == Lane.Destitute), one.Beds);
            var others = Math.Max(0, one.Beds.Length - one.KeptBack);
            Assert.Equal(Math.Min(MostPlaced(one.Queue, one.Beds), first + others), one.Propose().Matches.Length);
        },
        iter: 2_000, threads: 1);

    [Fact]
    public static void Who_has_none_is_told_why() => s_larger.Sample(
        one =>
        {
            var placement = one.Propose();
            var freely = (one with { KeptBack = 0 }).Propose().Matches.Select(m => m.Application).ToHashSet();
            Assert.All(placement.Unplaced.Where(u => u.Reason != UnplacedReason.KeptForFirstLane), u => Assert.Equal(
                !one.Beds.Any(b => MatchingCase.RankOf(u.Application, b) is not null), u.Reason == UnplacedReason.NoBedSuits));
            var left = one.Beds.Where(b => b.KeptFor is not null && placement.Matches.All(m => m.Bed.Bed != b.Bed)).ToArray();
            Assert.All(placement.Unplaced, u => Assert.True(
                u.Reason == UnplacedReason.KeptForFirstLane || !left.Any(b => MatchingCase.RankOf(u.Application, b with { KeptFor = null }) is not null)));
            Assert.All(
                placement.Unplaced.Where(u => freely.Contains(u.Application)), u => Assert.Equal(UnplacedReason.KeptForFirstLane, u.Reason));
            if (one.KeptBack == 0 && one.Beds.All(b => b.KeptFor is null)) Assert.DoesNotContain(placement.Unplaced, u => u.Reason == UnplacedReason.KeptForFirstLane);
        },
        iter: 2_000, threads: 1);

    [Fact]
    public static void One_bed_more_leaves_nobody_without_who_had_one() => s_larger.Sample(
        one =>
        {
            if (one.Beds.IsEmpty) return;
            var fewer = (one with { KeptBack = 0, Beds = one.Beds[1..] }).Propose();
            var more = (one with { KeptBack = 0 }).Propose().Matches.Select(m => m.Application).ToHashSet();
            Assert.Superset(fewer.Matches.Select(m => m.Application).ToHashSet(), more);
        },
        iter: 2_000, threads: 1);

    [Fact]
    public static void The_order_in_which_they_come_changes_nothing() => Gen.Select(s_larger, Gen.Int).Sample(
        (one, seed) =>
        {
            var shuffled = new Random(seed);
            var other = one with { Queue = [.. one.Queue.OrderBy(_ => shuffled.Next())], Beds = [.. one.Beds.OrderBy(_ => shuffled.Next())] };
            var (here, there) = (one.Propose(), other.Propose());
            Assert.Equal(here.Matches, there.Matches);
            Assert.Equal(here.Unplaced, there.Unplaced);
        },
        iter: 1_000, threads: 1);

    /// <summary>Kuhn's method, a bed a time: how many can have one.</summary>
    private static int MostPlaced(IEnumerable<WaitingApplication> applications, ImmutableArray<FreeBed> beds)
    {
        var holder = new WaitingApplication?[beds.Length];
        return applications.Count(a => Place(a, []));

        bool Place(WaitingApplication application, HashSet<int> tried)
        {
            for (var b = 0; b < beds.Length; b++)
            {
                if (MatchingCase.RankOf(application, beds[b]) is null || !tried.Add(b)) continue;
                if (holder[b] is { } other && !Place(other, tried)) continue;
                holder[b] = application;
                return true;
            }

            return false;
        }
    }
}
