using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Testing;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rules 3 and 4: which bed is for whom, over the whole queue, and why one is not.</summary>
public sealed class MatchingTests(PostgresFixture postgres)
{
    private const string Elsewhere = "321111";

    private static readonly HomeId s_hill = new(Guid.CreateVersion7()), s_river = new(Guid.CreateVersion7());

    [Fact]
    public async Task The_queue_is_placed_over_the_whole_city_nobody_is_passed_and_each_may_ask_why_not()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var ladies = await OpenHomeAsync(city, s_hill, CityUnderTest.District, GenderRule.Female);
        var mixed = await OpenHomeAsync(city, s_river, Elsewhere, GenderRule.Mixed);
        // The elders' numbers are odd for men, as in the identity number.
        var (anna, bruno, clara) = (await city.RegisterElderAsync(2), await city.RegisterElderAsync(1), await city.RegisterElderAsync(4));
        var annas = await ApplyAsync(city, anna, [s_hill, s_river]);
        var brunos = await ApplyAsync(city, bruno, [s_river]);
        var claras = await ApplyAsync(city, clara, [s_hill]);
        await Eventually.EqualAsync(3, () => city.CountAsync("select count(*) from eldercare.queue_entries"));

        // Anna may have either bed and Bruno behind her only one of them, so that she has the other; Clara is behind both.
        Assert.Equal($"2 of 2 beds to 3: {annas} in {ladies}, {brunos} in {mixed}; {claras} OTHERS_AHEAD", await ProposedAsync(city.Http));
        Assert.Equal($"0 of 2 beds to 3: ; {annas} KEPT_FOR_FIRST_LANE, {brunos} KEPT_FOR_FIRST_LANE, {claras} KEPT_FOR_FIRST_LANE",
            await ProposedAsync(city.Http, "(keptBack: 2)"));

        // A home sees its own bed, the district its elders, of beds elsewhere the home alone.
        using var home = city.As(Role.HomeAdmissions, site: s_hill.Value);
        using var office = city.As(Role.DistrictOffice);
        Assert.Equal($"1 of 2 beds to 3: {annas} in {ladies}; ", await ProposedAsync(home, $"(home: \"{GlobalId.Of(s_hill)}\")"));
        Assert.Equal($"2 of 2 beds to 3: {annas} in {ladies}, {brunos} in nothing it may see; {claras} OTHERS_AHEAD",
            await ProposedAsync(office, $"(district: \"{CityUnderTest.District}\")"));
        Assert.Equal("FORBIDDEN", await home.ErrorAsync(Query("")));

        Assert.Equal("GENDER_RULE PREFERENCE", await WhyNotAsync(home, ladies, brunos));
        Assert.Equal("FORBIDDEN", await home.ErrorAsync(WhyNot(mixed, annas)));
        Assert.Null((await city.Http.MutateAsync(
            "offerBed", new { application = GlobalId.Of(annas), bed = GlobalId.Of(ladies), until = DateTimeOffset.UtcNow.AddDays(3) })).Code);
        await Eventually.EqualAsync("BED_STATE", () => WhyNotAsync(home, ladies, claras));
        Assert.Equal("", await WhyNotAsync(home, ladies, annas));
        Assert.Equal($"1 of 1 beds to 2: {brunos} in {mixed}; {claras} NO_BED_SUITS", await ProposedAsync(city.Http));

        // A home whose insurance is withdrawn may not admit: its free bed is no bed to propose.
        await city.SendAsync(new WithdrawCertificate(s_river, CertificateKind.LiabilityInsurance, "LiabilityInsurance-1", new(2020, 1, 1), CityUnderTest.Today, "Cancelled"));
        await Eventually.EqualAsync("0 of 0 beds to 2: ; " + $"{brunos} NO_BED_SUITS, {claras} NO_BED_SUITS", () => ProposedAsync(city.Http));
        Assert.Equal("MAY_ADMIT", await WhyNotAsync(city.Http, mixed, brunos));

        await city.SendAsync(new RecordDeath(clara, CityUnderTest.Today));
        await Eventually.EqualAsync("BED_STATE APPLICATION_STATE STANDING", () => WhyNotAsync(home, ladies, claras));
    }

    private static async Task<BedId> OpenHomeAsync(CityUnderTest city, HomeId home, string district, GenderRule rule)
    {
        var (room, bed) = (new RoomId(Guid.CreateVersion7()), new BedId(Guid.CreateVersion7()));
        await city.SendAsync(new RegisterHome(home, "Scenario", district, "Street 2", 32.2, 119.4, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(home)) await city.SendAsync(certificate);
        await city.SendAsync(new AddRoom(home, room, "101", rule));
        await city.SendAsync(new RegisterBed(home, room, bed, "1", BedKind.Nursing, CareLevel.Total));
        return bed;
    }

    private static async Task<ApplicationId> ApplyAsync(CityUnderTest city, ElderId elder, ImmutableArray<HomeId> homes)
    {
        var application = new ApplicationId(Guid.CreateVersion7());
        await city.SendAsync(new ApplyForBed(application, elder, homes, [], BedKind.Nursing));
        return application;
    }

    private static string Query(string arguments) =>
        $"{{ proposeMatches{arguments} {{ waiting freeBeds placed matches {{ nodes {{ application {{ id }} bed {{ id }} }} }} unplaced {{ nodes {{ application {{ id }} reason }} }} }} }}";

    private static async Task<string> ProposedAsync(HttpClient http, string arguments = "")
    {
        var all = (await http.AskAsync(Query(arguments))).GetProperty("proposeMatches");
        var matches = all.GetProperty("matches").GetProperty("nodes").EnumerateArray().Select(m => $"{Id<ApplicationId>(m, "application")} in {Id<BedId>(m, "bed")}");
        var without = all.GetProperty("unplaced").GetProperty("nodes").EnumerateArray().Select(u => $"{Id<ApplicationId>(u, "application")} {u.GetProperty("reason")}");
        return $"{all.GetProperty("placed")} of {all.GetProperty("freeBeds")} beds to {all.GetProperty("waiting")}: {string.Join(", ", matches)}; {string.Join(", ", without)}";
    }

    private static string WhyNot(BedId bed, ApplicationId application) =>
        $"{{ whyNot(bed: \"{GlobalId.Of(bed)}\", application: \"{GlobalId.Of(application)}\") {{ rule words {{ zh en }} }} }}";

    private static async Task<string> WhyNotAsync(HttpClient http, BedId bed, ApplicationId application) => string.Join(
        ' ', (await http.AskAsync(WhyNot(bed, application))).GetProperty("whyNot").EnumerateArray().Select(r => r.GetProperty("rule").GetString()));

    private static string Id<TId>(JsonElement of, string field)
        where TId : struct, Store.Ids.IId<TId> => of.GetProperty(field) is { ValueKind: JsonValueKind.Object } node
        ? GlobalId.Parse<TId>(node.GetProperty("id").GetString()).ToString()!
        : "nothing it may see";
}
