namespace Eldercare.Api.GraphQL.Scalars;

public sealed class LaneOrderEnum() : DescribedEnum<LaneOrder>(
    "Who comes first within a lane of the queue.",
    (LaneOrder.CareLevel, "Who needs most care, then who applied first."), (LaneOrder.ApplicationTime, "Who applied first."));

public sealed class LaneCauseEnum() : DescribedEnum<LaneCause>(
    "What moved an application in the queue.",
    (LaneCause.Entitlement, "An entitlement was granted, began, ended or ran out."), (LaneCause.CareLevel, "Her care level changed."),
    (LaneCause.Hukou, "Whether she is registered in the city (本市户籍) changed."), (LaneCause.Age, "A birthday."),
    (LaneCause.Policy, "Another policy of the queue, or another version of it, is in force."));
