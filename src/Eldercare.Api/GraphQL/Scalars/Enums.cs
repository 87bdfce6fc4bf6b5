namespace Eldercare.Api.GraphQL.Scalars;

public sealed class MealEnum() : DescribedEnum<Meal>(
    "Which meal of the day.",
    (Meal.Breakfast, "早餐."), (Meal.Lunch, "午餐."), (Meal.Dinner, "晚餐."));

public sealed class ChannelEnum() : DescribedEnum<Channel>(
    "How a portion reaches the elder.",
    (Channel.DineIn, "Eaten at the meal point (堂食)."), (Channel.Takeaway, "Fetched (自取)."), (Channel.Delivery, "Brought home (送餐)."));

public sealed class GuestStateEnum() : DescribedEnum<GuestState>(
    "What became of an elder at a sitting.",
    (GuestState.Booked, "Booked, not yet served."), (GuestState.Served, "Served from the booking."),
    (GuestState.WalkIn, "Served without a booking (现场就餐)."), (GuestState.NoShow, "Booked, and did not come."),
    (GuestState.Cancelled, "The booking was cancelled."));

public sealed class ConflictSettlementEnum() : DescribedEnum<ConflictSettlement>(
    "What a person made of two portions of one elder for one meal.",
    (ConflictSettlement.HadBoth, "She had both."), (ConflictSettlement.ScannedByMistake, "One scan was a mistake: she had one."),
    (ConflictSettlement.CardUsedByAnother, "Somebody else used her card."));

public sealed class PlaceFreedByEnum() : DescribedEnum<PlaceFreedBy>(
    "Why there was a place to offer to those who wait.",
    (PlaceFreedBy.Cancellation, "A booking was cancelled."), (PlaceFreedBy.MorePlaces, "The sitting got more places."),
    (PlaceFreedBy.Declined, "Who had the offer before declined it or left."), (PlaceFreedBy.Lapsed, "Who had the offer before did not answer in time."));

public sealed class WeekdayEnum() : DescribedEnum<DayOfWeek>(
    "Day of the week in the city.",
    (DayOfWeek.Monday, "星期一."), (DayOfWeek.Tuesday, "星期二."), (DayOfWeek.Wednesday, "星期三."), (DayOfWeek.Thursday, "星期四."),
    (DayOfWeek.Friday, "星期五."), (DayOfWeek.Saturday, "星期六."), (DayOfWeek.Sunday, "星期日."));

public sealed class CareLevelEnum() : DescribedEnum<CareLevel>(
    "Ability level by GB/T 42195-2022 (能力等级).",
    (CareLevel.Intact, "能力完好."), (CareLevel.Mild, "轻度失能."), (CareLevel.Moderate, "中度失能."), (CareLevel.Severe, "重度失能."),
    (CareLevel.Total, "完全失能."));

public sealed class GenderEnum() : DescribedEnum<Gender>(
    "Gender as the identity number says.", (Gender.Female, "女."), (Gender.Male, "男."));

public sealed class OperatorKindEnum() : DescribedEnum<OperatorKind>(
    "Who runs a home.",
    (OperatorKind.Public, "公办."), (OperatorKind.PublicBuiltPrivatelyRun, "公建民营."), (OperatorKind.Social, "民办."));

public sealed class BedKindEnum() : DescribedEnum<BedKind>(
    "What a bed is for.",
    (BedKind.Ordinary, "Ordinary bed."), (BedKind.Nursing, "Nursing bed (护理型)."), (BedKind.Dementia, "Bed in a dementia unit."));

public sealed class GenderRuleEnum() : DescribedEnum<GenderRule>(
    "Who may lie in a room.",
    (GenderRule.Female, "Women only."), (GenderRule.Male, "Men only."), (GenderRule.Mixed, "Anyone."));

public sealed class BedStateEnum() : DescribedEnum<BedState>(
    "Where a bed is in its round.",
    (BedState.Ready, "Can be given to someone."), (BedState.Held, "Kept by an open offer."),
    (BedState.Reserved, "Offer accepted, not yet moved in."), (BedState.Occupied, "Has a resident."),
    (BedState.OnLeave, "The resident is away and comes back."), (BedState.ToClean, "Left, not yet cleaned."),
    (BedState.Closed, "Maintenance or isolation."), (BedState.Retired, "For ever out of use."));

