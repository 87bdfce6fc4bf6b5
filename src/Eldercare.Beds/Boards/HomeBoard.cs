using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Boards;

/// <summary>A home with its beds counted by state.</summary>
[Table("home_boards", Indexes = ["district"])]
public sealed record HomeBoard(
    [Key] HomeId Home, string Name, string District, string Address, double Latitude, double Longitude, OperatorKind Operator,
    int Beds, int Ready, int Held, int Reserved, int Occupied, int OnLeave, int ToClean, int Closed, long Sequence)
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
[Table("bed_boards", Indexes = ["home", "kind, state"])]
public sealed record BedBoard(
    [Key] BedId Bed, HomeId Home, string District, RoomId Room, string RoomNumber, string Number, BedKind Kind, GenderRule GenderRule,
    CareLevel HighestCareLevel, BedState State, ElderId? Elder, ApplicationId? Application, DateTimeOffset? HeldUntil, DateOnly? Since,
    long Sequence, ClosureKind? Closure = null);

/// <summary>A room's number, to name its beds by.</summary>
[Table("rooms", Indexes = ["home"])]
public sealed record RoomRow([Key] RoomId Room, HomeId Home, string Number, GenderRule GenderRule);
