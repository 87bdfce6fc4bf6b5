using Eldercare.Api.Live;

namespace Eldercare.Api.GraphQL.Scalars;

public sealed class MealPointHappeningEnum() : DescribedEnum<MealPointHappening>(
    "What happened to a meal point's day.",
    (MealPointHappening.PointChanged, "The point was opened, or its name, place, week or waiting list rules changed."),
    (MealPointHappening.Suspended, "It takes no new bookings."), (MealPointHappening.Resumed, "It takes bookings again."),
    (MealPointHappening.DayClosed, "A closing day was set."), (MealPointHappening.DayReopened, "A closing day was lifted."),
    (MealPointHappening.SittingOpened, "A sitting was opened."), (MealPointHappening.PlanChanged, "A sitting's places, times or price changed."),
    (MealPointHappening.Booked, "A portion was booked (预订)."), (MealPointHappening.Cancelled, "A booking was cancelled."),
    (MealPointHappening.Moved, "A booking was moved to another sitting."), (MealPointHappening.Displaced, "Bookings have lost their place, or something was done about it."),
    (MealPointHappening.Reinstated, "A booking has its place again."), (MealPointHappening.Served, "A booked portion was handed out."),
    (MealPointHappening.WalkInServed, "A portion was handed out without a booking (现场就餐)."), (MealPointHappening.NoShow, "Somebody who had booked did not come."),
    (MealPointHappening.SecondPortion, "A second portion was found or settled."), (MealPointHappening.WaitingList, "The waiting list (候补) or its offers changed."),
    (MealPointHappening.Closed, "A sitting was closed for good."));

public sealed class HomeHappeningEnum() : DescribedEnum<HomeHappening>(
    "What happened to a home and its beds.",
    (HomeHappening.HomeChanged, "The home was registered, or its name, place or papers changed."), (HomeHappening.RoomsChanged, "Rooms were added or changed."),
    (HomeHappening.BedsChanged, "A bed was registered, changed or retired."), (HomeHappening.Held, "A bed is kept by an offer."),
    (HomeHappening.HoldReleased, "An offer no longer keeps its bed."), (HomeHappening.Reserved, "A bed was reserved, or a reservation began or was cancelled."),
    (HomeHappening.Admitted, "A resident moved in (入住)."), (HomeHappening.Transferred, "A resident changed beds."), (HomeHappening.Departed, "A resident left."),
    (HomeHappening.Leave, "A leave (请假) began, was extended or ended."), (HomeHappening.Cleaned, "A bed was cleaned."),
    (HomeHappening.Closed, "A bed was closed or reopened, or that was ordered or lifted."), (HomeHappening.StayCorrected, "A stay's days were agreed or corrected."));

public sealed class WorkKindEnum() : DescribedEnum<WorkKind>(
    "Work for a person that comes up by an event.",
    (WorkKind.SecondPortion, "By the scans an elder had two portions of one meal: settle it (`portionConflicts`)."),
    (WorkKind.WelfareAlert, "Nobody opened to a delivery: look after her (`welfareAlerts`)."),
    (WorkKind.WelfareAlertOverdue, "Nobody settled a welfare alert in time: it is the district office's now."),
    (WorkKind.DisplacedBooking, "A booking has lost its place: find another (`displacedBookings`)."),
    (WorkKind.DisplacedBookingOverdue, "A displaced booking has no place at its cut-off."),
    (WorkKind.DishClash, "A dish clashes with a diner's profile, and no substitute resolves it."),
    (WorkKind.OrderedMealMissed, "A standing order's meal could not be booked: tell the elder or settle it."),
    (WorkKind.BedToClean, "A resident has left a bed: clean it."), (WorkKind.ArrivalToPrepare, "An offer was accepted: somebody will move in."),
    (WorkKind.OfferNotTaken, "An offer was declined or ran out: the bed goes on."),
    (WorkKind.ApplicationToCheck, "Somebody applied for a bed: say whether she is eligible."));
