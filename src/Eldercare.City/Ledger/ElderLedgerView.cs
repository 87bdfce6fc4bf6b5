using System.Globalization;
using Eldercare.Beds;
using Eldercare.Beds.Charges;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Views;

namespace Eldercare.City;

/// <summary>Every event that concerns an elder, under that elder. Entries are only ever added.</summary>
/// <remarks>
/// What a bed's stream says of an offer (held, reserved, released) the application's stream says too: it is entered once. So is a delivery
/// (as served), and nobody at home (as the alert).
/// </remarks>
public sealed class ElderLedgerView : View
{
    public override string Name => "ElderLedger";

    public override ImmutableArray<Type> Rows => [typeof(LedgerEntry)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(ElderRegistered), typeof(ElderDetailsChanged), typeof(CareLevelChanged), typeof(ElderDied), typeof(PersonErased),
        typeof(EntitlementGranted), typeof(EntitlementEnded), typeof(HukouRecorded), typeof(ConsentGiven), typeof(ConsentWithdrawn),
        typeof(ContactsChanged), typeof(PreferencesChanged), typeof(ActingAllowed), typeof(ActingWithdrawn),
        typeof(MealBooked), typeof(BookingCancelled), typeof(MealServed), typeof(WalkInServed), typeof(NoShowRecorded),
        typeof(SecondPortionFound), typeof(PortionConflictSettled), typeof(CardIssued), typeof(CardRevoked),
        typeof(WaitingListJoined), typeof(PlaceOffered), typeof(PlaceDeclined), typeof(PlaceOfferLapsed), typeof(PlaceOfferWithdrawn),
        typeof(WaitingListLeft),
        typeof(MealCharged), typeof(MealChargeCorrected),
        typeof(DinerProfileChanged), typeof(SetChosen), typeof(ClashSettled),
        typeof(BookingMovedOut), typeof(BookingDisplaced), typeof(BookingReinstated), typeof(DisplacedBookingEscalated),
        typeof(StandingOrderPlaced), typeof(StandingOrderChanged), typeof(StandingOrderPaused), typeof(StandingOrderResumed),
        typeof(StandingOrderEnded), typeof(OrderedMealMissed), typeof(OrderedMealFailed), typeof(OrderedMealMissSettled),
        typeof(OrderedMealMissDropped),
        typeof(BedAppliedFor), typeof(BedOffered), typeof(OfferAccepted), typeof(OfferDeclined), typeof(OfferExpired),
        typeof(OfferWithdrawn), typeof(ApplicationFulfilled), typeof(ApplicationEnded), typeof(LaneChanged), typeof(FirstClaimGiven), typeof(EligibilityRecorded), typeof(AssessmentRecorded),
        typeof(ResidentAdmitted), typeof(ResidentTransferredOut), typeof(ResidentTransferredIn), typeof(ResidentDeparted),
        typeof(ReservationMade), typeof(ReservationCancelled), typeof(StayEndAgreed), typeof(LeaveBegan), typeof(LeaveExtended),
        typeof(LeaveEnded), typeof(BedReleasedFromLeave), typeof(StayCorrected),
        typeof(StayChargesFrozen),
        typeof(RefusedAtDoor), typeof(WelfareAlertRaised), typeof(WelfareAlertEscalated), typeof(WelfareAlertSettled),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        // These name the application or the alert only; whose it is stands in the rows of views that ran before.
        if (ApplicationOf(recorded.Fact) is { } application) rows.Find<QueueEntry>(application);
        if (recorded.Fact is WelfareAlertEscalated escalated) rows.Find<WelfareAlertRow>(escalated.Alert);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var at = recorded.RecordedAt;
        if (recorded.Fact is StayChargesFrozen frozen)
        {
            foreach (var bill in frozen.Bills) rows.Put(Billed(frozen, bill, recorded));
            return;
        }

        (ElderId Elder, DateTimeOffset At, Guid? Subject, string? Detail) entry = recorded.Fact switch
        {
            MealBooked f => (f.Elder, at, f.Sitting.Value, f.Channel.ToString()),
            MealServed f => (f.Elder, f.ServedAt, f.Sitting.Value, f.Channel.ToString()),
            WalkInServed f => (f.Elder, f.ServedAt, f.Sitting.Value, null),
            BookingCancelled f => (f.Elder, at, f.Sitting.Value, f.Reason),
            BookingMovedOut f => (f.Elder, at, f.Sitting.Value, f.Reason),
            BookingDisplaced f => (f.Elder, at, f.Sitting.Value, f.By.ToString()),
            BookingReinstated f => (f.Elder, at, f.Sitting.Value, null),
            DisplacedBookingEscalated f => (f.Elder, at, f.Sitting.Value, null),
            NoShowRecorded f => (f.Elder, at, f.Sitting.Value, null),
            WaitingListJoined f => (f.Elder, at, f.Sitting.Value, f.Channel.ToString()),
            PlaceOffered f => (f.Elder, at, f.Sitting.Value, f.FreedBy.ToString()),
            PlaceDeclined f => (f.Elder, at, f.Sitting.Value, f.Reason),
            PlaceOfferLapsed f => (f.Elder, at, f.Sitting.Value, null),
            PlaceOfferWithdrawn f => (f.Elder, at, f.Sitting.Value, f.By.ToString()),
            WaitingListLeft f => (f.Elder, at, f.Sitting.Value, f.Because.ToString()),
            SecondPortionFound f => (f.Elder, f.ServedAt, f.Sitting.Value, f.Scan.Device),
            PortionConflictSettled f => (f.Elder, at, f.Sitting.Value, f.How.ToString()),
            CardIssued f => (f.Elder, at, null, null),
            CardRevoked f => (f.Elder, at, null, null),
            MealCharged f => (f.Elder, at, f.Sitting.Value, Paid(f.Charge)),
            MealChargeCorrected f => (f.Elder, at, f.Sitting.Value, Paid(f.Now)),
            StandingOrderPlaced f => (f.Elder, at, f.Order.Value, null),
            StandingOrderChanged f => (f.Elder, at, f.Order.Value, null),
            StandingOrderPaused f => (f.Elder, at, f.Order.Value, null),
            StandingOrderResumed f => (f.Elder, at, f.Order.Value, null),
            StandingOrderEnded f => (f.Elder, at, f.Order.Value, null),
            OrderedMealMissed f => (f.Elder, at, f.Order.Value, f.Reason),
            OrderedMealFailed f => (f.Elder, at, f.Order.Value, null),
            OrderedMealMissSettled f => (f.Elder, at, f.Order.Value, f.Action.ToString()),
            OrderedMealMissDropped f => (f.Elder, at, f.Order.Value, null),
            ElderRegistered f => (f.Elder, at, null, null),
            ElderDetailsChanged f => (f.Elder, at, null, null),
            CareLevelChanged f => (f.Elder, at, null, f.Level.ToString()),
            ElderDied f => (f.Elder, at, null, null),
            PersonErased f => (f.Elder, at, null, null),
            EntitlementGranted f => (f.Elder, at, null, f.Category.ToString()),
            EntitlementEnded f => (f.Elder, at, null, f.Category.ToString()),
            HukouRecorded f => (f.Elder, at, null, f.Local ? "Local" : "Elsewhere"),
            ConsentGiven f => (f.Elder, at, null, f.Purpose.ToString()),
            ConsentWithdrawn f => (f.Elder, at, null, f.Purpose.ToString()),
            ContactsChanged f => (f.Elder, at, null, null),
            PreferencesChanged f => (f.Elder, at, null, null),
            ActingAllowed f => (f.Elder, at, f.Acting.Value, f.Relation.ToString()),
            ActingWithdrawn f => (f.Elder, at, f.Acting.Value, null),
            DinerProfileChanged f => (f.Elder, at, null, null),
            SetChosen f => (f.Elder, at, f.Sitting.Value, f.Set),
            ClashSettled f => (f.Elder, at, f.Sitting.Value, null),
            BedAppliedFor f => (f.Elder, f.At, f.Application.Value, f.Placed is { } p ? $"{p.Lane}: {p.Rule}" : f.Lane.ToString()),
            LaneChanged f => (f.Elder, f.At, f.Application.Value, $"{f.From.Lane} -> {f.To.Lane}: {string.Join(", ", f.Because)}"),
            FirstClaimGiven f => (f.Elder, f.At, f.Application.Value, $"{f.From.Lane} -> {f.To.Lane}"),
            EligibilityRecorded f => (f.Elder, at, f.Application.Value, f.Eligible ? "Eligible" : f.Reason),
            AssessmentRecorded f => (f.Elder, at, f.Application.Value, f.Level.ToString()),
            BedOffered f => (f.Elder, at, f.Bed.Value, null),
            ResidentAdmitted f => (f.Elder, at, f.Bed.Value, null),
            ResidentTransferredOut f => (f.Elder, at, f.Bed.Value, null),
            ResidentTransferredIn f => (f.Elder, at, f.Bed.Value, null),
            ResidentDeparted f => (f.Elder, at, f.Bed.Value, f.Reason.ToString()),
            ReservationMade f => (f.Elder, at, f.Bed.Value, Days(f.From, f.Until)),
            ReservationCancelled f => (f.Elder, at, f.Bed.Value, f.Reason.ToString()),
            StayEndAgreed f => (f.Elder, at, f.Bed.Value, f.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            LeaveBegan f => (f.Elder, at, f.Bed.Value, f.Kind.ToString()),
            LeaveExtended f => (f.Elder, at, f.Bed.Value, f.KeptUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            LeaveEnded f => (f.Elder, at, f.Bed.Value, null),
            BedReleasedFromLeave f => (f.Elder, at, f.Bed.Value, null),
            StayCorrected f => (f.Elder, at, f.Bed.Value, Days(f.ToFrom, f.ToUntil)),
            OfferAccepted f => (Applicant(rows, f.Application), at, f.Bed.Value, null),
            OfferDeclined f => (Applicant(rows, f.Application), at, f.Bed.Value, f.Reason),
            OfferExpired f => (Applicant(rows, f.Application), at, f.Bed.Value, null),
            OfferWithdrawn f => (Applicant(rows, f.Application), at, f.Bed.Value, f.Reason),
            ApplicationFulfilled f => (Applicant(rows, f.Application), at, f.Application.Value, null),
            ApplicationEnded f => (Applicant(rows, f.Application), at, f.Application.Value, f.Reason.ToString()),
            RefusedAtDoor f => (f.Elder, f.At, f.Run.Value, null),
            WelfareAlertRaised f => (f.Elder, f.At, f.Alert.Value, null),
            WelfareAlertEscalated f => (AlertOf(rows, f.Alert).Elder, at, f.Alert.Value, null),
            WelfareAlertSettled f => (f.Elder, at, f.Alert.Value, f.Finding.ToString()),
            var other => throw new InvalidOperationException($"{other.GetType().Name} concerns no elder."),
        };
        var charge = ChargeOf(recorded.Fact);
        rows.Put(new LedgerEntry(
            entry.Elder, recorded.Sequence, recorded.Fact.GetType().Name, entry.At, entry.Subject, entry.Detail, charge?.ElderPays,
            charge is null ? null : charge.Total - charge.ElderPays));
    }

    /// <summary>Her final bill of a home for a month; one event tells of all its residents'.</summary>
    private static LedgerEntry Billed(StayChargesFrozen frozen, ResidentBill bill, Recorded recorded)
    {
        var (total, pays) = (
            bill.Lines.Aggregate(Fen.Zero, (sum, l) => sum + l.Total), bill.Lines.Aggregate(Fen.Zero, (sum, l) => sum + l.ElderPays));
        return new(
            bill.Elder, recorded.Sequence, nameof(StayChargesFrozen), recorded.RecordedAt, frozen.Home.Value, $"{new YearMonth(frozen.Month)}: {pays} / {total}",
            pays, total - pays);
    }

    /// <summary>The first day and the one after the last, as far as there is one.</summary>
    private static string Days(DateOnly from, DateOnly? until) => string.Create(CultureInfo.InvariantCulture, $"{from:yyyy-MM-dd}/{until:yyyy-MM-dd}");

    private static MealCharge? ChargeOf(object fact) => fact switch
    {
        MealCharged f => f.Charge,
        MealChargeCorrected f => f.Now,
        _ => null,
    };

    /// <summary>What the elder pays of what it costs, in yuan.</summary>
    private static string Paid(MealCharge charge) => $"{charge.ElderPays} / {charge.Total}";

    private static ApplicationId? ApplicationOf(object fact) => fact switch
    {
        OfferAccepted f => f.Application,
        OfferDeclined f => f.Application,
        OfferExpired f => f.Application,
        OfferWithdrawn f => f.Application,
        ApplicationFulfilled f => f.Application,
        ApplicationEnded f => f.Application,
        _ => null,
    };

    private static WelfareAlertRow AlertOf(RowSet rows, WelfareAlertId alert) =>
        rows.Find<WelfareAlertRow>(alert) ?? throw new InvalidOperationException($"No welfare alert {alert.Value}: its view did not run before.");

    private static ElderId Applicant(RowSet rows, ApplicationId application) =>
        rows.Find<QueueEntry>(application)?.Elder
        ?? throw new InvalidOperationException($"No queue entry for application {application.Value}.");
}