public sealed class BedActionEnum() : DescribedEnum<BedAction>(
    "Something that can happen to a bed.",
    (BedAction.Hold, "Keep for an offer."), (BedAction.Release, "End the offer's hold."), (BedAction.Reserve, "Accept the offer."),
    (BedAction.KeepFor, "Keep for a reservation whose day has come."), (BedAction.BeginLeave, "Go on leave."),
    (BedAction.EndLeave, "Come back from leave."), (BedAction.ReleaseFromLeave, "Release: the leave lasted longer than the bed was kept."),
    (BedAction.Admit, "Move in."), (BedAction.TransferIn, "Move in from another bed."),
    (BedAction.TransferOut, "Move out to another bed."), (BedAction.Depart, "Leave for good."), (BedAction.Clean, "Clean."),
    (BedAction.Close, "Close."), (BedAction.Reopen, "Reopen."), (BedAction.Retire, "Take out of use for ever."));

public sealed class LeaveKindEnum() : DescribedEnum<LeaveKind>(
    "Why a resident is away.", (LeaveKind.Visit, "请假: with the family."), (LeaveKind.Hospital, "住院外出: in hospital."));

public sealed class ReservationEndEnum() : DescribedEnum<ReservationEnd>(
    "Why a reservation is given up.", (ReservationEnd.Cancelled, "She will not come."), (ReservationEnd.DidNotArrive, "She did not come."),
    (ReservationEnd.Moved, "She has another bed for these days."), (ReservationEnd.Died, "She has died: follows from `recordDeath` by itself, and is refused when somebody says it by hand."));

public sealed class ClosureKindEnum() : DescribedEnum<ClosureKind>(
    "What a bed is closed for.", (ClosureKind.Maintenance, "Repair and upkeep."), (ClosureKind.Isolation, "Isolation of an infection."));

public sealed class BedStatusCodeEnum() : DescribedEnum<BedStatusCode>(
    "Bed status by HL7 v2 table 0116.",
    (BedStatusCode.C, "Closed."), (BedStatusCode.H, "Housekeeping."), (BedStatusCode.I, "Isolated."),
    (BedStatusCode.K, "Contaminated: no bed here is, it is cleaned."), (BedStatusCode.O, "Occupied, or kept for someone: then the extension says how."),
    (BedStatusCode.U, "Unoccupied."));

public sealed class MatchRuleEnum() : DescribedEnum<MatchRule>(
    "A rule by which a bed matches an elder.",
    (MatchRule.Kind, "The bed's kind is the one applied for."), (MatchRule.GenderRule, "The room's gender rule allows the elder."),
    (MatchRule.CareLevel, "The bed can serve the elder's care level."),
    (MatchRule.Preference, "The application names the home or its district, or none at all."),
    (MatchRule.BedState, "The bed can be given to someone now."), (MatchRule.ApplicationState, "The application waits for a bed."),
    (MatchRule.Standing, "The elder is registered, lives, and has no bed yet."),
    (MatchRule.Barred, "The application is not barred after too many refusals."),
    (MatchRule.MayAdmit, "The home's licence, fire inspection and liability insurance are in date."));

public sealed class LaneEnum() : DescribedEnum<Lane>(
    "What sort of lane of the queue, first served first. Which lanes there are says the policy (`queuePolicies`).",
    (Lane.Destitute, "特困: destitute, by right."),
    (Lane.Priority, "Disabled 低保, 计生特殊家庭, 优抚, severe disability."),
    (Lane.DisabledOrEighty, "Disabled, or 80 and over."), (Lane.Everyone, "Everyone else."));

public sealed class ApplicationStateEnum() : DescribedEnum<ApplicationState>(
    "Where an application stands.",
    (ApplicationState.Waiting, "In the queue."), (ApplicationState.Offered, "A bed is offered."),
    (ApplicationState.Accepted, "The offer is accepted."), (ApplicationState.Fulfilled, "The elder has moved in."),
    (ApplicationState.Ended, "Withdrawn, or the elder has died."));

public sealed class DepartureReasonEnum() : DescribedEnum<DepartureReason>(
    "Why a resident left for good.", (DepartureReason.Departed, "Moved out."),
    (DepartureReason.Died, "Died: refused here, a death is recorded by `recordDeath`."));
