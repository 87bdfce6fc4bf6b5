using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Homes;

/// <summary>
/// Changes where a room is and who may lie in it; null leaves as it is. A new gender rule must suit everybody the room's beds are given
/// to. Beds are streams of their own: all of them are locked with the home, and so is the registering of another one, so that nobody is
/// admitted under the old rule meanwhile.
/// </summary>
/// <param name="Beds">The room's beds, as whoever gives the command found them; only asked for with a gender rule.</param>
/// <param name="Elders">Who lies in them or for whom they are kept.</param>
public sealed record ChangeRoom(
    HomeId Home, RoomId Room, string? Building, int? Floor, GenderRule? GenderRule, ImmutableArray<BedId> Beds,
    ImmutableArray<ElderId> Elders) : ICommand
{
    private StreamRef Stream => Homes.Home.Stream.At(Home.Value);

    public Footprint Footprint => new()
    {
        Writes = [Stream, .. Beds.Distinct().Select(StreamOf)],
        Rows = [.. Elders.Distinct().Select(e => RowRef.To<ElderRecord>(e.Value))],
    };

    public Outcome Decide(Known known)
    {
        var beds = Beds.Distinct().Select(b => known.State<Bed>(StreamOf(b))).OfType<Bed>().ToArray();
        var elders = Elders.Distinct().ToDictionary(e => e, e => known.Row<ElderRecord>(e.Value)?.Gender);
        var decision = ChangeRoomDecider.Decide(this, known.State<Home>(Stream), beds, elders);
        var outcome = decision.On(Stream);
        return decision.Facts is [RoomChanged changed]
            ? beds.Where(b => b.State != BedState.Retired && b.GenderRule != changed.GenderRule).Aggregate(
                outcome, (o, b) => o.And(StreamOf(b.Id), new BedGenderRuleChanged(b.Id, Home, changed.GenderRule)))
            : outcome;
    }

    private static StreamRef StreamOf(BedId bed) => Bed.Stream.At(bed.Value);
}

/// <summary>A bed was added, or somebody moved, since the command was made: to be asked again.</summary>
public sealed record RoomBedsDiffer(HomeId Home, RoomId Room) : Refusal
{
    public override Words Message => new(
        "房间的床位或其安排刚有变化，请刷新后重试。",
        "The room's beds, or who they are given to, have changed meanwhile: ask again.");
}

/// <param name="Beds">Those that are given to somebody the new rule does not allow.</param>
public sealed record RoomNotFree(HomeId Home, RoomId Room, ImmutableArray<BedId> Beds) : Refusal
{
    public override Words Message => new(
        "房间里有住户或保留床位的老人不符合新的性别要求，请先转床或取消保留。",
        "Somebody lies in the room or has a bed of it kept whom the new rule does not allow: she is moved, or the bed given up, first.");

    public bool Equals(RoomNotFree? other) => other is not null
        && (Home, Room) == (other.Home, other.Room) && Beds.AsSpan().SequenceEqual(other.Beds.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Home, Room, Beds.Length);
}

public static class ChangeRoomDecider
{
    /// <param name="beds">Those of the beds named that there are.</param>
    /// <param name="elders">The gender of everybody named; null of whom is not registered.</param>
    public static Decision<HomeFact> Decide(
        ChangeRoom command, Home? home, IReadOnlyCollection<Bed> beds, IReadOnlyDictionary<ElderId, Gender?> elders)
    {
        if (home is null) return new HomeUnknown(command.Home);
        if (!home.Rooms.TryGetValue(command.Room, out var room)) return new RoomUnknown(command.Home, command.Room);
        if (HomeChecks.OfRoom(command.Building, command.Floor) is { } invalid) return invalid;
        var changed = new RoomChanged(
            command.Home, command.Room, command.Building ?? room.Building, command.Floor ?? room.Floor, command.GenderRule ?? room.GenderRule);
        if (changed.GenderRule != room.GenderRule && CheckRule(command, changed.GenderRule, room, beds, elders) is { } forbidden)
            return forbidden;

        return (changed.Building, changed.Floor, changed.GenderRule) == (room.Building, room.Floor, room.GenderRule)
            ? Decision<HomeFact>.NoChange
            : changed;
    }

    private static Refusal? CheckRule(
        ChangeRoom command, GenderRule rule, Room room, IReadOnlyCollection<Bed> beds, IReadOnlyDictionary<ElderId, Gender?> elders)
    {
        if (!room.Beds.IsSubsetOf(command.Beds) || beds.Any(b => b.Room != command.Room)) return new RoomBedsDiffer(command.Home, command.Room);
        if (beds.Any(b => b.GivenTo.Any(e => !elders.ContainsKey(e)))) return new RoomBedsDiffer(command.Home, command.Room);
        // Of whom nothing is known, nobody can say that the rule allows her.
        var others = beds.Where(b => b.GivenTo.Any(e => elders[e] is not { } gender || !BedMatch.Allows(rule, gender))).Select(b => b.Id)
            .ToImmutableArray();
        return others.IsEmpty ? null : new RoomNotFree(command.Home, command.Room, others);
    }
}
