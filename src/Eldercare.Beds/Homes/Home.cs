using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>A home with its rooms.</summary>
public sealed record Home(HomeId Id, string District, ImmutableDictionary<RoomId, Room> Rooms)
{
    public static StreamType<Home, HomeFact> Stream { get; } = new("home", Evolve);

    public static Home? Evolve(Home? home, HomeFact fact) => (home, fact) switch
    {
        (null, HomeRegistered f) => new(f.Home, f.District, ImmutableDictionary<RoomId, Room>.Empty),
        ({ } h, RoomAdded f) => h with { Rooms = h.Rooms.Add(f.Room, new Room(f.Number, f.GenderRule)) },
        _ => throw new InvalidOperationException($"{fact} cannot follow {home}"),
    };
}

public sealed record Room(string Number, GenderRule GenderRule);
