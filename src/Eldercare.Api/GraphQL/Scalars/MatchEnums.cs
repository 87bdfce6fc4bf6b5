using Eldercare.Beds.Matching;

namespace Eldercare.Api.GraphQL.Scalars;

public sealed class UnplacedReasonEnum() : DescribedEnum<UnplacedReason>(
    "Why no bed is proposed.",
    (UnplacedReason.NoBedSuits, "No free bed suits at a home she would go to."),
    (UnplacedReason.OthersAhead, "Every free bed that suits goes to someone further ahead."),
    (UnplacedReason.KeptForFirstLane, "A bed would be left, and is kept back for the first lane."));
