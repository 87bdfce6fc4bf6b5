using Eldercare.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>rooms</c>. Of a known room building and floor are taken over; another gender rule is reported: whether it suits who lies there is
/// for people to see to.
/// </summary>
internal static class RoomRows
{
    private const int HomeOf = 0, RoomNumber = 1, Rule = 2, Building = 3, Floor = 4;
    private const int BedsHome = 0, BedsRoom = 1, BedsNumber = 2;

    public static void Read(RegistryReader file, Dictionary<HomeId, HomeRows.Parts> parts, ImportContext context)
    {
        var beds = BedsByRoom(context);
        foreach (var row in file.Rows(context.Report))
        {
            var (home, number) = (file.Number(HomeOf), file.Number(RoomNumber));
            int? floor = file.IsEmpty(Floor) ? null : file.Integer(Floor);
            var add = new AddRoom(HomeId.FromRegistry(home), RegistryIds.Room(home, number), number, file.Choice<GenderRule>(Rule))
            {
                Building = file.Optional(Building),
                Floor = floor,
            };
            if (file.Failed) continue;
            if (beds.TryGetValue(add.Room, out var named)) add = add with { Beds = [.. named] };
            if (!parts.TryGetValue(add.Home, out var ofHome)) parts[add.Home] = ofHome = new();
            var step = new Step([row], "room", add, context.Now) { Against = Comparison.With<RoomRow>(add.Room.Value, room => Judge(room, add)) };
            ofHome.New.Add(step);
            ofHome.Known.Add(step);
            ofHome.Known.Add(new([row], "room", new ChangeRoom(add.Home, add.Room, add.Building, add.Floor, GenderRule: null, [], []), context.Now)
            {
                Against = Comparison.With<RoomRow>(add.Room.Value, room => IsThere(room, add) ? Verdict.Same : Verdict.Changed),
            });
        }
    }

    private static Verdict Judge(RoomRow? room, AddRoom row) => room switch
    {
        null => Verdict.Changed,
        _ when room.GenderRule == row.GenderRule => Verdict.Same,
        _ => Verdict.Differing([new("gender_rule", "ROOM_DIFFERS", "The room is in the store with another gender_rule, and no file can change that.")]),
    };

    /// <summary>New, or where the file says: an empty cell says nothing.</summary>
    private static bool IsThere(RoomRow? room, AddRoom row) =>
        room is null || ((row.Building ?? room.Building) == room.Building && (row.Floor ?? room.Floor) == room.Floor);

    /// <summary>So a new home knows its beds from the beginning; they are registered by their own file.</summary>
    private static Dictionary<RoomId, List<BedId>> BedsByRoom(ImportContext context)
    {
        var beds = new Dictionary<RoomId, List<BedId>>();
        using var file = context.OpenAgain(Registry.Beds);
        if (file is null) return beds;
        foreach (var _ in file.Rows())
        {
            var (home, room, number) = (file.Number(BedsHome), file.Number(BedsRoom), file.Number(BedsNumber));
            if (file.Failed) continue;
            var id = RegistryIds.Room(home, room);
            if (!beds.TryGetValue(id, out var ofRoom)) beds[id] = ofRoom = [];
            ofRoom.Add(RegistryIds.Bed(home, room, number));
        }

        return beds;
    }
}
