using Eldercare.Beds.Applications;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Queue;

/// <summary>The queue for beds: every application, where it stands and by when its next step is due.</summary>
public sealed class QueueView : View
{
    public override string Name => "Queue";

    public override ImmutableArray<Type> Rows => [typeof(QueueEntry), typeof(BedOffer)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BedAppliedFor), typeof(BedOffered), typeof(OfferAccepted), typeof(OfferDeclined), typeof(OfferExpired), typeof(OfferWithdrawn),
        typeof(ApplicationFulfilled), typeof(ApplicationEnded), typeof(LaneChanged), typeof(FirstClaimGiven), typeof(EligibilityRecorded),
        typeof(AssessmentRecorded),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is BedAppliedFor) return;
        if (rows.Find<QueueEntry>(recorded.Stream) is { Offers: { } last } entry) rows.Find<BedOffer>(entry.Application, last);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is BedAppliedFor applied)
        {
            rows.Put(New(applied));
            return;
        }

        var entry = After(rows.Find<QueueEntry>(recorded.Stream)!, (ApplicationFact)recorded.Fact);
        rows.Put(entry);
        if (recorded.Fact is BedOffered offered)
            rows.Put(BedOffer.Of(offered, entry.Offers!.Value, recorded));
        else if (entry.Offers is { } last && rows.Find<BedOffer>(entry.Application, last) is { } offer && offer.After(recorded) is { } answered)
            rows.Put(answered);
    }

    private static QueueEntry New(BedAppliedFor f) => new QueueEntry(
        f.Application, f.Elder, f.Lane, f.Kind, f.At, ApplicationState.Waiting, null, null, Homes: f.Homes, Districts: f.Districts,
        EligibilityDue: f.EligibilityDue).At(f.Lane, f.Placed ?? Placement.OfGiven(f.Lane));

    private static QueueEntry After(QueueEntry entry, ApplicationFact fact) => fact switch
    {
        BedOffered f => entry with
        {
            State = ApplicationState.Offered,
            OfferedBed = f.Bed,
            OfferUntil = f.Until,
            AdmissionDue = f.AdmissionDue,
            Offers = (entry.Offers ?? 0) + 1,
        },
        OfferAccepted => entry with { State = ApplicationState.Accepted, OfferUntil = null },
        OfferDeclined f => Waiting(entry, f.BarredUntil),
        OfferExpired f => Waiting(entry, f.BarredUntil),
        OfferWithdrawn => Waiting(entry, barredUntil: null),
        ApplicationFulfilled => entry with { State = ApplicationState.Fulfilled, OfferedBed = null },
        ApplicationEnded => entry with { State = ApplicationState.Ended, OfferedBed = null, OfferUntil = null },
        LaneChanged f => entry.At(f.Lane, f.To) with { Moved = new(f.From, f.Because, f.At) },
        FirstClaimGiven f => entry.At(entry.Lane, f.To) with { Moved = new(f.From, [LaneCause.FirstClaim], f.At) },
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
