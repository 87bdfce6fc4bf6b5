using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>An elder on a sitting's waiting list.</summary>
/// <param name="Sitting">Where she waits.</param>
/// <param name="Elder">Who.</param>
/// <param name="Channel">How the portion shall reach her.</param>
/// <param name="Joined">The event's place in the store: the order of the list.</param>
/// <param name="JoinedAt">When she joined.</param>
/// <param name="OfferedUntil">A place is kept for her until then; null while she waits for one.</param>
/// <param name="FreedBy">Why there was a place; null while she waits.</param>
[Table("waiting_entries", Indexes = ["elder", "sitting, joined"])]
public sealed record WaitingEntry(
    [Key] SittingId Sitting, [Key] ElderId Elder, Channel Channel, long Joined, DateTimeOffset JoinedAt, DateTimeOffset? OfferedUntil,
    PlaceFreedBy? FreedBy);
