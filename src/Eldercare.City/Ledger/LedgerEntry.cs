using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.City;

/// <summary>One thing that happened to an elder: meals, applications, stays, care levels read as one history.</summary>
/// <param name="Elder">Whose history.</param>
/// <param name="Sequence">The event's place in the store; the history's order.</param>
/// <param name="Kind">The event type's name.</param>
/// <param name="At">When it happened, as far as the event says so; otherwise when it was recorded.</param>
/// <param name="Subject">The sitting, standing order, application or bed it is about, if any.</param>
/// <param name="Detail">What the kind leaves open, e.g. the channel or a reason. No personal data beyond the events' own.</param>
[Table("elder_ledger")]
public sealed record LedgerEntry(
    [Key] ElderId Elder, [Key] long Sequence, string Kind, DateTimeOffset At, Guid? Subject, string? Detail);
