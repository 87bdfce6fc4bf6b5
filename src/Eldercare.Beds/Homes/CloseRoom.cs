using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>
/// Closes a room for maintenance or isolation in one step: all its beds that nobody has, so that nobody new comes in. Who lies there stays;
/// her bed is closed by doing it again once she has left. The home and all beds are locked, as for <see cref="ChangeRoom"/>.
/// </summary>
/// <param name="Home">Which home.</param>
/// <param name="Room">Which room.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kind">What for.</param>
/// <param name="Until">The day it is expected back; null when that is not known.</param>
/// <param name="Beds">The room's beds, as whoever gives the command found them.</param>
public sealed record CloseRoom(HomeId Home, RoomId Room, string Reason, ClosureKind Kind, DateOnly? Until, ImmutableArray<BedId> Beds) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream, .. Beds.Distinct().Select(StreamOf)],
        Timelines = [.. Beds.Distinct().Select(Days.Of)],
    };

    public Outcome Decide(Known known)
    {
        var today = CityTime.Today(known.Now);
        var beds = Beds.Distinct().Select(b => known.State<Bed>(StreamOf(b))).OfType<Bed>().ToArray();
        if (CloseRoomDecider.Check(this, known.State<Home>(Stream), beds, today) is { } refusal) return Outcome.Refuse(refusal);
        var free = beds.Where(b => BedTransitions.After(b.State, BedAction.Close) is not null).ToArray();
        foreach (var bed in free)
            if (Days.Check(known, bed.Id, today, Until) is { } taken) return Outcome.Refuse(taken);
        return free.Aggregate(Outcome.NoChange, (o, b) => o
            .And(StreamOf(b.Id), new BedClosed(b.Id, Reason, Kind, today, Until)).Closed(b.Id, today, Until));
    }

    private static StreamRef StreamOf(BedId bed) => Bed.Stream.At(bed.Value);
}

/// <param name="Beds">Those an offer holds, or that wait for who accepted one.</param>
public sealed record RoomBedsKept(HomeId Home, RoomId Room, ImmutableArray<BedId> Beds) : Refusal
{
    public override string Message => "Beds of the room are kept for applications.";

    public bool Equals(RoomBedsKept? other) => other is not null
        && (Home, Room) == (other.Home, other.Room) && Beds.AsSpan().SequenceEqual(other.Beds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Home, Room, Beds.Length);
}

public static class CloseRoomDecider
{
    /// <summary>Null when the room may be closed, as far as nobody has its beds.</summary>
    /// <param name="beds">Those of the beds named that there are.</param>
    public static Refusal? Check(CloseRoom command, Home? home, IReadOnlyCollection<Bed> beds, DateOnly today)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (!home.Rooms.TryGetValue(command.Room, out var room)) return new RoomUnknown(command.Home, command.Room);
        if (CloseBedDecider.Check(command.Reason, command.Until, today) is { } invalid) return invalid;
        if (!room.Beds.IsSubsetOf(command.Beds) || beds.Any(b => b.Room != command.Room)) return new RoomBedsDiffer(command.Home, command.Room);
        var kept = beds.Where(b => b is { Application: not null, State: BedState.Held or BedState.Reserved })
            .Select(b => b.Id).ToImmutableArray();
        if (!kept.IsEmpty) return new RoomBedsKept(command.Home, command.Room, kept);
        // A bed that stays occupied is promised to nobody new either.
        var promised = beds.Where(b => b.State != BedState.Closed).SelectMany(b => b.InTheWay(today, command.Until))
            .OrderBy(r => r.From).ThenBy(r => r.Bed.Value).ToImmutableArray();
        return promised.IsEmpty ? null : new ReservationsInTheWay(promised);
    }
}
