using Eldercare.Beds.Applications;
using Eldercare.People;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Queue;

public enum OfferState
{
    /// <summary>It waits for an answer.</summary>
    Open,
    Accepted,
    Declined,

    /// <summary>Nobody answered in time.</summary>
    Expired,

    /// <summary>The home took it back.</summary>
    Withdrawn,

    /// <summary>The application ended meanwhile.</summary>
    Ended,
}

/// <summary>An offer and what became of it.</summary>
/// <param name="Application">To which application.</param>
/// <param name="Nr">Which of its offers, from 1.</param>
/// <param name="Bed">Which bed.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="Elder">Who applied.</param>
/// <param name="OfferedAt">When it was made.</param>
/// <param name="Until">When it expires, or would have.</param>
/// <param name="ByItself">No person made it.</param>
/// <param name="State">What became of it.</param>
/// <param name="Reason">In the words of who declined it or took it back.</param>
/// <param name="AnsweredAt">When that was; null while it is open.</param>
[Table("bed_offers", Indexes = ["bed"])]
public sealed record BedOffer(
    [Key] ApplicationId Application, [Key] int Nr, BedId Bed, HomeId Home, ElderId Elder, DateTimeOffset OfferedAt, DateTimeOffset Until, bool ByItself,
    OfferState State, string? Reason, DateTimeOffset? AnsweredAt)
{
    internal static BedOffer Of(BedOffered f, int nr, Recorded recorded) => new(
        f.Application, nr, f.Bed, f.Home, f.Elder, recorded.RecordedAt, f.Until,
        recorded.Actor?.StartsWith("reaction:", StringComparison.Ordinal) == true, OfferState.Open, null, null);

    /// <summary>The offer after a fact of its application; null when that says nothing of it.</summary>
    internal BedOffer? After(Recorded recorded)
    {
        (OfferState State, string? Reason)? became = recorded.Fact switch
        {
            OfferAccepted => (OfferState.Accepted, null),
            OfferDeclined f => (OfferState.Declined, f.Reason),
            OfferExpired => (OfferState.Expired, null),
            OfferWithdrawn f => (OfferState.Withdrawn, f.Reason),
            ApplicationEnded when State is OfferState.Open or OfferState.Accepted => (OfferState.Ended, null),
            _ => null,
        };
        return became is { } now ? this with { State = now.State, Reason = now.Reason, AnsweredAt = recorded.RecordedAt } : null;
    }
}
