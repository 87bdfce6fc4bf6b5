using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Boards;

/// <summary>A home with its beds counted by state.</summary>
[Table("home_boards", Indexes = ["district"])]
public sealed record HomeBoard(
    [Key] HomeId Home, string Name, string District, string Address, double Latitude, double Longitude, OperatorKind Operator,
    int Beds, int Ready, int Held, int Reserved, int Occupied, int OnLeave, int ToClean, int Closed, long Sequence,
    string? Phone = null)
{
    /// <summary>The board after one bed went from a state to another; null is no bed, and so is a retired one.</summary>
    public HomeBoard Moved(BedState? from, BedState? to) => Counted(from, -1).Counted(to, +1) with
    {
        Beds = Beds + (IsThere(to) ? 1 : 0) - (IsThere(from) ? 1 : 0),
    };

    private static bool IsThere(BedState? state) => state is not (null or BedState.Retired);

    private HomeBoard Counted(BedState? state, int by) => state switch
    {
        BedState.Ready => this with { Ready = Ready + by },
        BedState.Held => this with { Held = Held + by },
        BedState.Reserved => this with { Reserved = Reserved + by },
        BedState.Occupied => this with { Occupied = Occupied + by },
        BedState.OnLeave => this with { OnLeave = OnLeave + by },
        BedState.ToClean => this with { ToClean = ToClean + by },
        BedState.Closed => this with { Closed = Closed + by },
        null or BedState.Retired => this,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}

/// <summary>A bed as the admissions desk sees it.</summary>
/// <param name="Returned">Ready because an offer or an accepted one gave it back, and offered to nobody since; null for not.</param>
[Table("bed_boards", Indexes = ["home", "kind, state"])]
public sealed record BedBoard(
    [Key] BedId Bed, HomeId Home, string District, RoomId Room, string RoomNumber, string Number, BedKind Kind, GenderRule GenderRule,
    CareLevel HighestCareLevel, BedState State, ElderId? Elder, ApplicationId? Application, DateTimeOffset? HeldUntil, DateOnly? Since,
    long Sequence, ClosureKind? Closure = null, ImmutableArray<BedEquipment>? Equipment = null, ImmutableArray<BedPrice>? Prices = null,
    BedTerms? Terms = null, bool? Returned = null)
{
    /// <summary>The agreed end of the resident's stay, or the day a closed bed is expected back: the day the bed is free.</summary>
    public DateOnly? Until => Terms?.Until;

    /// <summary>The leave the resident is on.</summary>
    public Leave? Leave => Terms?.Leave;

    /// <summary>Promised from a later day on, in order.</summary>
    public ImmutableArray<Reservation> Reservations => Terms?.Reservations ?? [];

    /// <summary>It is closed once it has been left and cleaned; null when it is not.</summary>
    public BedClosing? Closing => Terms?.Closing;
}

/// <summary>What a bed is to be closed for once it is free.</summary>
/// <param name="Until">The day it is expected back; null when that is not known.</param>
public sealed record BedClosing(ClosureKind Kind, DateOnly On, DateOnly? Until);

/// <summary>What is agreed about a bed beyond who has it now.</summary>
/// <param name="Closing">It is closed once it has been left and cleaned.</param>
public sealed record BedTerms(DateOnly? Until, Leave? Leave, ImmutableArray<Reservation> Reservations, BedClosing? Closing = null)
{
    public static BedTerms None { get; } = new(null, null, []);

    internal BedTerms Without(ElderId elder, DateOnly from) =>
        this with { Reservations = Reservations.RemoveAll(r => r.Elder == elder && r.From == from) };

    public bool Equals(BedTerms? other) => other is not null && (Until, Leave, Closing) == (other.Until, other.Leave, other.Closing)
        && Reservations.SequenceEqual(other.Reservations);

    public override int GetHashCode() => HashCode.Combine(Until, Leave, Reservations.Length);
}

/// <summary>A room, to name its beds by.</summary>
[Table("rooms", Indexes = ["home"])]
public sealed record RoomRow(
    [Key] RoomId Room, HomeId Home, string Number, GenderRule GenderRule, string? Building = null, int? Floor = null);

/// <summary>A certificate a home has or had.</summary>
/// <param name="Id">Of home, kind, number and day of issue.</param>
/// <param name="EndsOn">The last day it holds; null when it has no end, before <paramref name="ValidFrom"/> when it never held.</param>
/// <param name="RecordedBy">Who had it recorded, and when.</param>
/// <param name="WithdrawnAt">When its withdrawal was recorded; null in rows from before this was kept.</param>
[Table("home_certificates", Indexes = ["home, kind"])]
public sealed record CertificateRow(
    [Key] Guid Id, HomeId Home, CertificateKind Kind, string Number, DateOnly IssuedOn, DateOnly ValidFrom, DateOnly? ValidUntil,
    DateOnly? EndsOn, string? WithdrawnBecause, DateTimeOffset RecordedAt, string? RecordedBy, DateTimeOffset? WithdrawnAt = null)
{
    public static Guid IdOf(HomeId home, CertificateKind kind, string number, DateOnly issuedOn) =>
        NameBasedId.Of($"certificate:{home.Value}:{kind}:{issuedOn:yyyy-MM-dd}:{number}");

    /// <summary>As a decision knows it.</summary>
    public Certificate Certificate => new(Kind, Number, IssuedOn, ValidFrom, ValidUntil)
    {
        WithdrawnFrom = WithdrawnBecause is null ? null : EndsOn?.AddDays(1),
    };
}
