using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary><c>beds</c> and <c>residents</c>: who lies in which. Other data of a known bed is reported: no command changes it.</summary>
internal static class BedRows
{
    private const int HomeOf = 0, RoomOf = 1, BedNumber = 2, Kind = 3, Highest = 4;
    private const int ElderOf = 3, AdmittedOn = 4;

    public static async Task ImportAsync(ImportContext context)
    {
        using var residentFile = context.Open(Registry.Residents);
        var residents = residentFile is null ? [] : ReadResidents(residentFile, context);
        using var file = context.Open(Registry.Beds);
        var first = file ?? residentFile;
        if (first is not null) await context.RunAsync(first, Read(file, residents, context.Now));
    }

    private static Dictionary<BedId, Step> ReadResidents(RegistryReader file, ImportContext context)
    {
        var residents = new Dictionary<BedId, Step>();
        foreach (var row in file.Rows(context.Report))
        {
            var bed = RegistryIds.Bed(file.Number(HomeOf), file.Number(RoomOf), file.Number(BedNumber));
            var (elder, on) = (ElderIds.FromRegistry(file.Number(ElderOf)), file.Date(AdmittedOn));
            if (!file.Failed && residents.ContainsKey(bed)) file.Fail(BedNumber, "ROW_TWICE", "A row above has a resident in this bed.");
            if (file.Failed) continue;
            residents[bed] = new([row], "bed", new AdmitResident(bed, elder, Application: null, on), context.Now)
            {
                Held = Resident.Claim(elder),
            };
        }

        return residents;
    }

    private static IEnumerable<Entry> Read(RegistryReader? file, Dictionary<BedId, Step> residents, DateTimeOffset now)
    {
        var seen = new HashSet<BedId>();
        while (file?.Next() == true)
        {
            var (home, room, number) = (file.Number(HomeOf), file.Number(RoomOf), file.Number(BedNumber));
            var register = new RegisterBed(
                HomeId.FromRegistry(home), RegistryIds.Room(home, room), RegistryIds.Bed(home, room, number), number,
                file.Choice<BedKind>(Kind), file.Choice<CareLevel>(Highest));
            if (!file.Failed && !seen.Add(register.Bed)) file.Fail(BedNumber, "ROW_TWICE", "A row above is about the same bed.");
            if (file.Failed) continue;

            var create = new Step([file.At], "bed", register, now);
            Step[] admit = residents.TryGetValue(register.Bed, out var resident) ? [resident] : [];
            yield return new CommandEntry(
                Bed.Stream.At(register.Bed.Value), [create, .. admit], [create with { Against = AsRegistered(register) }, .. admit],
                AtOf(admit, now));
        }

        foreach (var (bed, resident) in residents)
            if (!seen.Contains(bed)) yield return new CommandEntry(Bed.Stream.At(bed.Value), [resident], [resident], now);
    }

    private static Comparison AsRegistered(RegisterBed row) => Comparison.Fixed<BedBoard>(
        row.Bed.Value, "BED_DIFFERS", "bed",
        bed => [("kind", bed.Kind == row.Kind), ("highest_care_level", bed.HighestCareLevel == row.HighestCareLevel)]);

    /// <summary>A stay's event carries the day the resident moved in.</summary>
    private static DateTimeOffset AtOf(Step[] admit, DateTimeOffset now) =>
        admit is [{ Command: AdmitResident stay }] && CityTime.At(stay.On, new TimeOnly(12, 0)) is var noon && noon < now ? noon : now;
}
