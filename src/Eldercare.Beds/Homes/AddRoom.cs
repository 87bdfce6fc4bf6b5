using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

public sealed record AddRoom(HomeId Home, RoomId Room, string Number, GenderRule GenderRule) : ICommand
{
    /// <summary>Null where the home has but one.</summary>
    public string? Building { get; init; }

    public int? Floor { get; init; }

    /// <summary>Beds that a registry names for it and that are registered next.</summary>
    public ImmutableArray<BedId> Beds { get; init; } = [];

    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => AddRoomDecider.Decide(this, known.State<Home>(Stream)).On(Stream);
}

public sealed record RoomUnknown(HomeId Home, RoomId Room) : Refusal
{
    public override Words Message => new("该机构没有这个房间，请核对编号。", "The home has no such room.");
}

public sealed record RoomNumberTaken(HomeId Home, string Number) : Refusal
{
    public override Words Message => new("该机构已有这个房号，请换一个。", "The home has a room of that number: choose another one.");
}

public static class AddRoomDecider
{
    public static Decision<HomeFact> Decide(AddRoom command, Home? home)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (Text.Check("number", command.Number, 40) is { } number) return number;
        if (HomeChecks.OfRoom(command.Building, command.Floor) is { } invalid) return invalid;
        if (home.Rooms.TryGetValue(command.Room, out var room))
            return (room.Number, room.GenderRule, room.Building, room.Floor)
                == (command.Number, command.GenderRule, command.Building, command.Floor)
                ? Decision<HomeFact>.NoChange
                : new RoomNumberTaken(command.Home, room.Number);
        if (home.Rooms.Values.Any(r => r.Number == command.Number)) return new RoomNumberTaken(command.Home, command.Number);

        return new RoomAdded(
            command.Home, command.Room, command.Number, command.GenderRule, command.Building, command.Floor,
            command.Beds.IsEmpty ? null : command.Beds);
    }
}
