namespace Eldercare.Api.GraphQL.Scalars;

public sealed class ServiceKindEnum() : DescribedEnum<ServiceKind>(
    "What a subsidy pays towards.", (ServiceKind.Meal, "Meals."), (ServiceKind.Bed, "Days in a home."));

public sealed class StayPartEnum() : DescribedEnum<StayPart>(
    "What a day in a home is made of.",
    (StayPart.Bed, "The bed (床位费)."), (StayPart.Care, "Care (护理费)."), (StayPart.Food, "Food (伙食费)."), (StayPart.Stay, "All three; each is listed by itself."));

public sealed class StayDayEnum() : DescribedEnum<StayDay>(
    "Whether a resident was there at the end of a day.",
    (StayDay.Present, "There."), (StayDay.OnLeave, "Away, at the full rate."), (StayDay.OnLeaveDiscounted, "Away, at less than the full rate."));
