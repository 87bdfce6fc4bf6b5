using Eldercare.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>homes</c> and <c>rooms</c>. New rooms of a home known already are added; other data of a known home or room is reported, because
/// no command changes it.
/// </summary>
internal static class HomeRows
{
    private const int Number = 0, Name = 1, District = 2, Address = 3, Latitude = 4, Longitude = 5, Operator = 6;
    private const int HomeOf = 0, RoomNumber = 1, Rule = 2;

    public static async Task ImportAsync(ImportContext context)
    {
        using var roomFile = context.Open(Registry.Rooms);
        var rooms = roomFile is null ? [] : ReadRooms(roomFile, context);
        using var file = context.Open(Registry.Homes);
        var first = file ?? roomFile;
        if (first is not null) await context.RunAsync(first, Read(file, rooms, context.Now));
    }

    private static Dictionary<HomeId, List<Step>> ReadRooms(RegistryReader file, ImportContext context)
    {
        var rooms = new Dictionary<HomeId, List<Step>>();
        foreach (var row in file.Rows(context.Report))
        {
            var (home, number) = (file.Number(HomeOf), file.Number(RoomNumber));
            var add = new AddRoom(HomeId.FromRegistry(home), RegistryIds.Room(home, number), number, file.Choice<GenderRule>(Rule));
            if (file.Failed) continue;
            if (!rooms.TryGetValue(add.Home, out var ofHome)) rooms[add.Home] = ofHome = [];
            ofHome.Add(new([row], "room", add, context.Now)
            {
                Against = Comparison.With<RoomRow>(add.Room.Value, room => room switch
                {
                    null => Verdict.Changed,
                    _ when room.GenderRule == add.GenderRule => Verdict.Same,
                    _ => Verdict.Differing([new("gender_rule", "ROOM_DIFFERS", "The room is in the store with another gender_rule, and no file can change that yet.")]),
                }),
            });
        }

        return rooms;
    }

    private static IEnumerable<Entry> Read(RegistryReader? file, Dictionary<HomeId, List<Step>> rooms, DateTimeOffset now)
    {
        var seen = new HashSet<HomeId>();
        while (file?.Next() == true)
        {
            var home = HomeId.FromRegistry(file.Number(Number));
            var register = new RegisterHome(
                home, file.Text(Name), file.Text(District), file.Text(Address), file.Degrees(Latitude), file.Degrees(Longitude),
                file.Choice<OperatorKind>(Operator));
            if (!file.Failed && !seen.Add(home)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (file.Failed) continue;

            var ofHome = rooms.GetValueOrDefault(home) ?? [];
            var create = new Step([file.At], "registry_number", register, now);
            yield return new CommandEntry(
                Home.Stream.At(home.Value), [create, .. ofHome], [create with { Against = AsRegistered(register) }, .. ofHome], now);
        }

        foreach (var (home, steps) in rooms)
            if (!seen.Contains(home)) yield return new CommandEntry(Home.Stream.At(home.Value), steps, steps, now);
    }

    private static Comparison AsRegistered(RegisterHome row) => Comparison.Fixed<HomeBoard>(row.Home.Value, "HOME_DIFFERS", "home", home =>
    [
        ("name", home.Name == row.Name), ("district", home.District == row.District), ("address", home.Address == row.Address),
        ("latitude", home.Latitude.Equals(row.Latitude)), ("longitude", home.Longitude.Equals(row.Longitude)),
        ("operator", home.Operator == row.Operator),
    ]);
}

internal static class RegistryIds
{
    /// <summary>A room is known by its home's number and its own.</summary>
    public static RoomId Room(string home, string room) => RoomId.FromRegistry($"{home}/{room}");

    public static BedId Bed(string home, string room, string bed) => BedId.FromRegistry($"{home}/{room}/{bed}");
}
