using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;

namespace Eldercare.Api.GraphQL.Mutations;

/// <summary>What happens in the course of a stay, and what is recorded of it in hindsight.</summary>
internal static class StayMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<ReserveBed>(
            "reserveBed", "Promises a bed from a later day on: for a short stay (喘息服务) or for good. It may be occupied till then.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Id<ElderId>("elder", "For whom.").Date("from", "The day she is to come; after today.")
                .Date("until", "The day the bed is free again; none: a stay without an agreed end.", required: false),
            i => new(i.Bed, i.Elder, i.Get<DateOnly>("from"), i.May<DateOnly>("until")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(ElderUnknown), typeof(ElderHasDied), typeof(ReservationNotAhead), typeof(StayEndsTooEarly),
            typeof(BedStateForbids), typeof(ApplicationOpen), typeof(BedHasReservations), typeof(BedDoesNotMatch), typeof(BedTaken),
            typeof(ElderElsewhere));
        mutations.Add<CancelReservation>(
            "cancelReservation", "Gives up a reservation, before its day or while the bed is kept for it.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Id<ElderId>("elder", "Whose reservation.").Date("from", "Its first day.")
                .Of<ReservationEndEnum>("reason", "Why."),
            i => new(i.Bed, i.Elder, i.Get<DateOnly>("from"), i.Get<ReservationEnd>("reason")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(DeathIsNoCancellation), typeof(ReservationUnknown));
        mutations.Add<AgreeStayEnd>(
            "agreeStayEnd", "Prolongs or shortens a short stay, or makes it one without an agreed end.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Her bed.").Id<ElderId>("elder", "Who.")
                .Date("until", "The day the bed is free, after today; none: no agreed end.", required: false),
            i => new(i.Bed, i.Elder, i.May<DateOnly>("until")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(NotTheResident), typeof(StayEndsTooEarly), typeof(BedTaken), typeof(ElderElsewhere));
        mutations.Add<BeginLeave>(
            "beginLeave", "A resident is away for some days; her bed is kept until the date in the contract, then released by itself.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Her bed.").Id<ElderId>("elder", "Who.").Of<LeaveKindEnum>("kind", "Why she is away.")
                .Date("on", "Her first day away; today or before.").Date("keptUntil", "The first day the bed is not kept any more; after today."),
            i => new(i.Bed, i.Elder, i.Get<LeaveKind>("kind"), i.Get<DateOnly>("on"), i.Get<DateOnly>("keptUntil")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(NotTheResident), typeof(DateInFuture), typeof(BedStateForbids), typeof(StayTooEarly), typeof(LeaveEndInvalid));
        mutations.Add<ExtendLeave>(
            "extendLeave", "The bed of a resident on leave is kept until another day.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Her bed.").Id<ElderId>("elder", "Who.")
                .Date("keptUntil", "The first day the bed is not kept any more; after today."),
            i => new(i.Bed, i.Elder, i.Get<DateOnly>("keptUntil")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(NotOnLeave), typeof(LeaveEndInvalid));
        mutations.Add<EndLeave>(
            "endLeave", "A resident is back from leave.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Her bed.").Id<ElderId>("elder", "Who.").Date("on", "The day she came back; today or before."),
            i => new(i.Bed, i.Elder, i.Get<DateOnly>("on")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(NotTheResident), typeof(DateInFuture), typeof(BedStateForbids), typeof(StayTooEarly));
        mutations.Add<CorrectStay>(
            "correctStay",
            "A stay was recorded with wrong days. The census of those days changes; `asKnownAt` still shows it as it was reported.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Id<ElderId>("elder", "Whose stay.").Date("from", "Its first day as it stands recorded.")
                .Date("toFrom", "Its first day as it was.")
                .Date("toUntil", "The day she left as it was; none for a stay that goes on.", required: false).Reason("Why."),
            i => new(i.Bed, i.Elder, i.Get<DateOnly>("from"), i.Get<DateOnly>("toFrom"), i.May<DateOnly>("toUntil"), i.Text("reason")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(TextInvalid), typeof(StayUnknown), typeof(StayGoesOn), typeof(StayIsOver), typeof(DayIsOfTransfer),
            typeof(StayEndsTooEarly), typeof(DateInFuture), typeof(DateTooLongAgo), typeof(AdmittedBeforeBirth), typeof(BedTaken),
            typeof(ElderElsewhere));
        mutations.Add<CorrectTransfer>(
            "correctTransfer", "A transfer was recorded with the wrong day: the stays in both beds change together.", Reach.HomeDay,
            i => i.Id<ElderId>("elder", "Who.").Id<BedId>("from", "The bed she left.").Id<BedId>("to", "The bed she moved to.")
                .Date("on", "The day as it stands recorded.").Date("toOn", "The day as it was.").Reason("Why."),
            i => new(i.Elder, i.Get<BedId>("from"), i.Get<BedId>("to"), i.Get<DateOnly>("on"), i.Get<DateOnly>("toOn"), i.Text("reason")),
            async (s, c) => await s.Bed(c.From) && await s.Bed(c.To),
            p => p.Bed(c => c.From, "from").Bed(c => c.To, "to"),
            typeof(BedUnknown), typeof(SameBed), typeof(TextInvalid), typeof(DateInFuture), typeof(TransferUnknown), typeof(StayTooEarly),
            typeof(StayEndsTooEarly), typeof(BedTaken));
    }
}
