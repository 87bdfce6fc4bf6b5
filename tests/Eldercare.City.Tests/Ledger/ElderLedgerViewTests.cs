using System.Collections.Immutable;
using Eldercare.Beds;
using Eldercare.Beds.Charges;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Entitlements;
using Eldercare.Store.Views;
using static Eldercare.City.Tests.City;
using static Eldercare.City.Tests.TestRows;

namespace Eldercare.City.Tests.Ledger;

public static class ElderLedgerViewTests
{
    [Fact]
    public static void Enters_a_meal_from_booking_to_serving() =>
        After(new MealBooked(Lunch, Anna, Channel.Delivery), new MealServed(Lunch, Anna, Channel.Delivery, Now))
            .Shows(
                new LedgerEntry(Anna, 1, "MealBooked", RecordedAt(1), Lunch.Value, "Delivery"),
                new LedgerEntry(Anna, 2, "MealServed", Now, Lunch.Value, "Delivery"));

    [Fact]
    public static void Enters_a_cancellation_with_its_reason_and_a_no_show() =>
        After(new BookingCancelled(Lunch, Anna, "Ill", Late: false), new NoShowRecorded(Lunch, Bruno), new WalkInServed(Lunch, Anna, Now))
            .Shows(
                new LedgerEntry(Anna, 1, "BookingCancelled", RecordedAt(1), Lunch.Value, "Ill"),
                new LedgerEntry(Bruno, 2, "NoShowRecorded", RecordedAt(2), Lunch.Value, null),
                new LedgerEntry(Anna, 3, "WalkInServed", Now, Lunch.Value, null));

    [Fact]
    public static void Enters_what_she_pays_of_what_a_meal_costs()
    {
        var charge = MealCharge.Nothing with { Price = new(800), ElderPays = new(800) };
        var half = charge with { ElderPays = new(400), Shares = [new("city", 1, "half", "city-finance", new(400))] };

        After(
            new MealCharged(Anna, Lunch, new(Guid.Empty), Jingkou, Today, Meal.Lunch, Channel.DineIn, charge),
            new MealChargeCorrected(
                Anna, Lunch, new(Guid.Empty), Jingkou, Today, Meal.Lunch, Channel.DineIn, charge, half, WasReversed: false, Reversed: false, "Late"))
            .Shows(
                new LedgerEntry(Anna, 1, "MealCharged", RecordedAt(1), Lunch.Value, "8.00 / 8.00", new(800), new(0)),
                new LedgerEntry(Anna, 2, "MealChargeCorrected", RecordedAt(2), Lunch.Value, "4.00 / 8.00", new(400), new(400)));
    }

    [Fact]
    public static void Enters_a_home_s_final_bill_under_each_resident()
    {
        StayLine line = new(202602, BedKind.Nursing, null, StayDay.Present, 2, new(6_000), new(0), new(4_000), [new("p", 1, "r", "city-finance", new(5_000))]);

        After(new StayChargesFrozen(Hillside, Jingkou, 202602, [new(Anna, [line]), new(Bruno, [line with { Shares = [] }])], new(5_000), 1))
            .Shows(
                new LedgerEntry(Anna, 1, "StayChargesFrozen", RecordedAt(1), Hillside.Value, "2026-02: 150.00 / 200.00", new(15_000), new(5_000)),
                new LedgerEntry(Bruno, 1, "StayChargesFrozen", RecordedAt(1), Hillside.Value, "2026-02: 200.00 / 200.00", new(20_000), new(0)));
    }

    [Fact]
    public static void Enters_what_happens_to_a_person() =>
        After(
            new ElderRegistered(Anna, Jingkou, Gender.Female, 194803),
            new CareLevelChanged(Anna, CareLevel.Severe, "GB/T 42195-2022", Today, null, "A-17"),
            new ElderDied(Anna, Today, 194803, Jingkou))
            .Shows(
                new LedgerEntry(Anna, 1, "ElderRegistered", RecordedAt(1), null, null),
                new LedgerEntry(Anna, 2, "CareLevelChanged", RecordedAt(2), null, "Severe"),
                new LedgerEntry(Anna, 3, "ElderDied", RecordedAt(3), null, null));

