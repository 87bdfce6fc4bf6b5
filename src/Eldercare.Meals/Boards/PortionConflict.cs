using Eldercare.People;
using Eldercare.Store.Tables;

namespace Eldercare.Meals;

/// <summary>An elder who by the scans had two portions of one meal: a work item until a person settles it.</summary>
/// <param name="Sitting">Where the second was found.</param>
/// <param name="Elder">Whose portions.</param>
/// <param name="Elsewhere">The sitting that has the other; the same one when two devices scanned there.</param>
/// <param name="ServedAt">When the second was handed out.</param>
/// <param name="Device">By which device.</param>
/// <param name="DeviceSequence">That device's own count.</param>
/// <param name="FirstServedAt">When the first was, if it was at the same sitting.</param>
/// <param name="FirstDevice">By which device, if known.</param>
/// <param name="FirstSequence">That device's own count, if known.</param>
/// <param name="Found">The event's place in the store: the list's order.</param>
/// <param name="FoundAt">When it was recorded.</param>
[Table("portion_conflicts", Indexes = ["found"])]
public sealed record PortionConflict(
    [Key] SittingId Sitting, [Key] ElderId Elder, SittingId Elsewhere, DateTimeOffset ServedAt, string? Device, long? DeviceSequence,
    DateTimeOffset? FirstServedAt, string? FirstDevice, long? FirstSequence, long Found, DateTimeOffset FoundAt);

/// <summary>What a person made of two portions; stays when others are found later.</summary>
/// <param name="Sitting">Where the second was found.</param>
/// <param name="Found">The event's place in the store: the list's order.</param>
/// <param name="Elder">Whose portions.</param>
/// <param name="Elsewhere">The sitting that has the other.</param>
/// <param name="Conflict">As it stood on the worklist.</param>
/// <param name="SettledAt">When.</param>
/// <param name="SettledBy">Who settled it.</param>
/// <param name="How">What it was.</param>
/// <param name="Note">Why, if said.</param>
[Table("settled_portion_conflicts", Indexes = ["found"])]
public sealed record SettledPortionConflict(
    [Key] SittingId Sitting, [Key] long Found, ElderId Elder, SittingId Elsewhere, PortionConflict Conflict, DateTimeOffset SettledAt,
    string? SettledBy, ConflictSettlement How, string? Note);
