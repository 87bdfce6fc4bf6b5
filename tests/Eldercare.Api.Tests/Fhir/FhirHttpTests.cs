using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests.Fhir;

/// <summary>What is asked at <c>/fhir</c> and <c>/exports</c>, by whom, and what comes back.</summary>
public sealed class FhirHttpTests(TestApi api)
{
    private const string Fhir = "application/fhir+json";

    [Theory]
    [InlineData("/fhir/metadata", Role.None, 200)]
    [InlineData("/fhir/Location", Role.None, 401)]
    [InlineData("/fhir/Location", Role.Elder, 403)]
    [InlineData("/fhir/Encounter", Role.MealPointStaff, 403)]
    [InlineData("/fhir/Location?_count=0", Role.CityOffice, 400)]
    [InlineData("/fhir/Location?_count=x", Role.CityOffice, 400)]
    [InlineData("/fhir/Location?name=x", Role.CityOffice, 400)]
    [InlineData("/fhir/Location?partof=x", Role.CityOffice, 400)]
    [InlineData("/fhir/Location?operational-status=Z", Role.CityOffice, 400)]
    [InlineData("/fhir/Location?type=hotel", Role.CityOffice, 400)]
    [InlineData("/fhir/Location?type=NCCF,nursing&operational-status=U", Role.CityOffice, 200)]
    [InlineData("/fhir/Encounter?date=2026", Role.CityOffice, 400)]
    [InlineData("/fhir/Encounter?status=arrived", Role.CityOffice, 400)]
    [InlineData("/fhir/Encounter?date=ge2026-03-01&date=le2026-03-31&status=in-progress,onleave", Role.CityOffice, 200)]
    [InlineData("/fhir/Encounter?_after=x", Role.CityOffice, 400)]
    [InlineData("/fhir/Location/x", Role.CityOffice, 404)]
    [InlineData("/fhir/Encounter/x", Role.CityOffice, 404)]
    [InlineData("/fhir/Patient", Role.CityOffice, 404)]
    [InlineData("/fhir/Location?_format=xml", Role.CityOffice, 406)]
    [InlineData("/exports/beds.ndjson", Role.CityOffice, 400)]
    [InlineData("/exports/beds.ndjson?type=Location", Role.Kitchen, 403)]
    public async Task An_error_is_an_OperationOutcome(string path, Role role, int status)
    {
        var reply = await GetAsync(path, role);
        Assert.Equal((status, Fhir), (reply.Status, reply.Type));
        Assert.Equal(status != 200, reply.Root.GetProperty("resourceType").GetString() == "OperationOutcome");
    }

    [Fact]
    public async Task It_is_to_read_only()
    {
        var reply = await api.SendAsync(new(HttpMethod.Post, At("/fhir/Location")), api.Token(Role.CityOffice), Fhir);
        Assert.Equal((405, "GET"), (reply.Status, string.Join(',', reply.Allow)));
    }

    [Theory]
    [InlineData(Role.CityOffice, 5, 2)]
    [InlineData(Role.Auditor, 5, 2)]
    [InlineData(Role.HomeAdmissions, 3, 1)]
    [InlineData(Role.DistrictOffice, 3, 1)]
    public async Task A_sign_in_finds_what_it_reaches(Role role, int locations, int encounters)
    {
        Assert.Equal(locations, (await GetAsync("/fhir/Location", role)).Root.GetProperty("entry").GetArrayLength());
        Assert.Equal(encounters, (await GetAsync("/fhir/Encounter", role)).Root.GetProperty("entry").GetArrayLength());
        Assert.Equal(locations, (await GetAsync("/exports/beds.ndjson?type=Location", role)).Text.Count(c => c == '\n'));
        Assert.Equal(encounters, (await GetAsync("/exports/beds.ndjson?type=Encounter", role)).Text.Count(c => c == '\n'));
        var elsewhere = (await GetAsync($"/fhir/Location/{FakeCity.HomeB.Value}", role)).Status;
        Assert.Equal(locations == 5 ? 200 : 403, elsewhere);
        Assert.Equal(200, (await GetAsync($"/fhir/Location/{FakeCity.BedA.Value}", role)).Status);
    }

    [Fact]
    public async Task Pages_are_linked_until_all_were_seen()
    {
        var (url, ids) = ("/fhir/Location?_count=2", new List<string>());
        for (var pages = 1; ; pages++)
        {
            var bundle = (await GetAsync(url, Role.CityOffice)).Root;
            ids.AddRange(bundle.GetProperty("entry").EnumerateArray().Select(e => e.GetProperty("resource").GetProperty("id").GetString()!));
            var next = bundle.GetProperty("link").EnumerateArray().FirstOrDefault(l => l.GetProperty("relation").GetString() == "next");
            if (next.ValueKind == System.Text.Json.JsonValueKind.Undefined)
            {
                Assert.Equal(3, pages);
                break;
            }

            url = new Uri(next.GetProperty("url").GetString()!).PathAndQuery;
        }

        Assert.Equal(FakeCity.Places.Select(p => p.Key.Id.ToString()), ids);
    }

    [Fact]
    public async Task A_fault_of_ours_says_nothing_of_itself()
    {
        api.City.Fault = new InvalidOperationException("secret");
        try
        {
            var reply = await GetAsync("/fhir/Location", Role.CityOffice);
            Assert.Equal((500, Fhir), (reply.Status, reply.Type));
            Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
        }
        finally
        {
            api.City.Reset();
        }
    }

    [Theory]
    [InlineData("on=2026-03-02", Role.None, 401)]
    [InlineData("on=2026-03-02", Role.HomeAdmissions, 403)]
    [InlineData("on=2026-03-02&district=321111", Role.DistrictOffice, 403)]
    [InlineData("on=yesterday", Role.CityOffice, 400)]
    [InlineData("on=2100-01-01", Role.CityOffice, 400)]
    [InlineData("on=2026-03-02&asKnownAt=x", Role.CityOffice, 400)]
    [InlineData("", Role.CityOffice, 400)]
    public async Task Whose_census_may_not_be_had_or_is_none_is_refused(string query, Role role, int status) =>
        Assert.Equal(status, (await GetAsync($"/exports/census?{query}", role)).Status);

    [Fact]
    public async Task The_census_is_a_home_a_row_and_a_control_sum()
    {
        var reply = await GetAsync("/exports/census?on=2026-03-02", Role.DistrictOffice);
        Assert.Equal(
            $"""
            date,district,home,home_id,total,occupied,vacant_reserved,vacant_admitting,to_clean,closed,vacant_not_admitting
            2026-03-02,321102,Home,{FakeCity.HomeA.Value},10,6,1,1,1,0,1
            2026-03-02,CONTROL SUM,1 rows,,10,6,1,1,1,0,1

            """.ReplaceLineEndings("\r\n"),
            reply.Text.TrimStart('\uFEFF'));
    }

    private Task<Reply> GetAsync(string path, Role role) =>
        api.SendAsync(new(HttpMethod.Get, At(path)), role == Role.None ? null : api.Token(role), accept: "*/*");

    private string At(string path) => api.App.Urls.First() + path;
}
