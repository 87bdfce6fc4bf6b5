using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <param name="Sitting">The full sitting.</param>
/// <param name="Elder">Who waits, behind all who wait already.</param>
/// <param name="Channel">How the portion shall reach her.</param>
/// <param name="Order">The standing order whose portion found no place, if it was that; null when a person asked.</param>
[EventVersion(2)]
public sealed record WaitingListJoined(SittingId Sitting, ElderId Elder, Channel Channel, StandingOrderId? Order = null) : SittingFact;

/// <param name="Sitting">Which sitting.</param>
/// <param name="Elder">Who waits no longer.</param>
/// <param name="Because">Why.</param>
/// <param name="HadOffer">A place was kept for her: she takes it, or it goes to the next.</param>
[EventVersion(2)]
public sealed record WaitingListLeft(SittingId Sitting, ElderId Elder, LeftListBecause Because, bool HadOffer) : SittingFact;

/// <summary>A place is kept for the elder; she takes it by booking.</summary>
/// <param name="Sitting">Where the place is.</param>
/// <param name="Elder">The first who waited.</param>
/// <param name="Channel">As she wished when she joined.</param>
/// <param name="Until">Kept until then.</param>
/// <param name="FreedBy">Why there was a place.</param>
public sealed record PlaceOffered(SittingId Sitting, ElderId Elder, Channel Channel, DateTimeOffset Until, PlaceFreedBy FreedBy) : SittingFact;

/// <param name="Sitting">Where the place is.</param>
/// <param name="Elder">Who does not want it.</param>
/// <param name="Reason">If one was given.</param>
public sealed record PlaceDeclined(SittingId Sitting, ElderId Elder, string? Reason) : SittingFact;

/// <summary>The offer's time was up.</summary>
public sealed record PlaceOfferLapsed(SittingId Sitting, ElderId Elder) : SittingFact;