    [Fact]
    public static void Enters_an_alert_and_what_was_found()
    {
        var run = DeliveryRunId.Of(Lunch, 1);
        var alert = WelfareAlertId.Of(run, Anna);
        var rows = new TestRows();
        rows.Put(new WelfareAlertRow(
            alert, Anna, run, Garden, Jingkou, Now, Now.AddHours(1), null, Open: true, null, null, null, null));
        rows.After(
            [new ElderLedgerView()],
            new RefusedAtDoor(run, Bruno, Now), new WelfareAlertRaised(alert, Anna, run, Garden, Jingkou, Now, Now.AddHours(1)),
            new WelfareAlertEscalated(alert), new WelfareAlertSettled(alert, Anna, WelfareFinding.AtRelatives, WelfareSource.Phoned))
            .Shows(
                new LedgerEntry(Bruno, 1, "RefusedAtDoor", Now, run.Value, null),
                new LedgerEntry(Anna, 2, "WelfareAlertRaised", Now, alert.Value, null),
                new LedgerEntry(Anna, 3, "WelfareAlertEscalated", RecordedAt(3), alert.Value, null),
                new LedgerEntry(Anna, 4, "WelfareAlertSettled", RecordedAt(4), alert.Value, "AtRelatives"));
        Assert.Throws<InvalidOperationException>(() => After(new WelfareAlertEscalated(alert)));
    }

    [Fact]
    public static void Enters_what_she_is_entitled_by_agrees_to_and_who_acts_for_her_to_the_erasure()
    {
        var right = new ActingId(Guid.NewGuid());
        After(
            new EntitlementGranted(Anna, EntitlementCategory.Veteran, Today, null, [], null),
            new EntitlementEnded(Anna, EntitlementCategory.Veteran, Today, Today, [], null), new HukouRecorded(Anna, Local: true, []),
            new ConsentGiven(Anna, ConsentPurpose.Sms, Today, ConsentMeans.Signed), new ConsentWithdrawn(Anna, ConsentPurpose.Sms, Today),
            new ContactsChanged(Anna), new PreferencesChanged(Anna),
            new ActingAllowed(Anna, right, Relation.Child, Today, null), new ActingWithdrawn(Anna, right, Today),
            new PersonErased(Anna, ErasureReason.Request))
            .Shows(
                new LedgerEntry(Anna, 1, "EntitlementGranted", RecordedAt(1), null, "Veteran"),
                new LedgerEntry(Anna, 2, "EntitlementEnded", RecordedAt(2), null, "Veteran"),
                new LedgerEntry(Anna, 3, "HukouRecorded", RecordedAt(3), null, "Local"),
                new LedgerEntry(Anna, 4, "ConsentGiven", RecordedAt(4), null, "Sms"),
                new LedgerEntry(Anna, 5, "ConsentWithdrawn", RecordedAt(5), null, "Sms"),
                new LedgerEntry(Anna, 6, "ContactsChanged", RecordedAt(6), null, null),
                new LedgerEntry(Anna, 7, "PreferencesChanged", RecordedAt(7), null, null),
                new LedgerEntry(Anna, 8, "ActingAllowed", RecordedAt(8), right.Value, "Child"),
                new LedgerEntry(Anna, 9, "ActingWithdrawn", RecordedAt(9), right.Value, null),
                new LedgerEntry(Anna, 10, "PersonErased", RecordedAt(10), null, null));
    }

    [Fact]
    public static void An_entitlement_s_end_stands_beside_its_grant_with_who_decided_each()
    {
        ImmutableArray<Evidence> evidence = [new(EvidenceKind.CrossCheck, "item 17", Today)];
        var granted = new EntitlementGranted(Anna, EntitlementCategory.Veteran, Today, null, evidence, "On request");
        var rows = new TestRows().After([new EntitlementDecisionView()], granted);
        Assert.Equal(
            new EntitlementDecision(
                Anna, $"Veteran:{Today:yyyy-MM-dd}", EntitlementCategory.Veteran, Today, null, evidence, "On request", null, RecordedAt(1), null),
            Assert.Single(rows.All<EntitlementDecision>()));

        rows = new TestRows().After(
            [new EntitlementDecisionView()], granted, new EntitlementEnded(Anna, EntitlementCategory.Veteran, Today, Today, evidence, null));
        var ended = Assert.Single(rows.All<EntitlementDecision>());
        Assert.Equal((Today, new EntitlementEnd(evidence, null, null, RecordedAt(2))), (ended.LastDay, ended.Ended));
        Assert.Throws<InvalidOperationException>(() => new TestRows().After(
            [new EntitlementDecisionView()], new EntitlementEnded(Anna, EntitlementCategory.Veteran, Today, Today, evidence, null)));
    }

    [Fact]
    public static void Finds_whose_an_answered_offer_was_in_the_queue()
    {
        var rows = new TestRows();
        rows.Put(new QueueEntry(Wish, Anna, Lane.Everyone, BedKind.Nursing, Now, ApplicationState.Offered, BedOne, Now.AddDays(5)));

        rows.After([new ElderLedgerView()], new OfferDeclined(Wish, BedOne, "Too far"), new OfferAccepted(Wish, BedTwo));

        rows.Shows(
            new LedgerEntry(Anna, 1, "OfferDeclined", RecordedAt(1), BedOne.Value, "Too far"),
            new LedgerEntry(Anna, 2, "OfferAccepted", RecordedAt(2), BedTwo.Value, null));
    }

