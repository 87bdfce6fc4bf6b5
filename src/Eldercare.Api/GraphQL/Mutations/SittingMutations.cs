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
            "bookMeal", "Books a portion for an elder; also takes a place that was offered to her.", Bookers,
            i => Late(i.Sitting().Id<ElderId>("elder", "For whom.").Of<ChannelEnum>("channel", "How the portion reaches the elder.")),
            i => new(i.Point, i.Date, i.Meal, i.Elder, i.Get<Channel>("channel"), i.Get<bool>("late")),
            (s, c) => c.Late ? s.Point(c.Point) : s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(MealPointUnknown), typeof(SittingUnknown), typeof(MealPointClosedThatDay), typeof(ElderUnknown), typeof(ElderHasDied), typeof(AlreadyBooked),
            typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(SittingAlreadyClosed), typeof(MealPointSuspendedNow),
            typeof(PortionTakenElsewhere), typeof(SittingDateOutOfRange), typeof(CutOffPassed), typeof(MealNotServed), typeof(SittingFull),
            typeof(PlaceOfferOver));
        mutations.Add<CancelBooking>(
            "cancelBooking", "Cancels a booking; before the cut-off its place is offered to the first who waits.", Bookers,
            i => Late(i.Sitting().Id<ElderId>("elder", "Whose booking.").Reason("Why, if said.", required: false)),
            async i => new CancelBooking(i.Point, i.Date, i.Meal, i.Elder, i.Get<string?>("reason"), i.Get<bool>("late"))
            {
                ByElder = !await i.Request.ScopesFor(Reach.MealDay).Point(i.Point),
            },
            (s, c) => c.Late ? s.Point(c.Point) : s.Booking(c.Point, c.Elder),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded), typeof(CutOffPassed),
            typeof(TextInvalid));
        mutations.Add<ServeMeal>(
            "serveMeal", "Hands over a booked portion (check-in). Doing it again changes nothing; from another device it is refused.", Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "To whom.")
                .Text("device", "The device's own id, if it may send the scan again later by `recordScans`.", required: false)
                .Of<IntGraphType>("sequence", "With `device`: its own count of scans.", required: false)
                .Handed(),
            i => new(i.Point, i.Date, i.Meal, i.Elder, CheckInMutations.ScanOf(i), i.May<Channel>("channel")),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingNotStarted), typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded),
            typeof(PortionTakenElsewhere), typeof(CardUnknown), typeof(TextInvalid));
        mutations.Add<ServeWalkIn>(
            "serveWalkIn", "Hands over a portion without a booking, out of the buffer.", Reach.MealDay,
            i => i.Sitting().Id<ElderId>("elder", "To whom.")
                .Text("device", "The device's own id, if it may send the scan again later by `recordScans`.", required: false)
                .Of<IntGraphType>("sequence", "With `device`: its own count of scans.", required: false),
            i => new(i.Point, i.Date, i.Meal, i.Elder, CheckInMutations.ScanOf(i)),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(TextInvalid), typeof(MealPointUnknown), typeof(SittingUnknown), typeof(MealPointClosedThatDay), typeof(ElderUnknown), typeof(ElderHasDied),
            typeof(AlreadyBooked),
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
            "closeSitting",
            "Closes a sitting; whoever is still booked and had a place is recorded as a no-show. Samples of its dishes are logged by then, or a reason is given.",
            Reach.MealDay,
            i => i.Sitting().Text(
                "withoutSamplesReason", "Why dishes have no sample, when some have none. Kept for ever; no personal data.", required: false),
            i => new(i.Point, i.Date, i.Meal, i.Get<string?>("withoutSamplesReason")),
            (s, c) => s.Point(c.Point),
            p => p.Sitting(),
            typeof(SittingUnknown), typeof(SittingNotStarted), typeof(TextInvalid), typeof(FoodSamplesMissing));
    }

    private static InputFields Late(InputFields input) => input.Of<BooleanGraphType>(
        "late", "Also after the cut-off. For the staff of the point and the offices.", required: false);
}
