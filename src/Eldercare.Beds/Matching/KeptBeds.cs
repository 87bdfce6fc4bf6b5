using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>What a home's part in beds kept back for a lane depends on (domain, beds, rule 4).</summary>
/// <param name="Home">Which.</param>
/// <param name="Beds">All it has.</param>
/// <param name="LiveThere">Residents of the lane.</param>
/// <param name="OnTheirWay">Beds held or reserved for people of the lane.</param>
/// <param name="AdmittedLastYear">People of the lane who moved in there in the calendar year before.</param>
/// <param name="AdmittedThisYear">Those who have since.</param>
public sealed record HomeLane(HomeId Home, int Beds, int LiveThere, int OnTheirWay, int AdmittedLastYear, int AdmittedThisYear)
{
    /// <summary>
    /// How many of the free beds are kept back. Who of the lane has a bed of the home uses one of those; of as many as moved in last year,
    /// who has moved in this year does.
    /// </summary>
    public int Kept(KeptBack kept) => Math.Max(
        0, kept.Of(Beds, AdmittedLastYear) - OnTheirWay - (kept.AsAdmittedLastYear == true ? AdmittedThisYear : LiveThere));
}

/// <summary>
/// Which of a home's free beds only one lane gets: those that suit most people, since nobody knows who of the lane comes next. How many is
/// counted again for each round, so that one more is free for all when somebody of the lane takes another bed of the home.
/// </summary>
public static class KeptBeds
{
    public static ImmutableArray<FreeBed> Mark(IEnumerable<FreeBed> free, IEnumerable<HomeLane> homes, KeptBack kept, Lane lane)
    {
        var keptAt = homes.ToDictionary(h => h.Home, h => h.Kept(kept));
        return
        [
            .. free.GroupBy(b => b.Home).SelectMany(beds => beds
                .OrderByDescending(b => b.GenderRule == GenderRule.Mixed).ThenByDescending(b => b.HighestCareLevel)
                .ThenByDescending(b => b.Kind == BedKind.Nursing).ThenBy(b => b.Bed.Value)
                .Select((b, i) => i < keptAt.GetValueOrDefault(b.Home) ? b with { KeptFor = lane } : b)),
        ];
    }
}
