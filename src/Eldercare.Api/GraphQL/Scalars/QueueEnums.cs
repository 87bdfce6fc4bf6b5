namespace Eldercare.Api.GraphQL.Scalars;

public sealed class LaneOrderEnum() : DescribedEnum<LaneOrder>(
    "Who comes first within a lane of the queue.",
    (LaneOrder.CareLevel, "Who needs most care, then who applied first."), (LaneOrder.ApplicationTime, "Who applied first."));

public sealed class LaneCauseEnum() : DescribedEnum<LaneCause>(
    "What moved an application in the queue.",
    (LaneCause.Entitlement, "An entitlement was granted, began, ended or ran out."), (LaneCause.CareLevel, "Her care level changed."),
    (LaneCause.Hukou, "Whether she is registered in the city (本市户籍) changed."), (LaneCause.Age, "A birthday."),
    (LaneCause.Policy, "Another policy of the queue, or another version of it, is in force."),
    (LaneCause.FirstClaim, "Her bed was released from her leave: she has first claim on the next."));

public sealed class OfferStateEnum() : DescribedEnum<OfferState>(
    "What became of an offer of a bed.",
    (OfferState.Open, "It waits for an answer."), (OfferState.Accepted, "The elder took it."), (OfferState.Declined, "The elder did not want it."),
    (OfferState.Expired, "Nobody answered in time."), (OfferState.Withdrawn, "The home took it back."),
    (OfferState.Ended, "The application ended before she moved in."));

public sealed class OfferedByItselfEnum() : DescribedEnum<OfferedByItself>(
    "Which beds are offered by themselves to the next who suits, in the order of the queue.",
    (OfferedByItself.AfterRefusal, "A bed that comes back from an offer: declined, expired, taken back, or given up. The desk offers the others."),
    (OfferedByItself.WhenFree, "Every bed that can be given, however it became ready."),
    (OfferedByItself.Never, "None: the desk offers them all."));
