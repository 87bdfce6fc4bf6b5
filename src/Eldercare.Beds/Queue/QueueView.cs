using Eldercare.Beds.Applications;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Queue;

/// <summary>The queue for beds: every application, where it stands and by when its next step is due.</summary>
public sealed class QueueView : View
{
    public override string Name => "Queue";

    public override ImmutableArray<Type> Rows => [typeof(QueueEntry)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BedAppliedFor), typeof(BedOffered), typeof(OfferAccepted), typeof(OfferDeclined), typeof(OfferExpired),
        typeof(ApplicationFulfilled), typeof(ApplicationEnded), typeof(LaneChanged), typeof(EligibilityRecorded), typeof(AssessmentRecorded),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is not BedAppliedFor) rows.Find<QueueEntry>(recorded.Stream);
    }

    public override void Apply(Recorded recorded, RowSet rows) => rows.Put(recorded.Fact is BedAppliedFor applied
        ? New(applied)
        : After(rows.Find<QueueEntry>(recorded.Stream)!, (ApplicationFact)recorded.Fact));

    private static QueueEntry New(BedAppliedFor f) => new QueueEntry(
        f.Application, f.Elder, f.Lane, f.Kind, f.At, ApplicationState.Waiting, null, null, Homes: f.Homes, Districts: f.Districts,
        EligibilityDue: f.EligibilityDue).At(f.Lane, f.Placed ?? Placement.OfGiven(f.Lane));

    private static QueueEntry After(QueueEntry entry, ApplicationFact fact) => fact switch
    {
        BedOffered f => entry with { State = ApplicationState.Offered, OfferedBed = f.Bed, OfferUntil = f.Until, AdmissionDue = f.AdmissionDue },
        OfferAccepted => entry with { State = ApplicationState.Accepted, OfferUntil = null },
        OfferDeclined f => Waiting(entry, f.BarredUntil),
        OfferExpired f => Waiting(entry, f.BarredUntil),
        ApplicationFulfilled => entry with { State = ApplicationState.Fulfilled, OfferedBed = null },
        ApplicationEnded => entry with { State = ApplicationState.Ended, OfferedBed = null, OfferUntil = null },
        LaneChanged f => entry.At(f.Lane, f.To) with { Moved = new(f.From, f.Because, f.At) },
        EligibilityRecorded f => entry with { Eligible = f.Eligible, EligibilityDue = null, AssessmentDue = f.AssessmentDue },
        AssessmentRecorded f => entry with { AssessedOn = f.AssessedOn, AssessmentDue = null },
        _ => throw new InvalidOperationException($"{fact} is not known to the queue."),
    };

    private static QueueEntry Waiting(QueueEntry entry, DateOnly? barredUntil) => entry with
    {
        State = ApplicationState.Waiting,
        OfferedBed = null,
        OfferUntil = null,
        AdmissionDue = null,
        BarredUntil = barredUntil ?? entry.BarredUntil,
    };
}
