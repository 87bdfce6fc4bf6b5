using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Beds.Matching;

/// <summary>An application that waits, with what a bed must suit.</summary>
/// <param name="Rank">Its place in the queue's order, smallest first; of two with the same the id decides.</param>
/// <param name="CareLevel">Null when not assessed: then she counts as able.</param>
public sealed record WaitingApplication(
    ApplicationId Application, ElderId Elder, int Rank, Lane Lane, BedKind Kind, Gender Gender, CareLevel? CareLevel, Preference Preference)
{
    /// <summary>Beds it was offered and did not get: no proposal comes back.</summary>
    public ImmutableArray<BedId> NotAgain { get; init; } = [];

    /// <summary>She lost her bed while on leave, and stands ahead of every lane.</summary>
    public bool HasFirstClaim { get; init; }

    /// <summary>Beds kept back for a lane are for her too.</summary>
    /// <param name="lane">Which.</param>
    internal bool MayTakeOf(Lane lane) => Lane == lane || HasFirstClaim;
}

/// <summary>A bed that can be given to someone now.</summary>
public sealed record FreeBed(
    BedId Bed, HomeId Home, string District, BedKind Kind, GenderRule GenderRule, CareLevel HighestCareLevel)
{
    /// <summary>The only lane it goes to, by the policy of the queue; null when it goes to any.</summary>
    public Lane? KeptFor { get; init; }

    /// <summary>An offer gave it back, and nobody was offered it since.</summary>
    public bool Returned { get; init; }
}

/// <summary>A bed proposed for an application.</summary>
/// <param name="PreferenceRank">How well the home pleases her, as <see cref="Preference.RankOf"/> counts.</param>
public sealed record ProposedMatch(WaitingApplication Application, FreeBed Bed, int PreferenceRank);

/// <summary>An application no bed is proposed for.</summary>
public sealed record Unplaced(WaitingApplication Application, UnplacedReason Reason);

public enum UnplacedReason
{
    /// <summary>No free bed has the kind, the gender rule and the care level at a home she would go to.</summary>
    NoBedSuits,

    /// <summary>Every free bed that suits goes to someone further ahead.</summary>
    OthersAhead,

    /// <summary>A bed would be left, and is kept back for the first lane.</summary>
    KeptForFirstLane,
}

/// <summary>Who gets which bed, and who none; both in the queue's order.</summary>
public sealed record BedProposals(ImmutableArray<ProposedMatch> Matches, ImmutableArray<Unplaced> Unplaced);
