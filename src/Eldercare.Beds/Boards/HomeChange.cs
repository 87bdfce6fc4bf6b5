using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Boards;

/// <summary>A change of what a home is or has: who had it recorded, when, and what is so since.</summary>
/// <param name="Sequence">The event's place in the store; the order of the changes.</param>
/// <param name="Kind">The event type's name.</param>
/// <param name="By">The sign-in's subject, or <c>import</c>; null where none was kept.</param>
/// <param name="Now">What the change says; what it says nothing of is null.</param>
[Table("home_changes")]
public sealed record HomeChange(
    [Key] HomeId Home, [Key] long Sequence, string Kind, DateTimeOffset At, string? By, RoomId? Room, BedId? Bed, HomeChanged Now);

/// <summary>What is so since a change.</summary>
public sealed record HomeChanged
{
    public string? Name { get; init; }

    public string? Address { get; init; }

    public string? Phone { get; init; }

    public OperatorKind? Operator { get; init; }

    public CertificateKind? Certificate { get; init; }

    /// <summary>Of the certificate, the room or the bed.</summary>
    public string? Number { get; init; }

    /// <summary>The certificate's or the price's first day, or the first day a certificate does not hold.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The certificate's last day.</summary>
    public DateOnly? Until { get; init; }

    public string? Building { get; init; }

    public int? Floor { get; init; }

    public GenderRule? GenderRule { get; init; }

    public BedKind? BedKind { get; init; }

    public CareLevel? HighestCareLevel { get; init; }

    public ImmutableArray<BedEquipment>? Equipment { get; init; }

    public Fen? DailyPrice { get; init; }

    public string? Reason { get; init; }
}