    [Fact]
    public static void Stops_at_an_offer_whose_application_is_unknown() =>
        Assert.Throws<InvalidOperationException>(() => After(new OfferAccepted(Wish, BedOne)));

    [Fact]
    public static void Enters_a_stay_through_a_transfer() =>
        After(
            new ResidentAdmitted(BedOne, Hillside, Anna, Wish, Today),
            new ResidentTransferredOut(BedOne, Anna, BedTwo, Today), new ResidentTransferredIn(BedTwo, Anna, BedOne, Today),
            new ResidentDeparted(BedTwo, Anna, Today, DepartureReason.Departed))
            .Shows(
                new LedgerEntry(Anna, 1, "ResidentAdmitted", RecordedAt(1), BedOne.Value, null),
                new LedgerEntry(Anna, 2, "ResidentTransferredOut", RecordedAt(2), BedOne.Value, null),
                new LedgerEntry(Anna, 3, "ResidentTransferredIn", RecordedAt(3), BedTwo.Value, null),
                new LedgerEntry(Anna, 4, "ResidentDeparted", RecordedAt(4), BedTwo.Value, "Departed"));

    [Fact]
    public static void Shows_reservations_leaves_and_corrections() =>
        After(
            new ReservationMade(BedOne, Hillside, Anna, Today, Today.AddDays(7)), new ReservationCancelled(BedOne, Anna, Today, ReservationEnd.Moved, Kept: false),
            new StayEndAgreed(BedOne, Anna, null), new LeaveBegan(BedOne, Anna, LeaveKind.Hospital, Today, Today.AddDays(7)),
            new LeaveExtended(BedOne, Anna, Today.AddDays(9)), new LeaveEnded(BedOne, Anna, Today),
            new BedReleasedFromLeave(BedOne, Hillside, Anna, Today), new StayCorrected(BedOne, Anna, Today, Today.AddDays(-1), null, "Slip"))
            .Shows(
                new LedgerEntry(Anna, 1, "ReservationMade", RecordedAt(1), BedOne.Value, "2026-03-02/2026-03-09"),
                new LedgerEntry(Anna, 2, "ReservationCancelled", RecordedAt(2), BedOne.Value, "Moved"),
                new LedgerEntry(Anna, 3, "StayEndAgreed", RecordedAt(3), BedOne.Value, null),
                new LedgerEntry(Anna, 4, "LeaveBegan", RecordedAt(4), BedOne.Value, "Hospital"),
                new LedgerEntry(Anna, 5, "LeaveExtended", RecordedAt(5), BedOne.Value, "2026-03-11"),
                new LedgerEntry(Anna, 6, "LeaveEnded", RecordedAt(6), BedOne.Value, null),
                new LedgerEntry(Anna, 7, "BedReleasedFromLeave", RecordedAt(7), BedOne.Value, null),
                new LedgerEntry(Anna, 8, "StayCorrected", RecordedAt(8), BedOne.Value, "2026-03-01/"));

    [Fact]
    public static void Wants_every_event_that_names_an_elder_but_those_another_event_tells()
    {
        // An event can be about her that names the alert or the application alone: those are listed by hand.
        Assert.Superset(
            new HashSet<Type>
            {
                typeof(WelfareAlertEscalated), typeof(OfferAccepted), typeof(OfferDeclined), typeof(OfferExpired), typeof(ApplicationFulfilled),
                typeof(ApplicationEnded),
            },
            new ElderLedgerView().Events.ToHashSet());
        Type[] toldByAnother = [typeof(BedHeld), typeof(HoldReleased), typeof(BedReserved), typeof(ReservationBegan), typeof(MealDelivered), typeof(NobodyAtHome), typeof(ChargedPortionServedEarlier)];
        var named = Events.EventCatalogue.Current.Select(e => e.Type)
            .Where(t => t.GetProperties().Any(p => p.PropertyType == typeof(ElderId)))
            .Except(toldByAnother);

        Assert.Empty(named.Except(new ElderLedgerView().Events));
    }

    private static TestRows After(params ReadOnlySpan<object> facts) => new TestRows().After([new ElderLedgerView()], facts);

    private static void Shows(this TestRows rows, params LedgerEntry[] entries) =>
        Assert.Equal(entries, rows.All<LedgerEntry>().OrderBy(e => e.Sequence));
}
