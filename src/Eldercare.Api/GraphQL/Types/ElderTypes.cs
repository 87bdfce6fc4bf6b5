using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Loading;
using Eldercare.Api.GraphQL.Scalars;
using Eldercare.City;
using Eldercare.People.Acting;
using Eldercare.People.FileReads;
using GraphQL;
using GraphQL.Builders;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace Eldercare.Api.GraphQL.Types;

public sealed class ElderType : ObjectGraphType<ElderRecord>
{
    public ElderType()
    {
        Name = "Elder";
        Description = "A registered person (老人). Who reaches one by a guest list or a bed sees the name; more needs a right of its own.";
        this.AsParent();
        Interface<NodeType>();
        this.GlobalId(e => GraphQL.GlobalId.Of(e.Elder));
        this.Text("name", "Name; empty when her data was erased.", e => e.Name);
        Life(this.May<ElderRecord, StringGraphType>(
            "district", "Code of the home district. For the elder, the homes concerned and the offices.", e => e.District)).OfFile(FilePart.PersonalData);
        Life(this.May<ElderRecord, GenderEnum>("gender", "For the elder, the homes concerned and the offices.", e => e.Gender)).OfFile(FilePart.PersonalData);
        Life(this.May<ElderRecord, CareLevelEnum>(
            "careLevel", "Null while not assessed. For the elder, the homes concerned and the offices.", e => e.CareLevel)).OfFile(FilePart.CareLevel);
        Life(this.May<ElderRecord, LocalDateScalar>(
            "diedOn", "Date of death. For the elder, the homes concerned and the offices.", e => e.DiedOn)).OfFile(FilePart.PersonalData);
        Life(this.May<ElderRecord, LocalDateScalar>(
            "erasedOn", "When her data was erased; null while it is there. For the elder, the homes concerned and the offices.", e => e.ErasedOn));
        Personal(this.May<ElderRecord, StringGraphType>(
            "identityNumber", "GB 11643. For the elder and the offices.", e => e.ErasedOn is null ? e.IdentityNumber : null)).OfFile(FilePart.PersonalData);
        Personal(this.May<ElderRecord, StringGraphType>("phone", "For the elder and the offices.", e => e.Phone)).OfFile(FilePart.PersonalData);
        Personal(this.May<ElderRecord, StringGraphType>("address", "For the elder and the offices.", e => e.Address)).OfFile(FilePart.PersonalData);
        Personal(this.May<ElderRecord, LocalDateScalar>("bornOn", "For the elder and the offices.", e => e.ErasedOn is null ? e.BornOn : null)).OfFile(FilePart.PersonalData);

        Life(this.Loaded<ElderRecord, ListGraphType<NonNullGraphType<SittingType>>>(
            "bookings", "Sittings with a portion for her from today on, soonest first, at most 100.",
            c => c.Request().Loaders.BookingsOf.Load(c.Source.Elder))).OfFile(FilePart.Meals);
        Personal(this.Loaded<ElderRecord, ListGraphType<NonNullGraphType<CardType>>>(
            "cards", "Cards for check-in that are good, oldest first. For the elder and the offices.",
            c => c.Request().Loaders.CardsOf.Load(c.Source.Elder))).OfFile(FilePart.PersonalData);
        Life(this.Loaded<ElderRecord, ListGraphType<NonNullGraphType<WaitingPlaceType>>>(
            "waitingFor", "Sittings she waits for a place at, soonest first.",
            c => c.Request().Loaders.WaitingOf.Load(c.Source.Elder))).OfFile(FilePart.Meals);
        Life(this.Loaded<ElderRecord, ListGraphType<NonNullGraphType<ApplicationType>>>(
            "applications", "Requests for a bed, newest first.",
            c => c.Request().Loaders.ApplicationsOf.Load(c.Source.Elder))).OfFile(FilePart.Beds);
        Life(this.Loaded<ElderRecord, ListGraphType<NonNullGraphType<StandingOrderType>>>(
            "standingOrders", "Her standing orders, the last to begin first, ended ones too; at most 50.",
            c => c.Request().Loaders.StandingOrdersOf.Load(c.Source.Elder))).OfFile(FilePart.Meals);
        Life(this.Loaded<ElderRecord, BedType>(
            "bed", "The bed she lives in.",
            c =>
            {
                var loaders = c.Request().Loaders;
                return loaders.BedOf.Load(c.Source.Elder).Then(bed => bed.Value == Guid.Empty ? null : loaders.Beds.Load(bed));
            })).OfFile(FilePart.Beds);
        Life(Field<ConnectionOf<LedgerEntryType>, object>("ledger").ReadAlone()
            .Description("Her history with the city, what was recorded last first; `at` says when it happened. Homes see nothing of entitlements, consents, rights to act, cards and charges.")
            .Paged()
            .ResolveAsync(LedgerAsync)).OfFile(FilePart.Ledger);
        ElderFile.AddTo(this);
        MessageQueries.AddTo(this);
        KitchenFields.AddTo(this);
        FileReadQueries.AddTo(this);
    }

