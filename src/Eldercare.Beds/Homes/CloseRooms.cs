using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>
/// Closes rooms for maintenance or isolation in one step, a floor or a building's floor among them: nobody new comes in. Beds that nobody has
/// are closed; who lies there stays, and her bed is closed as soon as she has left and it is cleaned. The home and all beds are locked, as for
/// <see cref="ChangeRoom"/>.
/// </summary>
/// <param name="Home">Which home.</param>
/// <param name="Rooms">Which rooms; none when the home has none where they were looked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="Kind">What for.</param>
/// <param name="Until">The day they are expected back; null when that is not known.</param>
/// <param name="Beds">The rooms' beds, as whoever gives the command found them.</param>
public sealed record CloseRooms(
    HomeId Home, ImmutableArray<RoomId> Rooms, string Reason, ClosureKind Kind, DateOnly? Until, ImmutableArray<BedId> Beds) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream, .. Beds.Distinct().Select(RoomBeds.StreamOf)],
        Timelines = [.. Beds.Distinct().Select(Days.Of)],
    };

    public Outcome Decide(Known known)
    {
        var today = CityTime.Today(known.Now);
        var beds = RoomBeds.Of(known, Beds);
        if (CloseRoomsDecider.Check(this, known.State<Home>(Stream), beds, today) is { } refusal) return Outcome.Refuse(refusal);
        var free = beds.Where(b => BedTransitions.After(b.State, BedAction.Close) is not null).ToArray();
        foreach (var bed in free)
            if (Days.Check(known, bed.Id, today, Until) is { } taken) return Outcome.Refuse(taken);
        var closed = free.Aggregate(Outcome.NoChange, (o, b) => o
            .And(RoomBeds.StreamOf(b.Id), new BedClosed(b.Id, Reason, Kind, today, Until, WithRoom: true)).Closed(b.Id, today, Until));
        foreach (var bed in beds.Where(IsClosedOtherwise))
        {
            var from = Days.ClosedSince(known, bed, today);
            if (Days.Check(known, bed.Id, from, Until, s => s.Holder == bed.Id.Value) is { } taken) return Outcome.Refuse(taken);
            closed = closed.And(RoomBeds.StreamOf(bed.Id), new ClosureEndChanged(bed.Id, from, Until)).NoLongerClosed(bed).Closed(bed.Id, from, Until);
        }

        return beds.Where(b => b.State is BedState.Occupied or BedState.OnLeave && (b.Ordered?.Kind, b.Ordered?.Until) != (Kind, Until))
            .Aggregate(closed, (o, b) => o.And(RoomBeds.StreamOf(b.Id), new ClosureOrdered(b.Id, Reason, Kind, today, Until)));
    }

    /// <summary>Closed already, with the room until another day, or by itself and back before the room is.</summary>
    private bool IsClosedOtherwise(Bed bed) => bed.State == BedState.Closed && (bed.ClosedFor is not { Until: var until }
        || (bed.ClosedWithRoom ? until != Until : until is { } back && (Until is not { } end || back < end)));
}

/// <param name="Beds">Those an offer holds, or that wait for who accepted one, or for who did not come.</param>
public sealed record RoomBedsKept(HomeId Home, RoomId Room, ImmutableArray<BedId> Beds) : Refusal
{
    public override Words Message => new(
        "房间里有床位因通知或已到期的预约而保留：请先撤回通知，或取消预约。",
        "Beds of the room are kept for somebody, by an offer or a reservation that is over: take the offer back, or give the reservation up, first.");

    public bool Equals(RoomBedsKept? other) => other is not null
        && (Home, Room) == (other.Home, other.Room) && Beds.AsSpan().SequenceEqual(other.Beds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Home, Room, Beds.Length);
}

/// <summary>The home has no rooms in that part of it.</summary>
public sealed record UnitUnknown(HomeId Home) : Refusal
{
    public override Words Message => new(
        "该机构在此处没有房间，请核对楼栋和楼层。",
        "The home has no rooms there: check building and floor.");
}

public static class CloseRoomsDecider
{
    /// <summary>Null when the rooms may be closed, as far as nobody has their beds.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="home">Where.</param>
    /// <param name="beds">Those of the beds named that there are.</param>
    /// <param name="today">The day.</param>
    public static Refusal? Check(CloseRooms command, Home? home, IReadOnlyCollection<Bed> beds, DateOnly today)
    {
        if (RoomBeds.Check(command.Home, home, command.Rooms, command.Beds, beds) is { } unknown) return unknown;
        if (CloseBedDecider.Check(command.Reason, command.Until, today) is { } invalid) return invalid;
        foreach (var room in command.Rooms)
        {
            // A reservation that can be moved stands in the way as such; one that is over has to be given up.
            var kept = beds.Where(b => b.Room == room && b.State is BedState.Held or BedState.Reserved
                    && (b.Application is not null || !b.InTheWay(today, command.Until).Any()))
                .Select(b => b.Id).ToImmutableArray();
            if (!kept.IsEmpty) return new RoomBedsKept(command.Home, room, kept);
        }

        // A bed that stays occupied is promised to nobody new either.
        var promised = beds.SelectMany(b => b.InTheWay(today, command.Until))
            .OrderBy(r => r.From).ThenBy(r => r.Bed.Value).ToImmutableArray();
        return promised.IsEmpty ? null : new ReservationsInTheWay(promised);
    }
}
