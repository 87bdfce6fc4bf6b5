using Eldercare.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>homes</c> with <c>home_certificates</c> and <c>rooms</c>. Of a home known already new rooms and certificates are added and its own
/// data is taken over, but for its district.
/// </summary>
internal static class HomeRows
{
    private const int Number = 0, Name = 1, District = 2, Address = 3, Latitude = 4, Longitude = 5, Operator = 6, Phone = 7;

    public static async Task ImportAsync(ImportContext context)
    {
        var parts = new Dictionary<HomeId, Parts>();
        using var certificateFile = context.Open(Registry.HomeCertificates);
        if (certificateFile is not null) CertificateRows.Read(certificateFile, parts, context);
        using var roomFile = context.Open(Registry.Rooms);
        if (roomFile is not null) RoomRows.Read(roomFile, parts, context);
        using var file = context.Open(Registry.Homes);
        if ((file ?? roomFile ?? certificateFile) is { } first) await context.RunAsync(first, Read(file, parts, context.Now));
    }

    private static IEnumerable<Entry> Read(RegistryReader? file, Dictionary<HomeId, Parts> parts, DateTimeOffset now)
    {
        var seen = new HashSet<HomeId>();
        while (file?.Next() == true)
        {
            var home = HomeId.FromRegistry(file.Number(Number));
            var details = new HomeDetails(
                file.Text(Name), file.Text(Address), file.Degrees(Latitude), file.Degrees(Longitude), file.Choice<OperatorKind>(Operator),
                file.Optional(Phone));
            var register = new RegisterHome(
                home, details.Name, file.Text(District), details.Address, details.Latitude, details.Longitude, details.Operator)
            {
                Phone = details.Phone,
            };
            if (!file.Failed && !seen.Add(home)) file.Fail(Number, "ROW_TWICE", "A row above has the same registry number.");
            if (file.Failed) continue;

            var ofHome = parts.GetValueOrDefault(home) ?? new();
            yield return new CommandEntry(
                Home.Stream.At(home.Value),
                [new([file.At], "registry_number", register, now), .. ofHome.New],
                [
                    new([file.At], "district", register, now) { Against = InDistrict(register) },
                    new([file.At], "registry_number", new UpdateHome(home, details, KeepsPhone: !file.Has(Phone)), now), .. ofHome.Known,
                ],
                now);
        }

        foreach (var (home, ofHome) in parts)
            if (!seen.Contains(home)) yield return new CommandEntry(Home.Stream.At(home.Value), ofHome.New, ofHome.Known, now);
    }

    /// <summary>A home does not move to another district: its figures would move with it.</summary>
    private static Comparison InDistrict(RegisterHome row) => Comparison.Fixed<HomeBoard>(
        row.Home.Value, "HOME_DIFFERS", "home", home => [("district", home.District == row.District)]);

    /// <summary>What other files say of a home: when it is new with them, and when it is known.</summary>
    internal sealed class Parts
    {
        public List<Step> New { get; } = [];

        public List<Step> Known { get; } = [];
    }
}

internal static class RegistryIds
{
    /// <summary>A room is known by its home's number and its own.</summary>
    public static RoomId Room(string home, string room) => RoomId.FromRegistry($"{home}/{room}");

    public static BedId Bed(string home, string room, string bed) => BedId.FromRegistry($"{home}/{room}/{bed}");
}