    private static FieldBuilder<ElderRecord, object> Personal(FieldBuilder<ElderRecord, object> field) =>
        field.For(Reach.OfPersonalData, static (c, scopes) => scopes.Elder((ElderRecord)c.Source!));

    private static FieldBuilder<ElderRecord, object> Life(FieldBuilder<ElderRecord, object> field) =>
        field.For(
            Reach.OfElder,
            static (c, scopes) => scopes.Elder((ElderRecord)c.Source!),
            static (c, scopes) => scopes.PrepareElder(((ElderRecord)c.Source!).Elder));

    private static async Task<object?> LedgerAsync(IResolveFieldContext<ElderRecord> context)
    {
        var request = context.Request();
        await request.SeenAsync();
        var slice = context.NumberSlice();
        var all = await request.ScopesFor(Reach.OfDecisions).Elder(context.Source);
        var page = await request.Api.Elders.LedgerAsync(
            request.Api.CityName, context.Source.Elder, all ? [] : LedgerEntry.NotForHomes, slice, request.Cancellation);
        return page.Connect(slice, e => e.Sequence);
    }
}

public sealed class LedgerEntryType : ObjectGraphType<LedgerEntry>
{
    public LedgerEntryType()
    {
        Name = "LedgerEntry";
        Description = "One thing that happened to an elder.";
        this.AsParent();
        this.Text("kind", "The event's type, e.g. `MealServed`; see schema/events.", e => e.Kind);
        this.Has<LedgerEntry, InstantScalar>("at", "When it happened.", e => e.At);
        this.May<LedgerEntry, IdGraphType>("subject", "Id of the sitting, standing order, application, bed or home it is about.", SubjectOf);
        this.Loaded<LedgerEntry, StringGraphType>(
            "detail",
            "What the kind leaves open, e.g. the channel, a reason, or what she pays of what it costs. Why an offer of a bed came to nothing is told no home but the one that made it.",
            Detail);
        this.May<LedgerEntry, FenScalar>("elderPays", "Of a charge: her part. Null when it is no charge.", e => e.ElderPays);
        this.May<LedgerEntry, FenScalar>("subsidy", "Of a charge: what funders pay and the meal point or home forgoes. Null when it is no charge.", e => e.Subsidy);
    }

    private static IDataLoaderResult Detail(IResolveFieldContext<LedgerEntry> context)
    {
        var (request, entry) = (context.Request(), context.Source);
        var scopes = request.ScopesFor(Reach.OfElder);
        return request.Loaders.Elders.Load(entry.Elder).Then(async _ =>
            entry.Kind is not (nameof(OfferDeclined) or nameof(OfferWithdrawn)) || entry.Subject is not { } bed
            || await scopes.ElderOutsideHomes(entry.Elder) || await scopes.Bed(new BedId(bed)) ? (object?)entry.Detail : null);
    }

    private static string? SubjectOf(LedgerEntry entry) => entry.Subject is { } subject
        ? GraphQL.GlobalId.Of(NameOf(entry.Kind), subject)
        : null;

    private static string NameOf(string kind) => kind switch
    {
        nameof(MealBooked) or nameof(BookingCancelled) or nameof(BookingMovedOut) or nameof(BookingDisplaced)
            or nameof(BookingReinstated) or nameof(DisplacedBookingEscalated) or nameof(MealServed) or nameof(WalkInServed) or nameof(NoShowRecorded)
            or nameof(MealCharged) or nameof(MealChargeCorrected) or nameof(SetChosen) or nameof(ClashSettled)
            or nameof(WaitingListJoined) or nameof(WaitingListLeft) or nameof(PlaceOffered) or nameof(PlaceDeclined)
            or nameof(PlaceOfferLapsed) or nameof(PlaceOfferWithdrawn) or nameof(SecondPortionFound) or nameof(PortionConflictSettled) => "Sitting",
        nameof(StandingOrderPlaced) or nameof(StandingOrderChanged) or nameof(StandingOrderPaused) or nameof(StandingOrderResumed)
            or nameof(StandingOrderEnded) or nameof(OrderedMealMissed) or nameof(OrderedMealFailed) or nameof(OrderedMealMissSettled)
            or nameof(OrderedMealMissDropped) => "StandingOrder",
        nameof(BedAppliedFor) or nameof(ApplicationFulfilled) or nameof(ApplicationEnded) or nameof(LaneChanged) or nameof(EligibilityRecorded)
            or nameof(AssessmentRecorded) => "Application",
        nameof(ActingAllowed) or nameof(ActingWithdrawn) => "ActingRight",
        nameof(WelfareAlertRaised) or nameof(WelfareAlertEscalated) or nameof(WelfareAlertSettled) => "WelfareAlert",
        nameof(RefusedAtDoor) => "DeliveryRun",
        nameof(StayChargesFrozen) => "Home",
        _ => "Bed",
    };
}
