using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.People;
using Eldercare.People.Elders;

namespace Eldercare.Import.Registries;

/// <summary>
/// <c>beds</c> and <c>residents</c>: who lies in which. Who is in the registry lives there: whether the home might admit her then is not
/// asked.
/// </summary>
internal static class BedRows
{
    private const int HomeOf = 0, RoomOf = 1, BedNumber = 2, Kind = 3, Highest = 4, Equipment = 5, Price = 6, InServiceOn = 7;
    private const int ElderOf = 3, AdmittedOn = 4;

    public static async Task ImportAsync(ImportContext context)
    {
        using var residentFile = context.Open(Registry.Residents);
        var residents = residentFile is null ? [] : ReadResidents(residentFile, context);
        using var file = context.Open(Registry.Beds);
        var first = file ?? residentFile;
        if (first is not null) await context.RunAsync(first, Read(file, residents, context));
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
            residents[bed] = new([row], "bed", new AdmitResident(bed, elder, Application: null, on) { FromRegistry = true }, context.Now)
            {
                Held = Resident.Claim(elder),
            };
        }

        return residents;
    }

    private static IEnumerable<Entry> Read(RegistryReader? file, Dictionary<BedId, Step> residents, ImportContext context)
    {
        var now = context.Now;
        var seen = new HashSet<BedId>();
        while (file?.Next() == true)
        {
            var (home, room, number) = (file.Number(HomeOf), file.Number(RoomOf), file.Number(BedNumber));
            var register = new RegisterBed(
                HomeId.FromRegistry(home), RegistryIds.Room(home, room), RegistryIds.Bed(home, room, number), number,
                file.Choice<BedKind>(Kind), file.Choice<CareLevel>(Highest))
            {
                Equipment = file.Choices<BedEquipment>(Equipment),
                DailyPrice = file.OptionalYuan(Price),
            };
            var inService = file.IsEmpty(InServiceOn) ? default(DateOnly?) : file.Date(InServiceOn);
            if (!file.Failed && inService > context.Today) file.Fail(InServiceOn, "DATE_IN_FUTURE", "A bed of the registry is in service already.");
            if (!file.Failed && !seen.Add(register.Bed)) file.Fail(BedNumber, "ROW_TWICE", "A row above is about the same bed.");
            if (file.Failed) continue;

            Step[] admit = residents.TryGetValue(register.Bed, out var resident) ? [resident] : [];
            var create = new Step([file.At], "bed", register, now);
            if (inService is { } day)
            {
                // She lay in it, so it was there.
                var (from, moved) = (Noon(day, now), AtOf(admit, now));
                create = create with { At = from < moved ? from : moved };
                admit = [.. admit.Select(a => a with { At = moved })];
            }

            yield return new CommandEntry(
                Bed.Stream.At(register.Bed.Value), [create, .. admit], [Change(file, register, context), .. admit], AtOf(admit, now));
        }

        foreach (var (bed, resident) in residents)
            if (!seen.Contains(bed)) yield return new CommandEntry(Bed.Stream.At(bed.Value), [resident], [resident], now);
    }

    /// <summary>What is different about a bed that is known, whatever it says of when it came into service; a price holds from today on, and an empty one says nothing.</summary>
    private static Step Change(RegistryReader file, RegisterBed row, ImportContext context)
    {
        var equipment = file.Has(Equipment) ? row.Equipment.Distinct().Order().ToImmutableArray() : default(ImmutableArray<BedEquipment>?);
        var change = new ChangeBed(row.Bed, row.Kind, row.HighestCareLevel, equipment, row.DailyPrice, PriceFrom: null);
        return new([file.At], "kind", change, context.Now)
        {
            Against = Comparison.With<BedBoard>(row.Bed.Value, bed => bed is null || IsSo(bed, change, context.Today) ? Verdict.Same : Verdict.Changed),
        };
    }

    private static bool IsSo(BedBoard bed, ChangeBed change, DateOnly today) =>
        (bed.Kind, bed.HighestCareLevel) == (change.Kind, change.HighestCareLevel)
        && (change.Equipment is not { } equipment || equipment.AsSpan().SequenceEqual((bed.Equipment ?? []).AsSpan()))
        && (change.DailyPrice is not { } price || BedPrice.On(bed.Prices ?? [], today) == price);

    /// <summary>A stay's event carries the day the resident moved in.</summary>
    private static DateTimeOffset AtOf(Step[] admit, DateTimeOffset now) =>
        admit is [{ Command: AdmitResident stay }] ? Noon(stay.On, now) : now;

    private static DateTimeOffset Noon(DateOnly day, DateTimeOffset now) =>
        CityTime.At(day, new TimeOnly(12, 0)) is var noon && noon < now ? noon : now;
}
