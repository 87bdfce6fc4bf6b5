using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class DisplacedMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<MoveBooking>(
            "moveBooking", "Moves a booking to another point, the same date and meal, in one step.", Reach.MealDay | Role.Elder,
            i => i.Sitting().Id<ElderId>("elder", "Whose booking.").Id<MealPointId>("toMealPoint", "The point it goes to.")
                .Reason("Why, if said.", required: false)
                .Of<BooleanGraphType>("late", "Also after the cut-off. For who reaches both points.", required: false),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<MealPointId>("toMealPoint"), i.Get<string?>("reason"), i.Get<bool>("late")),
            async (s, c) => c.Late ? await s.Point(c.Point) && await s.Point(c.To) : await s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(SamePoint), typeof(MealPointUnknown), typeof(SittingUnknown), typeof(ElderUnknown), typeof(ElderHasDied), typeof(NotBooked),
            typeof(AlreadyBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(SittingAlreadyClosed),
            typeof(MealPointSuspendedNow), typeof(MealPointClosedThatDay), typeof(PortionTakenElsewhere), typeof(SittingDateOutOfRange),
            typeof(CutOffPassed), typeof(MealNotServed), typeof(SittingFull), typeof(PlaceOfferOver), typeof(TextInvalid));
        mutations.Add<MoveAllDisplaced>(
            "moveAllDisplaced", "Has all displaced bookings of a sitting moved to the nearest points with room; what finds none stays listed.",
            Reach.MealDay,
            i => i.Sitting(),
            i => new(i.Point, i.Date, i.Meal),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingAlreadyClosed));
        mutations.Add<CancelDisplaced>(
            "cancelDisplaced", "Cancels a displaced booking for which no other place was found.", Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "Whose booking.").Reason("Why, for the elder."),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Text("reason")),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(NotBooked), typeof(NotDisplaced), typeof(TextInvalid));
        mutations.Add<SetSittingCapacity>(
            "setSittingCapacity", "Sets one sitting's capacity; the newest bookings beyond it go on the worklist.", Reach.MealDay,
            i => i.Sitting().Of<IntGraphType>("capacity", "Portions that can be booked, 0 to 10,000.").Reason("Why."),
            i => new(i.Point, i.Date, i.Meal, i.Get<int>("capacity"), i.Text("reason")),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingAlreadyClosed), typeof(CapacityOutOfRange), typeof(TextInvalid));
    }
}
