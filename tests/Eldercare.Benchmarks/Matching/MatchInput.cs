using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Ids;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Benchmarks.Matching;

/// <summary>5,000 who wait and 20,000 beds in 180 homes, as the demo city has them; a share of the beds is free.</summary>
public sealed record MatchInput(WaitingApplication[] Applications, FreeBed[] Beds)
{
    public const int Waiting = 5_000, AllBeds = 20_000;

    private const int Homes = 180;

    private static readonly string[] s_districts = ["321102", "321111", "321112", "321181", "321182", "321183", "ZJXQ"];

    public static MatchInput Of(double free, int seed = 7)
    {
        var random = new Random(seed);
        HomeId[] homes = [.. Enumerable.Range(0, Homes).Select(h => HomeId.FromRegistry($"bench-{h}"))];
        FreeBed[] beds =
        [
            .. Enumerable.Range(0, AllBeds).Select(b => Bed(b, homes, random)).Where(_ => random.NextDouble() < free),
        ];
        return new([.. Enumerable.Range(0, Waiting).Select(a => Application(a, homes, random))], beds);
    }

    private static string DistrictOf(int home) => s_districts[home * 5 % s_districts.Length];

    private static FreeBed Bed(int n, HomeId[] homes, Random random)
    {
        var home = random.Next(Homes);
        var kind = Weighted(random, 0.39, 0.57, 0.04);
        var highest = kind > 0 ? CareLevel.Total : random.NextDouble() < 0.7 ? CareLevel.Mild : CareLevel.Moderate;
        return new(
            BedId.FromRegistry($"bench-{n}"), homes[home], DistrictOf(home), (BedKind)kind, (GenderRule)Weighted(random, 0.42, 0.30, 0.28), highest);
    }

    private static WaitingApplication Application(int n, HomeId[] homes, Random random)
    {
        var level = (CareLevel)Weighted(random, 0.35, 0.2, 0.2, 0.15, 0.1);
        var kind = level >= CareLevel.Moderate ? random.NextDouble() < 0.1 ? BedKind.Dementia : BedKind.Nursing : BedKind.Ordinary;
        var first = random.Next(Homes);
        var near = Enumerable.Range(0, random.Next(4)).Select(i => (first + (i * s_districts.Length)) % Homes);
        var districts = random.NextDouble() < 0.6 ? ImmutableArray.Create(DistrictOf(first)) : [];
        return new(
            ApplicationId.FromRegistry($"bench-{n}"), new ElderId(NameBasedId.Of($"bench-elder:{n}")), n + 1,
            n < Waiting / 25 ? Lane.Destitute : Lane.Everyone, kind, random.NextDouble() < 0.58 ? Gender.Female : Gender.Male,
            random.NextDouble() < 0.1 ? null : level, new Preference([.. near.Select(h => homes[h])], districts));
    }

    private static int Weighted(Random random, params ReadOnlySpan<double> shares)
    {
        var at = random.NextDouble();
        for (var i = 0; i < shares.Length - 1; i++)
            if ((at -= shares[i]) < 0) return i;
        return shares.Length - 1;
    }
}
