using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Beds.Beds;

public sealed record RegisterBed(
    HomeId Home, RoomId Room, BedId Bed, string Number, BedKind Kind, CareLevel HighestCareLevel) : ICommand
{
    public ImmutableArray<BedEquipment> Equipment { get; init; } = [];

    /// <summary>For a day and night, from the beginning; null when none is known.</summary>
    public Fen? DailyPrice { get; init; }

    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    private StreamRef OfHome => Homes.Home.Stream.At(Home.Value);

    /// <summary>The home is locked too: its room's gender rule must not change meanwhile.</summary>
    public Footprint Footprint => new() { Writes = [Stream, OfHome], Claims = [BedNumber.Claim(Room, Number)] };

    public Outcome Decide(Known known)
    {
        var claim = BedNumber.Claim(Room, Number);
        var home = known.State<Home>(OfHome);
        var outcome = RegisterBedDecider
            .Decide(this, known.State<Bed>(Stream), home, known.Holder(claim) is not null)
            .On(Stream).Taking(claim, Stream);
        return outcome.Refusal is not null || home!.Rooms[Room].Beds.Contains(Bed)
            ? outcome
            : outcome.And(OfHome, new BedPlaced(Home, Room, Bed));
    }
}

/// <summary>The claim that keeps a number to one bed of a room: beds are streams of their own and do not see each other.</summary>
public static class BedNumber
{
    public static Claim Claim(RoomId room, string number) => new("bed_number", NameBasedId.Of($"bed_number:{room.Value}:{number}"));
}

public static class RegisterBedDecider
{
    /// <param name="numberTaken">Another bed of the room has the number.</param>
    public static Decision<BedFact> Decide(RegisterBed command, Bed? bed, Home? home, bool numberTaken)
    {
        if (bed is not null) return new BedAlreadyRegistered(command.Bed);
        if (home is null) return new HomeUnknown(command.Home);
        if (!home.Rooms.TryGetValue(command.Room, out var room)) return new RoomUnknown(command.Home, command.Room);
        if (Text.Check("number", command.Number, 40) is { } number) return number;
        if (BedPrice.Check(command.DailyPrice) is { } price) return price;
        if (numberTaken) return new BedNumberTaken(command.Room, command.Number);

        return new BedRegistered(
            command.Bed, command.Home, command.Room, command.Number, command.Kind, room.GenderRule, command.HighestCareLevel,
            command.Equipment.IsEmpty ? null : ChangeBedDecider.Listed(command.Equipment), command.DailyPrice);
    }
}
