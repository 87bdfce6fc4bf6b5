using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>A home with its certificates and rooms.</summary>
public sealed record Home(HomeId Id, string District, ImmutableDictionary<RoomId, Room> Rooms)
{
    /// <summary>As it was registered or last updated.</summary>
    public required HomeDetails Details { get; init; }

    /// <summary>All there ever were, as recorded.</summary>
    public ImmutableArray<Certificate> Certificates { get; init; } = [];

    public static StreamType<Home, HomeFact> Stream { get; } = new("home", Evolve);

    public static Home? Evolve(Home? home, HomeFact fact) => (home, fact) switch
    {
        (null, HomeRegistered f) => new(f.Home, f.District, ImmutableDictionary<RoomId, Room>.Empty)
        {
            Details = new(f.Name, f.Address, f.Latitude, f.Longitude, f.Operator, f.Phone),
        },
        ({ } h, HomeUpdated f) => h with { Details = new(f.Name, f.Address, f.Latitude, f.Longitude, f.Operator, f.Phone) },
        ({ } h, CertificateRecorded f) => h with
        {
            Certificates = h.Certificates.RemoveAll(c => c.Is(f.Kind, f.Number, f.IssuedOn))
                .Add(new(f.Kind, f.Number, f.IssuedOn, f.ValidFrom, f.ValidUntil)),
        },
        ({ } h, CertificateWithdrawn f) when h.Certificate(f.Kind, f.Number, f.IssuedOn) is { } certificate => h with
        {
            Certificates = h.Certificates.Replace(certificate, certificate with { WithdrawnFrom = f.From }),
        },
        ({ } h, RoomAdded f) => h with
        {
            Rooms = h.Rooms.Add(f.Room, new Room(f.Number, f.GenderRule) { Building = f.Building, Floor = f.Floor, Beds = [.. f.Beds ?? []] }),
        },
        ({ } h, RoomChanged f) => h.With(f.Room, r => r with { Building = f.Building, Floor = f.Floor, GenderRule = f.GenderRule }),
        ({ } h, BedPlaced f) => h.With(f.Room, r => r with { Beds = r.Beds.Add(f.Bed) }),
        _ => throw new InvalidOperationException($"{fact} cannot follow {home}"),
    };

    /// <summary>The certificate that was recorded so, or null.</summary>
    public Certificate? Certificate(CertificateKind kind, string number, DateOnly issuedOn) =>
        Certificates.FirstOrDefault(c => c.Is(kind, number, issuedOn));

    private Home With(RoomId room, Func<Room, Room> change) => this with { Rooms = Rooms.SetItem(room, change(Rooms[room])) };
}

/// <summary>What a home says of itself.</summary>
/// <param name="Phone">The home's own line, no person's.</param>
public sealed record HomeDetails(
    string Name, string Address, double Latitude, double Longitude, OperatorKind Operator, string? Phone);

/// <summary>A room; its number is what it is known by.</summary>
public sealed record Room(string Number, GenderRule GenderRule)
{
    /// <summary>Null where a home has but one.</summary>
    public string? Building { get; init; }

    /// <summary>1 is the one at the ground; negative below it.</summary>
    public int? Floor { get; init; }

    /// <summary>Every bed that was ever registered here, and those a registry names; of databases from before not all.</summary>
    public ImmutableHashSet<BedId> Beds { get; init; } = [];
}
