namespace Eldercare.Api.GraphQL.Scalars;

public sealed class MissStateEnum() : DescribedEnum<MissState>(
    "What became of a portion that a standing order wanted and that could not be booked.",
    (MissState.Open, "Waits for a person."), (MissState.Closed, "The point announced that it is closed: the elder is told."),
    (MissState.Booked, "She got a portion after all."), (MissState.Dropped, "The order does not want it any more."),
    (MissState.Settled, "A person looked after it."));

public sealed class MissActionEnum() : DescribedEnum<MissAction>(
    "What a person did about a portion that a standing order did not get.",
    (MissAction.ArrangedOtherwise, "She gets a meal in another way."), (MissAction.DoesWithout, "She was asked, and does without."),
    (MissAction.NotReached, "She was asked after in vain."));
