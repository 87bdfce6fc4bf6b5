using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class WaitingListMutations
{
    private const Role Bookers = Reach.MealDay | Role.Elder;

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<JoinWaitingList>(
            "joinWaitingList", "Puts an elder on the waiting list of a full sitting (候补); a place that comes free is offered in order.", Bookers,
            i => i.Sitting().Id<ElderId>("elder", "Who waits.").Of<ChannelEnum>("channel", "How the portion shall reach her."),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<Channel>("channel")),
            (s, c) => s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(MealPointUnknown), typeof(SittingUnknown), typeof(ElderUnknown), typeof(ElderHasDied), typeof(AlreadyWaiting),
            typeof(AlreadyBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(SittingAlreadyClosed),
            typeof(SittingDateOutOfRange), typeof(MealPointSuspendedNow), typeof(MealPointClosedThatDay), typeof(PortionTakenElsewhere), typeof(WaitingElsewhere),
            typeof(CutOffPassed), typeof(MealNotServed), typeof(PlacesLeft));
        mutations.Add<LeaveWaitingList>(
            "leaveWaitingList", "Takes an elder off a waiting list; a place offered to her goes to the next.", Bookers,
            i => i.Sitting().Id<ElderId>("elder", "Who waits no longer."),
            i => new(i.Point, i.Date, i.Meal, i.Elder),
            (s, c) => s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(NotWaiting));
        mutations.Add<DeclinePlace>(
            "declinePlace", "Declines an offered place; it goes to the next who waits, and does not come back. To take it, `bookMeal`.", Bookers,
            i => i.Sitting().Id<ElderId>("elder", "Who declines.").Reason("Why, if said.", required: false),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<string?>("reason")),
            (s, c) => s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(NoPlaceOffered), typeof(TextInvalid));
        mutations.Add<ChangeWaitingListPolicy>(
            "changeWaitingListPolicy", "Changes how long a meal point offers freed places to those who wait, from the next offer on.", Reach.Offices,
            i => i.Id<MealPointId>("mealPoint", "Which meal point.")
                .Of<IntGraphType>("offerMinutes", "How long an offer stands, in waking minutes, 1 to 2,880; never beyond the cut-off.")
                .Of<IntGraphType>("lastMinutes", "So many minutes before the cut-off nothing is offered any more, 0 to 2,880.")
                .Of<LocalTimeScalar>("wakingFrom", "Minutes count from then on.").Of<LocalTimeScalar>("wakingUntil", "And until then, later in the day."),
            i => new(i.Point, new(i.Get<int>("offerMinutes"), i.Get<int>("lastMinutes"), i.Get<TimeOnly>("wakingFrom"), i.Get<TimeOnly>("wakingUntil"))),
            (s, c) => s.Point(c.Point),
            p => p.MealPoint(c => c.Point),
            typeof(MealPointUnknown), typeof(WaitingListPolicyInvalid));
    }
}
