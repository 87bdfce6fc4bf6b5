using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class SittingMutations
{
    private const Role Bookers = Reach.MealDay | Role.Elder;

    public static void AddTo(MutationType mutations)
    {
        mutations.Add<OpenSitting>(
            "openSitting", "Opens a sitting of the point's week now instead of when its time comes.", Reach.MealDay,
            i => i.Sitting(),
            i => new(i.Point, i.Date, i.Meal),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(MealPointUnknown), typeof(MealNotServed), typeof(MealPointClosedThatDay), typeof(SittingDateOutOfRange));
        mutations.Add<BookMeal>(
            "bookMeal", "Books a portion for an elder.", Bookers,
            i => Late(i.Sitting().Id<ElderId>("elder", "For whom.").Of<ChannelEnum>("channel", "How the portion reaches the elder.")),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<Channel>("channel"), i.Get<bool>("late")),
            (s, c) => c.Late ? s.Point(c.Point) : s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(MealPointUnknown), typeof(SittingUnknown), typeof(MealPointClosedThatDay), typeof(ElderUnknown), typeof(ElderHasDied), typeof(AlreadyBooked),
            typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(SittingAlreadyClosed), typeof(MealPointSuspendedNow),
            typeof(PortionTakenElsewhere), typeof(SittingDateOutOfRange), typeof(CutOffPassed), typeof(MealNotServed), typeof(SittingFull));
        mutations.Add<CancelBooking>(
            "cancelBooking", "Cancels a booking and frees its place.", Bookers,
            i => Late(i.Sitting().Id<ElderId>("elder", "Whose booking.").Reason("Why, if said.", required: false)),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<string?>("reason"), i.Get<bool>("late")),
            (s, c) => c.Late ? s.Point(c.Point) : s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(CutOffPassed),
            typeof(TextInvalid));
        mutations.Add<ServeMeal>(
            "serveMeal", "Hands over a booked portion (check-in). Doing it again changes nothing.", Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "To whom."),
            i => new(i.Point, i.Date, i.Meal, i.Elder),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingNotStarted), typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded));
        mutations.Add<ServeWalkIn>(
            "serveWalkIn", "Hands over a portion without a booking, out of the buffer.", Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "To whom."),
            i => new(i.Point, i.Date, i.Meal, i.Elder),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(MealPointUnknown), typeof(SittingUnknown), typeof(MealPointClosedThatDay), typeof(ElderUnknown), typeof(ElderHasDied), typeof(AlreadyBooked),
            typeof(AlreadyServed), typeof(SittingAlreadyClosed), typeof(SittingNotStarted), typeof(MealPointSuspendedNow),
            typeof(PortionTakenElsewhere), typeof(SittingDateOutOfRange), typeof(MealNotServed), typeof(WalkInBufferUsedUp));
        mutations.Add<RecordNoShow>(
            "recordNoShow", "Records that a booked elder did not come.", Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "Who did not come."),
            i => new(i.Point, i.Date, i.Meal, i.Elder),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingNotStarted), typeof(NotBooked), typeof(AlreadyServed));
        mutations.Add<CloseSitting>(
            "closeSitting", "Closes a sitting; whoever is still booked is recorded as a no-show.", Reach.MealDay,
            i => i.Sitting(),
            i => new(i.Point, i.Date, i.Meal),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingNotStarted));
    }

    private static InputFields Late(InputFields input) => input.Of<BooleanGraphType>(
        "late", "Also after the cut-off. For the staff of the point and the offices.", required: false);
}
