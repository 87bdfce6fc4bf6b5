using Eldercare.Beds.Beds;
using Eldercare.People;

namespace Eldercare.Import.Tests;

/// <summary>When a bed of the registry came into service is when its first event is dated, for the figures of days before the import.</summary>
public static class BedsInServiceTests
{
    [Fact]
    public static async Task A_bed_s_events_are_dated_when_it_came_into_service_and_when_its_resident_did()
    {
        using var folder = new Folder()
            .With(
                "elders.csv", "registry_number,name,identity_number,phone,address,district",
                "E-1,王小明,11010519491231002X,,,321102", "E-2,李建国,321199195503275379,,,321102")
            .With("homes.csv", "registry_number,name,district,address,latitude,longitude,operator", "CH-1,养老院,321102,路1号,32.2,119.45,social")
            .With("rooms.csv", "home,room,gender_rule", "CH-1,1,mixed")
            .With(
                "beds.csv", "home,room,bed,kind,highest_care_level,in_service_on", "CH-1,1,1,nursing,total,2020-05-01", "CH-1,1,2,nursing,total,2020-05-01",
                "CH-1,1,3,nursing,total,2024-05-01", "CH-1,1,4,nursing,total,", "CH-1,1,5,nursing,total,2026-11-26")
            .With("residents.csv", "home,room,bed,elder,admitted_on", "CH-1,1,1,E-1,2022-01-10", "CH-1,1,3,E-2,2023-06-01");
        var store = new MemoryStore(Folder.Noon);

        await folder.ImportAsync(store);

        Assert.Equal(["beds.csv,6,in_service_on,DATE_IN_FUTURE"], folder.Errors());
        Assert.Equal(
            [("1", Noon(2020, 5, 1)), ("2", Noon(2020, 5, 1)), ("3", Noon(2023, 6, 1)), ("4", Folder.Noon)],
            store.Facts.OfType<BedRegistered>().Select(b => (b.Number, store.Times[b])).OrderBy(b => b.Number, StringComparer.Ordinal));
        Assert.Equal([Noon(2022, 1, 10), Noon(2023, 6, 1)], store.Facts.OfType<ResidentAdmitted>().Select(r => store.Times[r]).Order());
    }

    private static DateTimeOffset Noon(int year, int month, int day) => CityTime.At(new(year, month, day), new TimeOnly(12, 0));
}
