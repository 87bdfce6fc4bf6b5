using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Testing;
using Npgsql;
using static Eldercare.Scenarios.OffersByThemselvesTests;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>
/// Domain, beds, rules 5 and 8, by the clock alone: an offer that nobody answered goes to the next, and whose bed was not kept to the end of
/// her leave has first claim on the next one; each once, although the host dies over it.
/// </summary>
public sealed class FirstClaimTests(PostgresFixture postgres)
{
    private const string Killed = "killed";

    [Fact]
    public async Task Both_follow_once_although_the_host_is_killed_in_between()
    {
        var database = await postgres.NewDatabaseAsync();
        var (home, kept) = (new HomeId(Guid.CreateVersion7()), new BedId(Guid.CreateVersion7()));
        ElderId[] elders;
        ApplicationId clara, dora;
        var first = await CityUnderTest.StartAheadAsync(database, -3);
        var then = CityUnderTest.Today.AddDays(-3);
        // Bruno was offered the nursing bed until two days ago; Clara is next. Anna went to hospital from the other one, kept until then, too;
        // Dora has waited for one like it longer.
        await using (first)
        {
            elders = await first.RegisterEldersAsync(4);
            var bed = Assert.Single(await first.OpenHomeAsync(home, 1));
            var bruno = await first.ApplyAsync(elders[1]);
            clara = await first.ApplyAsync(elders[2]);
            await first.SendAsync(new OfferBed(bruno, elders[1], bed, DateTimeOffset.UtcNow.AddDays(-2)));
            var room = new RoomId(Guid.CreateVersion7());
            await first.SendAsync(new AddRoom(home, room, "201", GenderRule.Mixed));
            await first.SendAsync(new RegisterBed(home, room, kept, "1", BedKind.Dementia, CareLevel.Total));
            await first.SendAsync(new AdmitResident(kept, elders[0], null, then));
            dora = new(Guid.CreateVersion7());
            await first.SendAsync(new ApplyForBed(dora, elders[3], [], [], BedKind.Dementia));
            await first.SendAsync(new PublishQueuePolicy(Policy));
            await first.SendAsync(new BeginLeave(kept, elders[0], LeaveKind.Hospital, then, then.AddDays(1)));
            await Eventually.EqualAsync(2, () => first.CountAsync(
                "select count(distinct message_type) from wolverine.wolverine_incoming_envelopes where message_type ilike '%OfferDue%' or message_type ilike '%LeaveDue%'"));
        }

        await using var gate = await Gate.BeforeTheCommitOfAsync(database, "bed_offered", "first_claim_given");
        await gate.ShutAsync();
        await using (var killed = await HostProcess.StartAsync(
            new NpgsqlConnectionStringBuilder(database) { ApplicationName = Killed }.ConnectionString, first.SignIn))
        {
            await Eventually.EqualAsync(true, async () => await gate.WaitingAsync() > 0);
            await killed.KillAsync();
            await gate.CutOffAsync(Killed);
        }

        await gate.OpenAsync();
        await using var next = await CityUnderTest.StartAsync(database);

        await Eventually.EqualAsync("1 2", () => OfferedToAsync(next, elders));
        await Eventually.EqualAsync("OPEN by itself", () => OffersAsync(next.Http, clara));
        await Eventually.EqualAsync(1, () => next.EventsAsync("first_claim_given"));
        Assert.Equal((1, 1), (await next.EventsAsync("offer_expired"), await next.EventsAsync("bed_released_from_leave")));

        // Anna stands ahead of who applied before, and is told by which rule.
        var anna = new ApplicationId(Guid.Parse(await next.TextAsync("select data->>'application' from eldercare.mt_events where type = 'first_claim_given'")));
        var place = await Eventually.FitsAsync(() => ExplainAsync(next, anna), p => p.ValueKind == JsonValueKind.Object, "her place");
        Assert.Equal(("first-claim", "released-from-leave", 1, 2), (
            place.GetProperty("lane").GetString(), place.GetProperty("rule").GetString(), place.GetProperty("places")[0].GetProperty("number").GetInt32(),
            place.GetProperty("places")[0].GetProperty("waiting").GetInt32()));
        Assert.Contains("they have first claim on the next suitable bed.", place.GetProperty("words").GetProperty("en").GetString(), StringComparison.Ordinal);
        Assert.Equal(2, (await ExplainAsync(next, dora)).GetProperty("places")[0].GetProperty("number").GetInt32());

        // The next bed of her kind is hers by itself: it happens to be the one she lost.
        await DoAsync(next.Http, "markBedCleaned", new { bed = GlobalId.Of(kept) });
        await Eventually.EqualAsync("1 2 0", () => OfferedToAsync(next, elders));
        await Eventually.EqualAsync("OPEN by itself", () => OffersAsync(next.Http, anna));
        Assert.Equal(GlobalId.Of(kept), await BedOfAsync(next, anna));
        Assert.Equal((1, 3), (await next.EventsAsync("first_claim_given"), await next.EventsAsync("bed_offered")));
        // The first host decided by a clock behind the one its events were recorded by: days due cannot be counted again from those.
        await next.AssertSoundAsync("deadlines");
    }

    private static async Task<JsonElement> ExplainAsync(CityUnderTest city, ApplicationId application) =>
        (await city.Http.AskAsync($"{{ explainPosition(application: \"{GlobalId.Of(application)}\") {{ lane rule places {{ number waiting }} words {{ en }} }} }}"))
            .GetProperty("explainPosition");
}
