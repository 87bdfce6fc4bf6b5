using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

/// <summary>
/// Two devices at one sitting say that they handed the elder a portion; counted once, and a person has to look at it. That she was fed
/// at two sittings stands in <see cref="WalkInServed.Elsewhere"/>.
/// </summary>
/// <param name="Sitting">Where.</param>
/// <param name="Elder">To whom.</param>
/// <param name="FirstServedAt">As the portion that counts was recorded.</param>
/// <param name="FirstDevice">By which device, if known.</param>
/// <param name="ServedAt">As the other device says.</param>
/// <param name="Scan">The other device's.</param>
/// <param name="FirstSequence">The first device's own count, if known.</param>
[EventVersion(2)]
public sealed record SecondPortionFound(
    SittingId Sitting, ElderId Elder, DateTimeOffset FirstServedAt, string? FirstDevice, DateTimeOffset ServedAt, Scan Scan,
    long? FirstSequence = null) : SittingFact;

/// <param name="Sitting">Where the conflict was found.</param>
/// <param name="Elder">Whose portions.</param>
/// <param name="How">What a person made of it.</param>
/// <param name="Note">Why, if said.</param>
public sealed record PortionConflictSettled(SittingId Sitting, ElderId Elder, ConflictSettlement How, string? Note) : SittingFact;

/// <summary>What a person made of two portions of one elder for one meal.</summary>
public enum ConflictSettlement
{
    /// <summary>She had both.</summary>
    HadBoth,

    /// <summary>One scan was a mistake: she had one.</summary>
    ScannedByMistake,

    /// <summary>Somebody else used her card.</summary>
    CardUsedByAnother,
}
