using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Testing;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rules 4 to 6: the order of the queue is data, a place is explained, moves with the facts, and what runs late is listed.</summary>
public sealed partial class QueueTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Place =
        "lane rule policy policyVersion places { home { id } number waiting ahead { lane count words { en } } } wouldChange { lane rule number } words { zh en } "
        + "application { moved { because fromLane } late }";

    private string _database = null!;
    private CityUnderTest _city = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await postgres.NewDatabaseAsync();
        _city = await CityUnderTest.StartAsync(_database);
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task A_place_is_explained_and_moves_with_the_facts_and_the_policy()
    {
        var home = new HomeId(Guid.CreateVersion7());
        await _city.OpenHomeAsync(home, 1);
        var elders = await _city.RegisterEldersAsync(3);
        await DoAsync("publishQueuePolicy", new { document = QueuePolicyDocument.Shipped["guangzhou"] });
        var applications = new List<ApplicationId>();
        foreach (var elder in elders) applications.Add(await ApplyAsync(elder, home));
        await Eventually.EqualAsync(3, () => _city.CountAsync("select count(*) from eldercare.queue_entries"));

        var last = await ExplainAsync(applications[2]);
        Assert.Equal(("ordinary", "everyone", "guangzhou", 1), Placed(last));
        Assert.Equal([(3, 3), (3, 3)], Numbers(last));
        Assert.Contains("Ahead of you are 2 in 'Ordinary lane': Everyone else.", Words(last), StringComparison.Ordinal);
        Assert.Contains(("special", "destitute", 1), Changes(last));

        // She is found destitute: her place changes by itself, and the ledger says why.
        object evidence = new[] { new { kind = "CROSS_CHECK", reference = "HD-1", checkedOn = CityUnderTest.Text(CityUnderTest.Today) } };
        await DoAsync("recordHukou", new { elder = GlobalId.Of(elders[2]), local = true, evidence });
        await DoAsync("grantEntitlement", new
        {
            elder = GlobalId.Of(elders[2]),
            category = "DESTITUTE",
            from = CityUnderTest.Text(CityUnderTest.Today),
            evidence,
        });
        await Eventually.EqualAsync("special", async () => Placed(await ExplainAsync(applications[2])).Lane);
        var first = await ExplainAsync(applications[2]);
        Assert.Equal([(1, 3), (1, 3)], Numbers(first));
        Assert.EndsWith("Nobody is ahead of you.", Words(first), StringComparison.Ordinal);
        var moved = first.GetProperty("application").GetProperty("moved");
        Assert.Equal(("ordinary", "ENTITLEMENT"), (moved.GetProperty("fromLane").GetString(), moved.GetProperty("because").EnumerateArray().Select(b => b.GetString()!).First()));
        Assert.Equal([(2, 3), (2, 3)], Numbers(await ExplainAsync(applications[0])));
        var queue = await _city.Http.AskAsync("{ bedQueue(kind: NURSING, first: 10) { nodes { id laneCode } } }");
        Assert.Equal(GlobalId.Of(applications[2]), queue.GetProperty("bedQueue").GetProperty("nodes")[0].GetProperty("id").GetString());

        // Another policy: everybody moves, and is told so.
        var today = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["first-come"]) with { EffectiveFrom = CityUnderTest.Today };
        await DoAsync("publishQueuePolicy", new { document = QueuePolicyDocument.Canonical(today) });
        await Eventually.EqualAsync("everyone", async () => Placed(await ExplainAsync(applications[2])).Lane);
        await Eventually.EqualAsync(
            "POLICY", async () => (await ExplainAsync(applications[2])).GetProperty("application").GetProperty("moved").GetProperty("because")[0].GetString());
        await Eventually.EqualAsync(3, () => _city.CountAsync("select count(*) from eldercare.queue_entries where policy = 'first-come' and policy_version = 1"));
        Assert.Equal([(3, 3), (3, 3)], Numbers(await ExplainAsync(applications[2])));
    }

    [Fact]
    public async Task An_elder_reads_her_own_place_and_a_home_anybodys()
    {
        var elders = await _city.RegisterEldersAsync(2);
        var (own, others) = (await _city.ApplyAsync(elders[0]), await _city.ApplyAsync(elders[1]));
        using var anna = _city.As(Role.Elder, elders[0]);
        using var desk = _city.As(Role.HomeAdmissions, site: Guid.CreateVersion7());
        await Eventually.EqualAsync(2, () => _city.CountAsync("select count(*) from eldercare.queue_entries"));

        Assert.Equal(1, await NumberAsync(anna, own));
        Assert.Equal("FORBIDDEN", await anna.ErrorAsync(Number(others)));
        Assert.Equal(2, await NumberAsync(desk, others));
    }

    [Fact]
    public async Task Steps_run_late_and_are_listed_until_they_are_recorded()
    {
        var elder = await _city.RegisterElderAsync(1);
        var application = await _city.ApplyAsync(elder);
        var due = WorkingDays.After(CityUnderTest.Today, 5);
        await Eventually.EqualAsync(CityUnderTest.Text(due), () => LateAsync(_city, 30));
        Assert.Empty(await LateAsync(_city, 0));

        await using var later = await CityUnderTest.StartAheadAsync(_database, 30);
        Assert.Equal(CityUnderTest.Text(due), await LateAsync(later, null));
        var (id, day) = (GlobalId.Of(application), CityUnderTest.Today);
        object evidence = new[] { new { kind = "DECLARATION", reference = "BQ-1", checkedOn = CityUnderTest.Text(day) } };
        Assert.Equal("TEXT_INVALID", (await _city.Http.MutateAsync("recordEligibility", new { application = id, eligible = false, evidence })).Code);
        await DoAsync("recordEligibility", new { application = id, eligible = true, evidence });
        await Eventually.EqualAsync(CityUnderTest.Text(WorkingDays.After(day, 3)), () => LateAsync(_city, 30));
        Assert.Equal("NOT_ASSESSED", (await _city.Http.MutateAsync("recordAssessment", new { application = id })).Code);
        await DoAsync("changeCareLevel", new
        {
            elder = GlobalId.Of(elder),
            level = "MODERATE",
            standard = "GB/T 42195-2022",
            assessedOn = CityUnderTest.Text(day),
            assessedBy = "assessor-01",
        });
        await DoAsync("recordAssessment", new { application = id });
        await Eventually.EqualAsync("", () => LateAsync(_city, 90));
    }

    private async Task<ApplicationId> ApplyAsync(ElderId elder, HomeId home)
    {
        var application = new ApplicationId(Guid.CreateVersion7());
        await _city.SendAsync(new Eldercare.Beds.Applications.ApplyForBed(application, elder, [home], [], Eldercare.Beds.Beds.BedKind.Nursing));
        return application;
    }

    private async Task DoAsync(string mutation, object input) => Assert.Null((await _city.Http.MutateAsync(mutation, input)).Code);

    private async Task<JsonElement> ExplainAsync(ApplicationId application) =>
        (await _city.Http.AskAsync($"{{ explainPosition(application: \"{GlobalId.Of(application)}\") {{ {Place} }} }}")).GetProperty("explainPosition");

    private static string Number(ApplicationId application) =>
        $"{{ explainPosition(application: \"{GlobalId.Of(application)}\") {{ places {{ number }} }} }}";

    private static async Task<int> NumberAsync(HttpClient http, ApplicationId application) =>
        (await http.AskAsync(Number(application))).GetProperty("explainPosition").GetProperty("places")[0].GetProperty("number").GetInt32();

    /// <summary>Days on which something on the worklist is due.</summary>
    private static async Task<string> LateAsync(CityUnderTest city, int? within) => string.Join(
        ' ',
        (await city.Http.AskAsync($"{{ applicationsLate{(within is { } days ? $"(withinDays: {days})" : "")} {{ nodes {{ nextDue }} }} }}"))
            .GetProperty("applicationsLate").GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("nextDue").GetString()));

    private static (string Lane, string Rule, string Policy, int Version) Placed(JsonElement place) => (
        place.GetProperty("lane").GetString()!, place.GetProperty("rule").GetString()!, place.GetProperty("policy").GetString()!,
        place.GetProperty("policyVersion").GetInt32());

    private static (int, int)[] Numbers(JsonElement place) =>
        [.. place.GetProperty("places").EnumerateArray().Select(p => (p.GetProperty("number").GetInt32(), p.GetProperty("waiting").GetInt32()))];

    private static (string, string, int)[] Changes(JsonElement place) =>
    [
        .. place.GetProperty("wouldChange").EnumerateArray()
            .Select(c => (c.GetProperty("lane").GetString()!, c.GetProperty("rule").GetString()!, c.GetProperty("number").GetInt32())),
    ];

    private static string Words(JsonElement place) => place.GetProperty("words").GetProperty("en").GetString()!;
}
