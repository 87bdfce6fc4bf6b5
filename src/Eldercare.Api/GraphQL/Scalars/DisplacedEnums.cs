namespace Eldercare.Api.GraphQL.Scalars;

public sealed class DisplacedByEnum() : DescribedEnum<DisplacedBy>(
    "Why a sitting can no longer serve a booking it accepted.",
    (DisplacedBy.Closed, "The day became a closing day."), (DisplacedBy.Suspended, "The meal point was suspended."),
    (DisplacedBy.WeekChanged, "The week no longer has the meal."),
    (DisplacedBy.CapacityCut, "The capacity was cut, and this was among the newest bookings beyond it."));

public sealed class DisplacedStateEnum() : DescribedEnum<DisplacedState>(
    "What became of a displaced booking.",
    (DisplacedState.Open, "Waits for a person."), (DisplacedState.Moved, "Moved to another point."),
    (DisplacedState.Cancelled, "Cancelled."), (DisplacedState.Reinstated, "The sitting can serve it again."),
    (DisplacedState.Served, "Served all the same."), (DisplacedState.NoShow, "Recorded as a no-show."));
