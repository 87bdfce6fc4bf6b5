using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Views;

namespace Eldercare.City;

/// <summary>Every event that concerns an elder, under that elder. Entries are only ever added.</summary>
/// <remarks>
/// What a bed's stream says of an offer (held, reserved, released) the application's stream says too: it is entered once.
/// </remarks>
public sealed class ElderLedgerView : View
{
    public override string Name => "ElderLedger";

    public override ImmutableArray<Type> Rows => [typeof(LedgerEntry)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(ElderRegistered), typeof(ElderDetailsChanged), typeof(CareLevelChanged), typeof(ElderDied),
        typeof(MealBooked), typeof(BookingCancelled), typeof(BookingMovedOut), typeof(BookingDisplaced),
        typeof(BookingReinstated), typeof(MealServed), typeof(WalkInServed), typeof(NoShowRecorded),
        typeof(StandingOrderPlaced), typeof(StandingOrderChanged), typeof(StandingOrderPaused), typeof(StandingOrderResumed),
        typeof(StandingOrderEnded), typeof(OrderedMealMissed),
        typeof(BedAppliedFor), typeof(BedOffered), typeof(OfferAccepted), typeof(OfferDeclined), typeof(OfferExpired),
        typeof(ApplicationFulfilled), typeof(ApplicationEnded),
        typeof(ResidentAdmitted), typeof(ResidentTransferredOut), typeof(ResidentTransferredIn), typeof(ResidentDeparted),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        // These name the application only; whose it is stands in the queue.
        if (ApplicationOf(recorded.Fact) is { } application) rows.Find<QueueEntry>(application);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var at = recorded.RecordedAt;
        (ElderId Elder, DateTimeOffset At, Guid? Subject, string? Detail) entry = recorded.Fact switch
        {
            MealBooked f => (f.Elder, at, f.Sitting.Value, f.Channel.ToString()),
            MealServed f => (f.Elder, f.ServedAt, f.Sitting.Value, f.Channel.ToString()),
            WalkInServed f => (f.Elder, f.ServedAt, f.Sitting.Value, null),
            BookingCancelled f => (f.Elder, at, f.Sitting.Value, f.Reason),
            BookingMovedOut f => (f.Elder, at, f.Sitting.Value, f.Reason),
            BookingDisplaced f => (f.Elder, at, f.Sitting.Value, f.By.ToString()),
            BookingReinstated f => (f.Elder, at, f.Sitting.Value, null),
            NoShowRecorded f => (f.Elder, at, f.Sitting.Value, null),
            StandingOrderPlaced f => (f.Elder, at, f.Order.Value, null),
            StandingOrderChanged f => (f.Elder, at, f.Order.Value, null),
            StandingOrderPaused f => (f.Elder, at, f.Order.Value, null),
            StandingOrderResumed f => (f.Elder, at, f.Order.Value, null),
            StandingOrderEnded f => (f.Elder, at, f.Order.Value, null),
            OrderedMealMissed f => (f.Elder, at, f.Order.Value, f.Reason),
            ElderRegistered f => (f.Elder, at, null, null),
            ElderDetailsChanged f => (f.Elder, at, null, null),
            CareLevelChanged f => (f.Elder, at, null, f.Level.ToString()),
            ElderDied f => (f.Elder, at, null, null),
            BedAppliedFor f => (f.Elder, f.At, f.Application.Value, f.Lane.ToString()),
            BedOffered f => (f.Elder, at, f.Bed.Value, null),
            ResidentAdmitted f => (f.Elder, at, f.Bed.Value, null),
            ResidentTransferredOut f => (f.Elder, at, f.Bed.Value, null),
            ResidentTransferredIn f => (f.Elder, at, f.Bed.Value, null),
            ResidentDeparted f => (f.Elder, at, f.Bed.Value, f.Reason.ToString()),
            OfferAccepted f => (Applicant(rows, f.Application), at, f.Bed.Value, null),
            OfferDeclined f => (Applicant(rows, f.Application), at, f.Bed.Value, f.Reason),
            OfferExpired f => (Applicant(rows, f.Application), at, f.Bed.Value, null),
            ApplicationFulfilled f => (Applicant(rows, f.Application), at, f.Application.Value, null),
            ApplicationEnded f => (Applicant(rows, f.Application), at, f.Application.Value, f.Reason.ToString()),
            var other => throw new InvalidOperationException($"{other.GetType().Name} concerns no elder."),
        };
        rows.Put(new LedgerEntry(
            entry.Elder, recorded.Sequence, recorded.Fact.GetType().Name, entry.At, entry.Subject, entry.Detail));
    }

    private static ApplicationId? ApplicationOf(object fact) => fact switch
    {
        OfferAccepted f => f.Application,
        OfferDeclined f => f.Application,
        OfferExpired f => f.Application,
        ApplicationFulfilled f => f.Application,
        ApplicationEnded f => f.Application,
        _ => null,
    };

    private static ElderId Applicant(RowSet rows, ApplicationId application) =>
        rows.Find<QueueEntry>(application)?.Elder
        ?? throw new InvalidOperationException($"No queue entry for application {application.Value}.");
}
