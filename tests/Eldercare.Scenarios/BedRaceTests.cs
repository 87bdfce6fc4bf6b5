using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Clerks at two hosts want the same beds at once.</summary>
public sealed class BedRaceTests(PostgresFixture postgres) : TwoHosts(postgres)
{
    private readonly HomeId _home = new(Guid.CreateVersion7());

    [Fact]
    public async Task Fifty_clerks_offer_ten_beds_and_twenty_accept_and_admit_each_ten_succeed()
    {
        var beds = await One.OpenHomeAsync(_home, 10);
        var elders = await One.RegisterEldersAsync(50);
        var applications = await Task.WhenAll(elders.Select(One.ApplyAsync));

        var until = DateTimeOffset.UtcNow.AddDays(5);
        var offers = await Task.WhenAll(applications.Select((a, i) => Host(i).MutateAsync(
            "offerBed", new { application = GlobalId.Of(a), bed = GlobalId.Of(beds[i % 10]), until })));
        AssertTally(offers, done: 10, refused: 40, "BED_STATE_FORBIDS");

        var offered = Enumerable.Range(0, 50).Where(i => offers[i].Code is null).ToArray();
        Assert.Equal(10, offered.Select(i => i % 10).Distinct().Count());
        var accepted = await AtBothAsync(offered, (http, i) => http.MutateAsync(
            "acceptOffer", new { application = GlobalId.Of(applications[i]), bed = GlobalId.Of(beds[i % 10]) }));
        AssertTally(accepted, done: 10, refused: 10, "OFFER_NOT_OPEN");

        var admitted = await AtBothAsync(offered, (http, i) => http.MutateAsync("admitResident", new
        {
            application = GlobalId.Of(applications[i]),
            bed = GlobalId.Of(beds[i % 10]),
            elder = GlobalId.Of(elders[i]),
            on = CityUnderTest.Text(CityUnderTest.Today),
        }));
        AssertTally(admitted, done: 10, refused: 10, "BED_STATE_FORBIDS");
        await AssertResidentsAsync(10);
    }

    [Fact]
    public async Task Fifty_elders_admitted_to_ten_beds_at_once_ten_move_in()
    {
        var beds = await One.OpenHomeAsync(_home, 10);
        var elders = await One.RegisterEldersAsync(50);

        var answers = await Task.WhenAll(elders.Select((e, i) => AdmitAsync(Host(i), beds[i % 10], GlobalId.Of(e))));

        AssertTally(answers, done: 10, refused: 40, "BED_STATE_FORBIDS");
        await AssertResidentsAsync(10);
        await Eventually.EqualAsync((10, 0), async () =>
        {
            var board = (await One.Http.AskAsync($"{{ homeBoard(home: \"{GlobalId.Of(_home)}\") {{ occupied ready }} }}")).GetProperty("homeBoard");
            return board.ValueKind == JsonValueKind.Null ? default : (board.GetProperty("occupied").GetInt32(), board.GetProperty("ready").GetInt32());
        });
    }

    [Fact]
    public async Task One_elder_admitted_to_twenty_beds_at_once_gets_one()
    {
        var beds = await One.OpenHomeAsync(_home, 20);
        var elder = await One.RegisterElderAsync(1);

        var answers = await Task.WhenAll(beds.Select((b, i) => AdmitAsync(Host(i), b, GlobalId.Of(elder))));

        AssertTally(answers, done: 1, refused: 19, "ELDER_HAS_BED");
        await AssertResidentsAsync(1);
    }

    /// <summary>Whichever comes first keeps the other out: an open application could have a bed reserved beside the one she lives in.</summary>
    [Fact]
    public async Task Twenty_elders_who_apply_at_one_host_while_they_are_admitted_at_the_other_do_one_of_the_two()
    {
        var beds = await One.OpenHomeAsync(_home, 20);
        var elders = await One.RegisterEldersAsync(20);

        var answers = await Task.WhenAll(elders.Select(async (e, i) => await Task.WhenAll(
            AdmitAsync(Host(i), beds[i], GlobalId.Of(e)),
            Host(i + 1).MutateAsync("applyForBed", new
            {
                elder = GlobalId.Of(e),
                homes = Array.Empty<string>(),
                districts = Array.Empty<string>(),
                kind = "NURSING",
            }))));

        Assert.All(answers, a => Assert.True(
            (a[0].Code, a[1].Code) is (null, "ELDER_HAS_BED") or ("APPLICATION_OPEN", null), $"admitted: {a[0].Code}, applied: {a[1].Code}"));
        Assert.Equal(20, await One.CountAsync("select count(*) from eldercare.claims where kind in ('resident', 'application')"));
        await One.AssertSoundAsync();
    }

    [Fact]
    public async Task One_application_offered_twenty_beds_at_once_keeps_one()
    {
        var beds = await One.OpenHomeAsync(_home, 20);
        var application = GlobalId.Of(await One.ApplyAsync(await One.RegisterElderAsync(1)));

        var until = DateTimeOffset.UtcNow.AddDays(5);
        var answers = await Task.WhenAll(beds.Select((b, i) => Host(i).MutateAsync("offerBed", new { application, bed = GlobalId.Of(b), until })));

        AssertTally(answers, done: 1, refused: 19, "APPLICATION_NOT_WAITING");
        Assert.Equal((1, 1), (await One.EventsAsync("bed_offered"), await One.EventsAsync("bed_held")));
        await One.AssertSoundAsync();
    }

    private HttpClient Host(int i) => (i % 2 == 0 ? One : Two).Http;

    private Task<Mutated[]> AtBothAsync(IEnumerable<int> numbers, Func<HttpClient, int, Task<Mutated>> send) =>
        Task.WhenAll(numbers.SelectMany(i => new[] { send(One.Http, i), send(Two.Http, i) }));

    private static Task<Mutated> AdmitAsync(HttpClient http, BedId bed, string elder) => http.MutateAsync(
        "admitResident", new { bed = GlobalId.Of(bed), elder, on = CityUnderTest.Text(CityUnderTest.Today) });

    private static void AssertTally(Mutated[] answers, int done, int refused, string code) => Assert.Equal(
        (done, refused), (answers.Count(a => a.Code is null), answers.Count(a => a.Code == code)));

    /// <summary>As the events say, and as the claims say; no bed has two and no elder two.</summary>
    private async Task AssertResidentsAsync(int count)
    {
        const string Admitted = "from eldercare.mt_events where type = 'resident_admitted'";
        Assert.Equal(count, await One.CountAsync($"select count(*) {Admitted}"));
        Assert.Equal(count, await One.CountAsync($"select count(distinct data->>'bed') {Admitted}"));
        Assert.Equal(count, await One.CountAsync($"select count(distinct data->>'elder') {Admitted}"));
        Assert.Equal(count, await One.CountAsync("select count(distinct holder) from eldercare.claims where kind = 'resident'"));
        Assert.Equal(0, await One.HolesAsync());
        await One.AssertSoundAsync();
    }
}
