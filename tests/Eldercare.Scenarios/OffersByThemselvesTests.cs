using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.Testing;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rule 5: a bed goes to the next match by itself and at once, several in the order of the queue, none back to who did not get it.</summary>
public sealed class OffersByThemselvesTests(PostgresFixture postgres)
{
    /// <summary>First come, first served; every free bed is offered by itself, and two declined offers bar for a year.</summary>
    internal static string Policy { get; } = QueuePolicyDocument.Canonical(
        QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["first-come"]) with
        {
            Offers = new(OfferedByItself.WhenFree),
            Bars = [new([OfferRefusalKind.Declined], Count: 2, WithinMonths: 12, ForMonths: 12)],
        });

    [Fact]
    public async Task Three_beds_go_out_in_order_and_each_that_comes_back_to_the_next()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var home = new HomeId(Guid.CreateVersion7());
        await city.OpenHomeAsync(home, 3);
        var elders = await city.RegisterEldersAsync(6);
        var wishes = new List<ApplicationId>();
        foreach (var elder in elders[..5]) wishes.Add(await city.ApplyAsync(elder));

        // The desk's business until the policy lets every free bed go out by itself; then all three do at once.
        await Eventually.EqualAsync(5, () => city.CountAsync("select count(*) from eldercare.queue_entries"));
        Assert.Equal(0, await city.EventsAsync("bed_offered"));
        await DoAsync(city.Http, "publishQueuePolicy", new { document = Policy });
        var took = await Eventually.EqualAsync(3, () => city.EventsAsync("bed_offered"));
        TestContext.Current.TestOutputHelper?.WriteLine($"Three offers after {took.TotalMilliseconds:0} ms.");
        Assert.Equal("0 1 2", await OfferedToAsync(city, elders));
        await Eventually.EqualAsync("OPEN by itself", () => OffersAsync(city.Http, wishes[1]));

        // The second declines, and says so herself: the fourth is next, and she waits for another.
        using var second = city.As(Role.Elder, elders[1]);
        var (first, hers) = (await BedOfAsync(city, wishes[0]), await BedOfAsync(city, wishes[1]));
        await DoAsync(second, "declineOffer", new { application = GlobalId.Of(wishes[1]), bed = hers, reason = "Too far" });
        await Eventually.EqualAsync("0 1 2 3", () => OfferedToAsync(city, elders));
        await Eventually.EqualAsync(hers, async () => await BedOfAsync(city, wishes[3]));
        Assert.Equal("DECLINED by itself, Too far", await OffersAsync(second, wishes[1]));

        // The home takes the first one's offer back: it cannot be accepted any more, and goes to her who declined another bed. Her second refusal
        // bars her; who had it taken back does not get it again: the fifth does.
        await DoAsync(city.Http, "withdrawOffer", new { application = GlobalId.Of(wishes[0]), bed = first, reason = "Promised by mistake" });
        Assert.Equal("OFFER_NOT_OPEN", (await city.Http.MutateAsync("acceptOffer", new { application = GlobalId.Of(wishes[0]), bed = first })).Code);
        await Eventually.EqualAsync(first, async () => await BedOfAsync(city, wishes[1]));
        await DoAsync(second, "declineOffer", new { application = GlobalId.Of(wishes[1]), bed = first, reason = "Too dear" });
        await Eventually.EqualAsync("0 1 2 3 1 4", () => OfferedToAsync(city, elders));
        Assert.Equal("WITHDRAWN by itself, Promised by mistake", await OffersAsync(city.Http, wishes[0]));
        Assert.Equal(CityUnderTest.Text(CityUnderTest.Today.AddMonths(12)), await BarredAsync(city, wishes[1]));

        // A bed that broke goes to nobody; a new one to the first, and somebody who comes later waits.
        await DoAsync(city.Http, "withdrawOffer", new
        {
            application = GlobalId.Of(wishes[2]),
            bed = await BedOfAsync(city, wishes[2]),
            reason = "The frame broke",
            closing = "MAINTENANCE",
        });
        await city.ApplyAsync(elders[5]);
        await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1);
        await Eventually.EqualAsync("0 1 2 3 1 4 0", () => OfferedToAsync(city, elders));
        Assert.Equal(1, await city.CountAsync("select count(*) from eldercare.bed_boards where state = 'Closed'"));
        await Eventually.EqualAsync(7, () => city.CountAsync("select count(*) from eldercare.bed_offers where by_itself"));
        await city.AssertSoundAsync();
    }

    internal static async Task DoAsync(HttpClient http, string mutation, object input) => Assert.Null((await http.MutateAsync(mutation, input)).Code);

    /// <summary>To whom beds were offered, in the order of the store, by their places in the list.</summary>
    internal static async Task<string> OfferedToAsync(CityUnderTest city, ElderId[] elders)
    {
        var offered = await city.TextAsync("select coalesce(string_agg(data->>'elder', ' ' order by seq_id), '') from eldercare.mt_events where type = 'bed_offered'");
        return string.Join(' ', offered.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(e => Array.FindIndex(elders, x => x.Value == Guid.Parse(e))));
    }

    internal static async Task<string> OffersAsync(HttpClient http, ApplicationId application)
    {
        var node = await NodeAsync(http, application, "offers { state byItself reason }");
        return node.ValueKind != JsonValueKind.Object ? "" : string.Join("; ", node.GetProperty("offers").EnumerateArray().Select(o =>
            $"{o.GetProperty("state")} by {(o.GetProperty("byItself").GetBoolean() ? "itself" : "hand")}"
            + (o.GetProperty("reason").GetString() is { } reason ? $", {reason}" : "")));
    }

    internal static async Task<JsonElement> NodeAsync(HttpClient http, ApplicationId application, string fields) =>
        (await http.AskAsync($"{{ node(id: \"{GlobalId.Of(application)}\") {{ ... on Application {{ {fields} }} }} }}")).GetProperty("node");

    /// <summary>The bed on offer; null while there is none.</summary>
    internal static async Task<string?> BedOfAsync(CityUnderTest city, ApplicationId application) =>
        (await NodeAsync(city.Http, application, "offeredBed { id }")).GetProperty("offeredBed") is { ValueKind: JsonValueKind.Object } bed
            ? bed.GetProperty("id").GetString() : null;

    private static async Task<string?> BarredAsync(CityUnderTest city, ApplicationId application) =>
        (await NodeAsync(city.Http, application, "barredUntil")).GetProperty("barredUntil").GetString();
}
