using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>An elder who by the scans had two portions of one meal: a work item until a person settles it.</summary>
/// <param name="Sitting">Where the second was found.</param>
/// <param name="Elder">Whose portions.</param>
/// <param name="Elsewhere">The sitting that has the other; the same one when two devices scanned there.</param>
/// <param name="ServedAt">When the second was handed out.</param>
/// <param name="Device">By which device.</param>
/// <param name="FirstServedAt">When the first was, if it was at the same sitting.</param>
/// <param name="FirstDevice">By which device, if known.</param>
/// <param name="Found">The event's place in the store: the list's order.</param>
/// <param name="FoundAt">When it was recorded.</param>
/// <param name="SettledAt">Null while open.</param>
/// <param name="SettledBy">Who settled it.</param>
/// <param name="How">What it was.</param>
/// <param name="Note">Why, if said.</param>
[Table("portion_conflicts", Indexes = ["found", "elder"])]
public sealed record PortionConflict(
    [Key] SittingId Sitting, [Key] ElderId Elder, SittingId Elsewhere, DateTimeOffset ServedAt, string? Device, DateTimeOffset? FirstServedAt,
    string? FirstDevice, long Found, DateTimeOffset FoundAt, DateTimeOffset? SettledAt = null, string? SettledBy = null,
    ConflictSettlement? How = null, string? Note = null);
