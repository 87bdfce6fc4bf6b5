using Eldercare.Beds.Charges;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Consents;
using Eldercare.People.Entitlements;
using Eldercare.Store;
using Eldercare.Store.Tables;

namespace Eldercare.City;

/// <summary>One thing that happened to an elder: meals, applications, stays, care levels read as one history.</summary>
/// <param name="Elder">Whose history.</param>
/// <param name="Sequence">The event's place in the store; the history's order.</param>
/// <param name="Kind">The event type's name.</param>
/// <param name="At">When it happened, as far as the event says so; otherwise when it was recorded.</param>
/// <param name="Subject">The sitting, standing order, application, bed or home it is about, if any.</param>
/// <param name="Detail">What the kind leaves open, e.g. the channel or a reason. No personal data beyond the events' own.</param>
/// <param name="ElderPays">Of a charge: her part as it was left then.</param>
/// <param name="Subsidy">And what others bear of it: funders, and the meal point or home by its own discount.</param>
[Table("elder_ledger")]
public sealed record LedgerEntry(
    [Key] ElderId Elder, [Key] long Sequence, string Kind, DateTimeOffset At, Guid? Subject, string? Detail, Fen? ElderPays = null,
    Fen? Subsidy = null)
{
    /// <summary>What is between her and the offices: a home she lives in, or may move to, needs none of it.</summary>
    public static ImmutableArray<string> NotForHomes { get; } =
    [
        nameof(EntitlementGranted), nameof(EntitlementEnded), nameof(HukouRecorded), nameof(ConsentGiven), nameof(ConsentWithdrawn),
        nameof(ActingAllowed), nameof(ActingWithdrawn), nameof(CardIssued), nameof(CardRevoked), nameof(MealCharged), nameof(MealChargeCorrected),
        nameof(StayChargesFrozen),
    ];
}
