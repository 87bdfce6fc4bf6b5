using Eldercare.Beds.Beds;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>
/// Opens closed rooms again in one step, as <see cref="ReopenBed"/> does a bed: beds closed with the room go to cleaning, and those that were to be
/// closed once they are left are not. A bed that was closed by itself stays so.
/// </summary>
/// <param name="Home">Which home.</param>
/// <param name="Rooms">Which rooms; none when the home has none where they were looked for.</param>
/// <param name="Beds">The rooms' beds, as whoever gives the command found them.</param>
public sealed record ReopenRooms(HomeId Home, ImmutableArray<RoomId> Rooms, ImmutableArray<BedId> Beds) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream, .. Beds.Distinct().Select(RoomBeds.StreamOf)],
        Timelines = [.. Beds.Distinct().Select(Days.Of)],
    };

    public Outcome Decide(Known known)
    {
        var beds = RoomBeds.Of(known, Beds);
        if (RoomBeds.Check(Home, known.State<Home>(Stream), Rooms, Beds, beds) is { } refusal) return Outcome.Refuse(refusal);
        return beds.Where(b => b.ClosedWithRoom || b.Ordered is not null).Aggregate(
            Outcome.NoChange, (o, b) => o.And(RoomBeds.StreamOf(b.Id), ReopenBedDecider.Reopened(b)).NoLongerClosed(b));
    }
}
