using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

public sealed record AddRoom(HomeId Home, RoomId Room, string Number, GenderRule GenderRule) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) => AddRoomDecider.Decide(this, known.State<Home>(Stream)).On(Stream);
}

public sealed record RoomUnknown(HomeId Home, RoomId Room) : Refusal
{
    public override string Message => "The home has no such room.";
}

public sealed record RoomNumberTaken(HomeId Home, string Number) : Refusal
{
    public override string Message => "The home has a room of that number.";
}

public static class AddRoomDecider
{
    public static Decision<HomeFact> Decide(AddRoom command, Home? home)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (Text.Check("number", command.Number, 40) is { } number) return number;
        if (home.Rooms.TryGetValue(command.Room, out var room))
            return room == new Room(command.Number, command.GenderRule)
                ? Decision<HomeFact>.NoChange
                : new RoomNumberTaken(command.Home, room.Number);
        if (home.Rooms.Values.Any(r => r.Number == command.Number)) return new RoomNumberTaken(command.Home, command.Number);

        return new RoomAdded(command.Home, command.Room, command.Number, command.GenderRule);
    }
}
