using Eldercare.People;
using Eldercare.Store.Views;

namespace Eldercare.Meals;

/// <summary>Who waits now; who has left or has a place is not in it.</summary>
public sealed class WaitingListView : View
{
    public override string Name => "WaitingList";

    public override ImmutableArray<Type> Rows => [typeof(WaitingEntry)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(WaitingListJoined), typeof(WaitingListLeft), typeof(PlaceOffered), typeof(PlaceDeclined), typeof(PlaceOfferLapsed),
        typeof(PlaceOfferWithdrawn),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is PlaceOffered f) rows.Find<WaitingEntry>(f.Sitting, f.Elder);
        if (recorded.Fact is PlaceOfferWithdrawn w) rows.Find<WaitingEntry>(w.Sitting, w.Elder);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        switch (recorded.Fact)
        {
            case WaitingListJoined f:
                rows.Put(new WaitingEntry(f.Sitting, f.Elder, f.Channel, recorded.Sequence, recorded.RecordedAt, null, null));
                break;
            case PlaceOffered f:
                rows.Put(Found(rows, f.Sitting, f.Elder) with { OfferedUntil = f.Until, FreedBy = f.FreedBy });
                break;
            case PlaceOfferWithdrawn f:
                rows.Put(Found(rows, f.Sitting, f.Elder) with { OfferedUntil = null, FreedBy = null });
                break;
            case WaitingListLeft f: rows.Remove<WaitingEntry>(f.Sitting, f.Elder); break;
            case PlaceDeclined f: rows.Remove<WaitingEntry>(f.Sitting, f.Elder); break;
            case PlaceOfferLapsed f: rows.Remove<WaitingEntry>(f.Sitting, f.Elder); break;
            case var other: throw new InvalidOperationException($"{other} is none of this view's events.");
        }
    }

    private static WaitingEntry Found(RowSet rows, SittingId sitting, ElderId elder) => rows.Find<WaitingEntry>(sitting, elder)
        ?? throw new InvalidOperationException($"A place at {sitting} was offered to someone who does not wait.");
}
