using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

public sealed record RegisterBed(
    HomeId Home, RoomId Room, BedId Bed, string Number, BedKind Kind, CareLevel HighestCareLevel) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    private StreamRef OfHome => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new() { Writes = [Stream], Reads = [OfHome] };

    public Outcome Decide(Known known) =>
        RegisterBedDecider.Decide(this, known.State<Bed>(Stream), known.State<Home>(OfHome)).On(Stream);
}

public static class RegisterBedDecider
{
    public static Decision<BedFact> Decide(RegisterBed command, Bed? bed, Home? home)
    {
        if (bed is not null) return new BedAlreadyRegistered(command.Bed);
        if (home is null) return new HomeUnknown(command.Home);
        if (!home.Rooms.TryGetValue(command.Room, out var room)) return new RoomUnknown(command.Home, command.Room);
        if (Text.Check("number", command.Number, 40) is { } number) return number;

        return new BedRegistered(
            command.Bed, command.Home, command.Room, command.Number, command.Kind, room.GenderRule, command.HighestCareLevel);
    }
}
