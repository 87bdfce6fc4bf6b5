using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.Api.SignIn;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class ApplicationMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<ApplyForBed>(
            "applyForBed", "Asks for a bed; an elder has one open application. Its lane follows from what is known of her.", Role.Elder | Reach.Offices,
            i => i.Id<ElderId>("elder", "For whom.").IdList<HomeId>("homes", "Homes preferred; may be empty.")
                .Districts("districts", "Codes of districts preferred; may be empty.").Of<BedKindEnum>("kind", "What kind of bed."),
            i => new(
                new(i.NewId("application")), i.Elder, i.Get<ImmutableArray<HomeId>>("homes"), i.Get<ImmutableArray<string>>("districts"),
                i.Get<BedKind>("kind")),
            (s, c) => s.Elder(c.Elder),
            p => p.Application(c => c.Application),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(ElderHasBed), typeof(ApplicationAlreadyOpen),
            typeof(ApplicationIdTaken), typeof(TooManyPreferences), typeof(HomeUnknown), typeof(DistrictUnknown), typeof(BarredFromQueue));
        mutations.Add<EndApplication>(
            "withdrawApplication", "Withdraws an open application; a bed kept for it is ready again.", Role.Elder | Reach.Offices,
            i => i.Id<ApplicationId>("application", "Which application."),
            async i => await StateAsync(i) is { } a
                ? new EndApplication(i.Application, a.Elder, a.Bed, EndReason.Withdrawn)
                : new EndApplication(i.Application, default, null, EndReason.Withdrawn),
            (s, c) => s.Elder(c.Elder),
            p => p.Application(c => c.Application),
            typeof(ApplicationUnknown), typeof(OfferedBedDiffers));
        mutations.Add<OfferBed>(
            "offerBed", "Offers a bed and keeps it until the offer is answered or expires (床位通知).", Reach.HomeDay,
            i => Offer(i).Of<InstantScalar>("until", "When the offer expires, at most 90 days ahead; at the end of the last working day the queue's policy gives when not given.", required: false)
                .Of<BooleanGraphType>("again", "Also a bed that the application was offered before and did not get; no when not given.", required: false),
            async i => new OfferBed(i.Application, await ElderAsync(i), i.Bed, i.May<DateTimeOffset>("until"))
            {
                Home = await i.HomeOfAsync(i.Bed),
                Again = i.May<bool>("again") ?? false,
            },
            (s, c) => s.Bed(c.Bed),
            p => p.Application(c => c.Application).Bed(c => c.Bed),
            typeof(ApplicationUnknown), typeof(BedUnknown), typeof(ElderUnknown), typeof(ElderHasDied), typeof(ApplicationNotWaiting),
            typeof(OfferedBefore), typeof(OfferEndsInPast), typeof(ElderHasBed), typeof(BedStateForbids), typeof(BedTaken), typeof(BedDoesNotMatch),
            typeof(HomeMayNotAdmit), typeof(BarredFromQueue));
        mutations.Add<AcceptOffer>(
            "acceptOffer", "Takes the offered bed; it is reserved until the elder moves in.", Role.Elder | Reach.HomeDay,
            i => Offer(i),
            async i => new AcceptOffer(i.Application, await ElderAsync(i), i.Bed),
            (s, c) => s.Application(c.Elder, c.Bed),
            p => p.Application(c => c.Application).Bed(c => c.Bed),
            typeof(ApplicationUnknown), typeof(OfferNotOpen), typeof(ElderUnknown), typeof(ElderHasDied), typeof(BedUnknown),
            typeof(OfferPastDue), typeof(BedStateForbids));
        mutations.Add<DeclineOffer>(
            "declineOffer", "Declines the offered bed; the application waits on.", Role.Elder | Reach.HomeDay,
            i => Offer(i).Reason("Why."),
            i => new(i.Application, i.Bed, i.Text("reason")),
            async (s, c) => await s.Applicant(c.Application) || await s.Bed(c.Bed),
            p => p.Application(c => c.Application).Bed(c => c.Bed),
            typeof(ApplicationUnknown), typeof(OfferNotOpen), typeof(TextInvalid));
        mutations.Add<ExpireOffer>(
            "expireOffer", "Ends an offer whose time is up; before that it changes nothing. It happens by itself.", Reach.HomeDay,
            i => Offer(i),
            i => new(i.Application, i.Bed),
            (s, c) => s.Bed(c.Bed),
            p => p.Application(c => c.Application).Bed(c => c.Bed),
            typeof(ApplicationUnknown), typeof(BedUnknown));
    }

    private static InputFields Offer(InputFields input) =>
        input.Id<ApplicationId>("application", "Which application.").Id<BedId>("bed", "Which bed.");

    private static Task<Application?> StateAsync(Input input) => input.Request.Api.States.ReadAsync<Application>(
        input.Request.Api.CityName, Application.Stream.At(input.Application.Value), input.Request.Cancellation);

    /// <summary>Whose application it is; the empty id when there is none, which the command then refuses.</summary>
    internal static async ValueTask<ElderId> ElderAsync(Input input) => (await StateAsync(input))?.Elder ?? default;
}
