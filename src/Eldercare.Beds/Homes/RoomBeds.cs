using Eldercare.Beds.Beds;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>The beds of rooms that are closed and reopened together: all of them are locked, so that none is forgotten.</summary>
internal static class RoomBeds
{
    public static StreamRef StreamOf(BedId bed) => Bed.Stream.At(bed.Value);

    /// <summary>Those of the beds named that there are.</summary>
    public static Bed[] Of(Known known, ImmutableArray<BedId> named) =>
        [.. named.Distinct().Select(b => known.State<Bed>(StreamOf(b))).OfType<Bed>()];

    /// <summary>Null when the home has these rooms, and the beds named are theirs and all of them.</summary>
    public static Refusal? Check(HomeId id, Home? home, ImmutableArray<RoomId> rooms, ImmutableArray<BedId> named, IReadOnlyCollection<Bed> beds)
    {
        if (home is null) return new HomeUnknown(id);
        if (rooms.IsEmpty) return new UnitUnknown(id);
        foreach (var room in rooms)
        {
            if (!home.Rooms.TryGetValue(room, out var known)) return new RoomUnknown(id, room);
            if (!known.Beds.IsSubsetOf(named)) return new RoomBedsDiffer(id, room);
        }

        return beds.FirstOrDefault(b => !rooms.Contains(b.Room)) is { } other ? new RoomBedsDiffer(id, other.Room) : null;
    }
}
