using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Queue;

/// <summary>The last event after which a bed might be offered to somebody that could not be offered before.</summary>
/// <param name="Of">Always <see cref="Beds"/>: a city has one row.</param>
/// <param name="Sequence">Its place in the store's order.</param>
[Table("offer_news")]
public sealed record OfferNews([Key] string Of, long Sequence)
{
    public const string Beds = "beds";
}

/// <summary>
/// Tells who makes the rounds of offers that there is something to look at: one row, written with the boards and the queue in the same
/// transaction, so that whoever reads it reads them as they were then or later.
/// </summary>
public sealed class OfferNewsView : View
{
    public override string Name => "OfferNews";

    public override ImmutableArray<Type> Rows => [typeof(OfferNews)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BedRegistered), typeof(BedChanged), typeof(BedGenderRuleChanged), typeof(BedCleaned), typeof(HoldReleased),
        typeof(ReservationCancelled), typeof(CertificateRecorded), typeof(QueuePolicyPublished),
        typeof(BedAppliedFor), typeof(OfferDeclined), typeof(OfferExpired), typeof(OfferWithdrawn), typeof(FirstClaimGiven),
        typeof(LaneChanged), typeof(CareLevelChanged),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
    }

    public override void Apply(Recorded recorded, RowSet rows) => rows.Put(new OfferNews(OfferNews.Beds, recorded.Sequence));
}
