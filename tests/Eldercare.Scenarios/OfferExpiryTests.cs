using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rule 5: an offer nobody answers expires by itself; its timer waits in the database.</summary>
public sealed class OfferExpiryTests(PostgresFixture postgres)
{
    /// <summary>Long enough to stop a host in, short enough to wait for.</summary>
    private static readonly TimeSpan s_offer = TimeSpan.FromSeconds(8);

    [Fact]
    public async Task An_unanswered_offer_expires_although_its_host_was_gone_and_the_bed_is_ready_again()
    {
        var database = await postgres.NewDatabaseAsync();
        OfferDue due;
        string application;
        string bed;
        await using (var first = await CityUnderTest.StartAsync(database))
        {
            var ready = Assert.Single(await first.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1));
            var applied = await first.ApplyAsync(await first.RegisterElderAsync(1));
            (bed, application) = (GlobalId.Of(ready), GlobalId.Of(applied));
            var until = DateTimeOffset.UtcNow + s_offer;
            due = new OfferDue(CityHost.DefaultCity, applied, ready, until);
            Assert.Null((await first.Http.MutateAsync("offerBed", new { application, bed, until })).Code);
            await Eventually.EqualAsync("OFFERED HELD", () => StatesAsync(first, application, bed));
            await Eventually.EqualAsync(1, () => first.CountAsync(
                "select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Scheduled'"));
            Assert.Equal("OFFERED HELD", await StatesAsync(first, application, bed));
        }

        await using var next = await CityUnderTest.StartAsync(database);

        await Eventually.EqualAsync("WAITING READY", () => StatesAsync(next, application, bed));
        Assert.Equal((1, 1), (await next.EventsAsync("offer_expired"), await next.EventsAsync("hold_released")));
        await GoesOffAgainAsync(next, due);
        Assert.Equal((1, 1), (await next.EventsAsync("offer_expired"), await ReceiptsAsync(next)));
        Assert.Equal("OFFER_NOT_OPEN", (await next.Http.MutateAsync("acceptOffer", new { application, bed })).Code);
        // It does not come back to her by itself, and not by mistake either.
        var again = new { application, bed, until = DateTimeOffset.UtcNow.AddDays(5) };
        Assert.Equal("OFFERED_BEFORE", (await next.Http.MutateAsync("offerBed", again)).Code);
        Assert.Null((await next.Http.MutateAsync("offerBed", new { again.application, again.bed, again.until, again = true })).Code);
    }

    /// <summary>A message may come more than once; its command has the key of what it follows from.</summary>
    private static async Task GoesOffAgainAsync(CityUnderTest city, OfferDue due)
    {
        Assert.Equal(1, await ReceiptsAsync(city));
        await using var scope = city.Get<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(due);
        await Eventually.EqualAsync(2, () => city.CountAsync(
            "select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Handled' and message_type ilike '%OfferDue%'"));
    }

    private static Task<long> ReceiptsAsync(CityUnderTest city) =>
        city.CountAsync("select count(*) from eldercare.receipts where key like 'reaction:offer-expiry%'");

    private static async Task<string> StatesAsync(CityUnderTest city, string application, string bed)
    {
        var data = await city.Http.AskAsync(
            $"{{ a: node(id: \"{application}\") {{ ... on Application {{ state }} }} b: node(id: \"{bed}\") {{ ... on Bed {{ state }} }} }}");
        return $"{State(data, "a")} {State(data, "b")}";
    }

    private static string? State(System.Text.Json.JsonElement data, string name) =>
        data.GetProperty(name) is { ValueKind: System.Text.Json.JsonValueKind.Object } node ? node.GetProperty("state").GetString() : null;
}
