using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class BedMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<AdmitResident>(
            "admitResident", "An elder moves in: into the bed reserved by her application, or into a ready bed that matches.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Id<ElderId>("elder", "Who.")
                .Id<ApplicationId>("application", "The application the bed is reserved for.", required: false)
                .Date("on", "Since which day.")
                .Date("until", "For a short stay (喘息服务) the day the bed is free again; none: as reserved, or no agreed end.", required: false)
                .Of<BooleanGraphType>("keepsMeals", "She goes on eating at her meal points; else those meals pause while she lives here.", required: false),
            async i => new AdmitResident(i.Bed, i.Elder, i.May<ApplicationId>("application"), i.Get<DateOnly>("on"), i.May<DateOnly>("until"))
            {
                Home = await i.HomeOfAsync(i.Bed),
                KeepsMeals = i.May<bool>("keepsMeals") ?? false,
            },
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(ElderUnknown), typeof(ElderHasDied), typeof(DateInFuture), typeof(DateTooLongAgo),
            typeof(AdmittedBeforeBirth), typeof(ElderHasBed), typeof(ApplicationOpen), typeof(ApplicationUnknown),
            typeof(BedReservedForAnother), typeof(BedDoesNotMatch), typeof(BedStateForbids), typeof(StayEndsTooEarly), typeof(BedTaken),
            typeof(ElderElsewhere), typeof(HomeMayNotAdmit));
        mutations.Add<TransferResident>(
            "transferResident", "A resident changes beds in one step; the old one goes to cleaning.", Reach.HomeDay,
            i => i.Id<ElderId>("elder", "Who.").Id<BedId>("from", "The old bed.").Id<BedId>("to", "The new bed.").Date("on", "Which day."),
            async i => new TransferResident(i.Elder, i.Get<BedId>("from"), i.Get<BedId>("to"), i.Get<DateOnly>("on"))
            {
                ToHome = await i.HomeOfAsync(i.Get<BedId>("to")),
            },
            async (s, c) => await s.Bed(c.From) && await s.Bed(c.To),
            p => p.Bed(c => c.From, "from").Bed(c => c.To, "to"),
            typeof(BedUnknown), typeof(SameBed), typeof(ElderUnknown), typeof(ElderHasDied), typeof(DateInFuture),
            typeof(NotTheResident), typeof(BedDoesNotMatch), typeof(BedStateForbids), typeof(StayTooEarly), typeof(StayEndsTooEarly),
            typeof(BedTaken), typeof(ElderElsewhere), typeof(HomeMayNotAdmit));
        mutations.Add<RecordDeparture>(
            "recordDeparture", "A resident leaves for good; the bed goes to cleaning. A death is recorded by `recordDeath`.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Id<ElderId>("elder", "Who.").Date("on", "Which day.")
                .Of<DepartureReasonEnum>("reason", "Why."),
            i => new(i.Bed, i.Elder, i.Get<DateOnly>("on"), i.Get<DepartureReason>("reason")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(DeathIsNoDeparture), typeof(NotTheResident), typeof(DateInFuture), typeof(BedStateForbids),
            typeof(StayTooEarly), typeof(BedTaken), typeof(ElderElsewhere));
        mutations.Add<MarkBedCleaned>(
            "markBedCleaned", "A bed was cleaned and is ready.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed."),
            i => new(i.Bed),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(BedStateForbids));
        mutations.Add<CloseBed>(
            "closeBed", "Closes a bed for maintenance or isolation from today on; what is promised of those days has to be moved first.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Reason("Why.")
                .Of<ClosureKindEnum>("kind", "What for; maintenance when not given.", required: false)
                .Date("until", "The day it is expected back, after today; none: not known. `reopenBed` brings it back, not the date.", required: false),
            i => new(i.Bed, i.Text("reason"), i.Get<ClosureKind>("kind"), i.May<DateOnly>("until")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(TextInvalid), typeof(DateTooLongAgo), typeof(BedStateForbids), typeof(ReservationsInTheWay), typeof(BedTaken));
        mutations.Add<RetireBed>(
            "retireBed", "Takes a bed out of use for ever: one that is ready, waits for cleaning or is closed.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed.").Reason("Why."),
            i => new(i.Bed, i.Text("reason")),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(TextInvalid), typeof(BedStateForbids), typeof(ReservationsInTheWay));
        mutations.Add<ReopenBed>(
            "reopenBed", "Opens a closed bed again; it is cleaned first.", Reach.HomeDay,
            i => i.Id<BedId>("bed", "Which bed."),
            i => new(i.Bed),
            (s, c) => s.Bed(c.Bed),
            p => p.Bed(c => c.Bed),
            typeof(BedUnknown), typeof(BedStateForbids));
    }
}
