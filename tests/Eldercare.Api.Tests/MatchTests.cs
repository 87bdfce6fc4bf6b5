using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>Proposals are made over the whole city, and each sees its part: Anna of the district here is placed in a home there.</summary>
public sealed class MatchTests(TestApi api)
{
    private const string Matches = "placed notPlaced matches { nodes { place preferenceRank home { district } bed { district } } } unplaced { nodes { reason } }";

    private static readonly string s_bed = TestApi.GlobalId(FakeCity.BedA), s_application = TestApi.GlobalId(FakeCity.Application);

    [Fact]
    public async Task The_city_office_sees_all() => Assert.Equal(
        "2 and 1: 1 in 321111 seen, 2 in 321102 seen; OTHERS_AHEAD", Told(await api.AskAsync(Role.CityOffice, Propose(""))));

    [Fact]
    public async Task A_district_sees_its_elders_and_its_beds_and_of_beds_elsewhere_the_home() => Assert.Equal(
        "2 and 0: 1 in 321111 unseen, 2 in 321102 seen; ", Told(await api.AskAsync(Role.DistrictOffice, Propose($"(district: \"{FakeCity.Here}\")"))));

    [Fact]
    public async Task A_home_sees_its_own_beds_and_nobody_without() => Assert.Equal(
        "1 and 0: 2 in 321102 seen; ", Told(await api.AskAsync(Role.HomeAdmissions, Propose($"(home: \"{TestApi.GlobalId(FakeCity.HomeA)}\")"))));

    [Theory]
    [InlineData(Role.HomeAdmissions, "")]
    [InlineData(Role.HomeAdmissions, "(district: \"321102\")")]
    [InlineData(Role.DistrictOffice, "")]
    public async Task Nobody_asks_for_more_than_is_his(Role role, string arguments) =>
        Assert.Equal(["FORBIDDEN"], (await api.AskAsync(role, Propose(arguments))).Codes);

    [Fact]
    public async Task Beds_are_kept_back_for_the_first_lane() => Assert.Equal(
        "1 and 2: 1 in 321111 seen; KEPT_FOR_FIRST_LANE, OTHERS_AHEAD", Told(await api.AskAsync(Role.CityOffice, Propose("(keptBack: 2)"))));

    [Fact]
    public async Task A_list_is_read_page_by_page()
    {
        var first = Page(await api.AskAsync(Role.CityOffice, Propose("", "matches(first: 1) { nodes { place } pageInfo { hasNextPage endCursor } }")));
        Assert.Equal("1", first.GetProperty("nodes")[0].GetProperty("place").GetRawText());
        var cursor = first.GetProperty("pageInfo").GetProperty("endCursor").GetString();
        var next = Page(await api.AskAsync(Role.CityOffice, Propose("", $"matches(first: 1, after: \"{cursor}\") {{ nodes {{ place }} pageInfo {{ hasNextPage }} }}")));
        Assert.Equal("[{\"place\":2}]", next.GetProperty("nodes").GetRawText());
        Assert.Equal(
            ["BAD_INPUT"],
            (await api.AskAsync(Role.CityOffice, Propose("", "matches(after: \"AAAA\") { nodes { place } }"))).Codes);
    }

    [Fact]
    public async Task Why_a_bed_does_not_fit_is_asked_of_the_bed_or_by_itself()
    {
        var alone = await api.AskAsync(Role.HomeAdmissions, $"{{ whyNot(bed: \"{s_bed}\", application: \"{s_application}\") {{ rule words {{ zh en }} }} }}");
        var field = await api.AskAsync(
            Role.HomeAdmissions, $"{{ node(id: \"{s_bed}\") {{ ... on Bed {{ whyNot(application: \"{s_application}\") {{ rule words {{ zh en }} }} }} }} }}");
        Assert.Equal(
            """[{"rule":"STANDING","words":{"zh":"老人已有床位。","en":"The elder has a bed already."}},{"rule":"MAY_ADMIT","words":{"zh":"养老机构的许可、消防或责任保险不在有效期内，暂不能收住。","en":"The home may not admit: its licence, fire inspection or liability insurance is not in date."}}]""",
            alone.Data.GetProperty("whyNot").GetRawText());
        Assert.Equal(alone.Data.GetProperty("whyNot").GetRawText(), field.Data.GetProperty("node").GetProperty("whyNot").GetRawText());
    }

    [Fact]
    public async Task Of_no_such_bed_or_application_nothing_is_said()
    {
        var (bed, application) = (GlobalId.Of("Bed", Guid.NewGuid()), GlobalId.Of("Application", Guid.NewGuid()));
        foreach (var (b, a) in ((string, string)[])[(bed, s_application), (s_bed, application)])
            Assert.Equal(
                "{\"whyNot\":null}", (await api.AskAsync(Role.CityOffice, $"{{ whyNot(bed: \"{b}\", application: \"{a}\") {{ rule }} }}")).Data.GetRawText());
    }

    private static string Propose(string arguments, string fields = Matches) => $"{{ proposeMatches{arguments} {{ {fields} }} }}";

    private static JsonElement Page(Reply reply) => reply.Data.GetProperty("proposeMatches").GetProperty("matches");

    private static string Told(Reply reply)
    {
        Assert.Empty(reply.Codes);
        var proposals = reply.Data.GetProperty("proposeMatches");
        var matches = proposals.GetProperty("matches").GetProperty("nodes").EnumerateArray().Select(m =>
            $"{m.GetProperty("place")} in {m.GetProperty("home").GetProperty("district")} {(m.GetProperty("bed").ValueKind == JsonValueKind.Null ? "unseen" : "seen")}");
        var without = proposals.GetProperty("unplaced").GetProperty("nodes").EnumerateArray().Select(u => u.GetProperty("reason").GetString());
        return $"{proposals.GetProperty("placed")} and {proposals.GetProperty("notPlaced")}: {string.Join(", ", matches)}; {string.Join(", ", without)}";
    }
}
