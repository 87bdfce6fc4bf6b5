using CsCheck;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Tests.Matching;

/// <summary>A queue and free beds, small enough to try every placement there is.</summary>
internal sealed record MatchingCase(ImmutableArray<WaitingApplication> Queue, ImmutableArray<FreeBed> Beds, int KeptBack)
{
    private static readonly HomeId[] s_homes = [.. Enumerable.Range(1, 3).Select(n => new HomeId(Example.Id(n)))];
    private static readonly string[] s_districts = ["321102", "321102", "321111"];

    private static readonly Gen<Preference> s_preferences = Gen.Select(
        Gen.OneOf(s_homes).Array[0, 3], Gen.OneOf("321102", "321111").Array[0, 2], (homes, districts) => new Preference([.. homes], [.. districts]));

    /// <summary>Few kinds and levels, so that many want the same.</summary>
    private static readonly Gen<WaitingApplication> s_application = Gen.Select(
        Gen.Frequency((5, Gen.Const(BedKind.Nursing)), (1, Gen.Const(BedKind.Ordinary))), Gen.Enum<Gender>(),
        Gen.OneOf<CareLevel?>(null, CareLevel.Intact, CareLevel.Severe),
        Gen.Frequency((1, Gen.Const(Preference.None)), (4, s_preferences)),
        (kind, gender, level, preference) => new WaitingApplication(default, default, 0, Lane.Everyone, kind, gender, level, preference));

    private static readonly Gen<FreeBed> s_bed = Gen.Select(
        Gen.Int[0, 2], Gen.Frequency((5, Gen.Const(BedKind.Nursing)), (1, Gen.Const(BedKind.Ordinary))), Gen.Enum<GenderRule>(),
        Gen.OneOf(CareLevel.Mild, CareLevel.Severe, CareLevel.Total),
        (home, kind, rule, highest) => new FreeBed(default, s_homes[home], s_districts[home], kind, rule, highest));

    /// <summary>
    /// The first so many are in the first lane, and one of those or none has first claim. Some must not be proposed some beds again; some beds
    /// are kept back for the first lane.
    /// </summary>
    public static Gen<MatchingCase> Any(int applications, int beds, bool kept = true) => Gen.Select(
        s_application.Array[0, applications], s_bed.Array[0, beds], Gen.Int[0, 2], Gen.Int[0, 3], Gen.Int[0, 4].Array[applications],
        Gen.Int[0, kept ? 6 : 0].Array[beds],
        (queue, free, first, keptBack, again, back) => new MatchingCase(
            [
                .. queue.Select((a, i) => a with
                {
                    Application = new(Example.Id(100 + (i * 37 % 101))), Elder = new(Example.Id(300 + i)), Rank = i + 1,
                    Lane = i < first ? Lane.Destitute : Lane.Everyone,
                    HasFirstClaim = i == 0 && first == 2,
                    NotAgain = again[i] == 0 && free.Length > 0 ? [BedOf(i % free.Length), BedOf(i * 7 % free.Length)] : [],
                }),
            ],
            [.. free.Select((b, i) => b with { Bed = BedOf(i), KeptFor = back[i] == 1 ? Lane.Destitute : null })], keptBack));

    private static BedId BedOf(int i) => new(Example.Id(500 + (i * 53 % 211)));

    public BedProposals Propose() => BedMatching.Propose(Queue, Beds, KeptBack);

    /// <summary>How well the bed pleases, by the rules one by one; null when it may not be given.</summary>
    public static int? RankOf(WaitingApplication application, FreeBed bed)
    {
        if (bed.KeptFor is not null && application is not ({ Lane: Lane.Destitute } or { HasFirstClaim: true })) return null;
        if (application.NotAgain.Contains(bed.Bed)) return null;
        var elder = new ElderRecord(
            application.Elder, "", "", null, null, "", default, application.Gender, application.CareLevel, DiedOn: null);
        var board = new Bed(
            bed.Bed, bed.Home, default, "1", bed.Kind, bed.GenderRule, bed.HighestCareLevel, BedState.Ready, null, null, null);
        return BedMatch.Failing(board, elder, application.Kind).IsEmpty ? application.Preference.RankOf(bed.Home, bed.District) : null;
    }

    /// <summary>
    /// Tries every placement, and keeps the best by the words of the objective: first who is placed in the order of the queue, then
    /// the ranks in that order.
    /// </summary>
    /// <returns>Each one's rank of preference in the order of the queue; null without a bed.</returns>
    public int?[] Best()
    {
        int?[]? best = null;
        Try([], [], 0);
        return best!;

        void Try(ImmutableArray<int?> ranks, ImmutableHashSet<BedId> given, int others)
        {
            if (ranks.Length == Queue.Length)
            {
                if (best is null || IsBetter([.. ranks], best)) best = [.. ranks];
                return;
            }

            var next = Queue[ranks.Length];
            Try(ranks.Add(null), given, others);
            var more = next.Lane == Lane.Destitute || next.HasFirstClaim ? others : others + 1;
            if (more > others && more > Beds.Length - KeptBack) return;
            foreach (var bed in Beds)
                if (!given.Contains(bed.Bed) && RankOf(next, bed) is { } rank) Try(ranks.Add(rank), given.Add(bed.Bed), more);
        }
    }

    private static bool IsBetter(int?[] one, int?[] other)
    {
        for (var i = 0; i < one.Length; i++)
            if (one[i].HasValue != other[i].HasValue) return one[i].HasValue;
        for (var i = 0; i < one.Length; i++)
            if (one[i] != other[i]) return one[i] < other[i];
        return false;
    }
}
