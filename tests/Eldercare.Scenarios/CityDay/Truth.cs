using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Scenarios.CityDay;

/// <summary>What really happened, by those who did it; the events are held against it.</summary>
internal sealed class Truth
{
    /// <summary>Portions handed out by devices without connection, each scan once however often it was sent.</summary>
    public List<OfflineScan> Scans { get; } = [];

    /// <summary>
    /// Elders who had, or seem to have had, two portions, with both sittings; the same one twice when two devices scanned her there.
    /// </summary>
    public Dictionary<ElderId, (SittingId One, SittingId Other)> FedTwice { get; } = [];

    /// <summary>Served by a person at the counter, with a connection.</summary>
    public HashSet<ElderId> Served { get; } = [];

    public HashSet<ElderId> WalkedIn { get; } = [];

    /// <summary>A person said that they did not come.</summary>
    public HashSet<ElderId> NotSeen { get; } = [];

    /// <summary>What the drivers found at each door.</summary>
    public Dictionary<ElderId, StopState> Doors { get; } = [];

    /// <summary>Welfare alerts that a person settled.</summary>
    public HashSet<ElderId> LookedAfter { get; } = [];
}

/// <summary>One scan as its device keeps it.</summary>
internal sealed record OfflineScan(TownPoint Point, string Device, int Sequence, DateTimeOffset At, ElderId Elder);
