// Whatever is null of the model fails the story.
#nullable disable warnings
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Testing;
using Hl7.Fhir.Serialization;
using R4 = Hl7.Fhir.Model;

namespace Eldercare.Scenarios;

/// <summary>Homes, beds and stays as other systems fetch them: HL7 FHIR R4, a file of all of it, and the census report.</summary>
public sealed class InterchangeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task Other_systems_read_homes_beds_and_stays()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var home = new HomeId(Guid.CreateVersion7());
        var beds = await city.OpenHomeAsync(home, 3);
        await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1);
        var people = await city.RegisterEldersAsync(3);
        object Who(int i, object days) => Merge(new { bed = GlobalId.Of(beds[i]), elder = GlobalId.Of(people[i]) }, days);
        Assert.Null((await city.Http.MutateAsync("admitResident", Who(0, new { on = Day(-9) }))).Code);
        Assert.Null((await city.Http.MutateAsync("admitResident", Who(1, new { on = Day(-9) }))).Code);
        Assert.Null((await city.Http.MutateAsync("recordDeparture", Who(1, new { on = Day(-2), reason = "DEPARTED" }))).Code);
        Assert.Null((await city.Http.MutateAsync("reserveBed", Who(2, new { from = Day(3), until = Day(10) }))).Code);
        Assert.Null((await city.Http.MutateAsync("beginLeave", Who(0, new { kind = "HOSPITAL", on = Day(-1), keptUntil = Day(5) }))).Code);
        await Eventually.EqualAsync(3, async () => (await FindAsync(city.Http, "Encounter?_count=10")).Count);

        // From the home down to its beds.
        using var desk = city.As(Role.HomeAdmissions, site: home.Value);
        var locations = (await FindAsync(desk, "Location?_count=2")).ConvertAll(r => (R4.Location)r);
        Assert.Equal(["si", "ro", "bd", "bd", "bd"], locations.Select(l => l.PhysicalType.Coding[0].Code));
        Assert.Equal(8, (await FindAsync(city.Http, "Location?_count=3")).Count);
        Assert.Equal([home.Value.ToString()], await IdsAsync(desk, "Location?type=NCCF"));
        Assert.Equal([locations[1].Id], await IdsAsync(desk, $"Location?partof=Location/{home.Value}"));
        Assert.Equal(3, (await IdsAsync(desk, $"Location?partof={locations[1].Id}&type=nursing")).Count);
        Assert.Equal([beds[0].Value.ToString()], await IdsAsync(desk, "Location?operational-status=O"));
        Assert.Equal([beds[1].Value.ToString()], await IdsAsync(desk, "Location?operational-status=http://terminology.hl7.org/CodeSystem/v2-0116|H"));
        Assert.Equal(2, (await IdsAsync(desk, "Location?operational-status=H,U")).Count);
        Assert.Equal("U", ((R4.Location)await ReadAsync(desk, $"Location/{beds[2].Value}")).OperationalStatus.Code);

        // Stays by state, place and day.
        Assert.Equal("Finished Onleave Planned", await StaysAsync(desk, $"location=Location/{home.Value}"));
        Assert.Equal("Finished", await StaysAsync(desk, "status=finished"));
        Assert.Equal("Onleave Planned", await StaysAsync(desk, "status=onleave,planned"));
        Assert.Equal("Finished", await StaysAsync(desk, $"location={beds[1].Value}"));
        Assert.Equal("Finished Onleave", await StaysAsync(desk, $"date=le{Day(0)}"));
        Assert.Equal("Onleave Planned", await StaysAsync(desk, $"date=ge{Day(0)}"));
        Assert.Equal("Finished", await StaysAsync(desk, $"date=eb{Day(0)}"));
        Assert.Equal("", await StaysAsync(desk, $"date=gt{Day(-20)}&date=lt{Day(-9)}"));
        var left = (R4.Encounter)(await FindAsync(desk, "Encounter?status=finished"))[0];
        Assert.Equal((Day(-9), Day(-2)), (left.Period.Start, left.Period.End));
        Assert.Equal(left.Id, (await ReadAsync(desk, $"Encounter/{left.Id}")).Id);

        // A departure recorded wrongly is one stay still, at its new days.
        Assert.Null((await city.Http.MutateAsync(
            "correctStay", Who(1, new { from = Day(-9), toFrom = Day(-9), toUntil = Day(-3), reason = "The family says so" }))).Code);
        await Eventually.EqualAsync(Day(-3), async () => ((R4.Encounter)await ReadAsync(desk, $"Encounter/{left.Id}")).Period.End);

        // Promised twice, one after the other.
        Assert.Null((await city.Http.MutateAsync("reserveBed", Merge(
            new { bed = GlobalId.Of(beds[2]), elder = GlobalId.Of(people[1]) }, new { from = Day(1), until = Day(3) }))).Code);
        await Eventually.EqualAsync("Finished Onleave Planned Planned", () => StaysAsync(desk, ""));

        // All of it as files, and of nobody more than an id.
        using var office = city.As(Role.DistrictOffice);
        var text = await office.GetStringAsync("/exports/beds.ndjson?type=Encounter") + await desk.GetStringAsync("/exports/beds.ndjson?type=Location");
        Assert.Equal(9, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(FhirJsonDeserializer.STRICT.DeserializeResource).Count());
        Assert.DoesNotContain("Made Up", text, StringComparison.Ordinal);
        Assert.DoesNotContain("321102195001", text, StringComparison.Ordinal);

        var report = (await office.GetStringAsync($"/exports/census?on={Day(-4)}")).Split("\r\n");
        Assert.Contains($"{Day(-4)},{CityUnderTest.District},Scenario,{home.Value},2,2,0,0,0,0,0", report);
    }

    private static string Day(int fromToday) => CityUnderTest.Text(CityUnderTest.Today.AddDays(fromToday));

    private static Dictionary<string, object?> Merge(params object[] parts) => parts
        .SelectMany(p => p.GetType().GetProperties().Select(f => KeyValuePair.Create(f.Name, f.GetValue(p)))).ToDictionary();

    private static async Task<string> StaysAsync(HttpClient http, string search) =>
        string.Join(' ', (await FindAsync(http, $"Encounter?{search}")).Select(r => ((R4.Encounter)r).Status.ToString()).Order(StringComparer.Ordinal));

    private static async Task<List<string>> IdsAsync(HttpClient http, string search) => (await FindAsync(http, search)).ConvertAll(r => r.Id);

    /// <summary>All that a search finds, by its links from page to page.</summary>
    private static async Task<List<R4.Resource>> FindAsync(HttpClient http, string search)
    {
        var found = new List<R4.Resource>();
        for (var url = $"/fhir/{search}"; url is not null;)
        {
            var bundle = (R4.Bundle)Parse(await http.GetStringAsync(url));
            found.AddRange(bundle.Entry.Select(e => e.Resource));
            url = bundle.Link.Find(l => l.Relation == "next")?.Url;
        }

        return found;
    }

    private static async Task<R4.Resource> ReadAsync(HttpClient http, string path) => Parse(await http.GetStringAsync($"/fhir/{path}"));

    private static R4.Resource Parse(string json) => FhirJsonDeserializer.STRICT.DeserializeResource(json);
}
