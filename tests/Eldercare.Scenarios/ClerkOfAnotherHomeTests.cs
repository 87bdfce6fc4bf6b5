using System.Net.Http.Headers;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

public sealed class ClerkOfAnotherHomeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_home_sees_an_elder_from_the_offer_until_she_leaves_and_no_longer()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var home = new HomeId(Guid.CreateVersion7());
        var bed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(home, 1)));
        var elder = await city.RegisterElderAsync(1);
        var (id, application) = (GlobalId.Of(elder), GlobalId.Of(await city.ApplyAsync(elder)));
        using var clerk = As(city, Role.HomeAdmissions, home.Value);
        using var herself = As(city, Role.Elder, elder.Value);
        var seen = $"{{ elder(id: \"{id}\") {{ name careLevel gender }} node(id: \"{application}\") {{ ... on Application {{ elder {{ name }} }} }} }}";
        var hers = $"{{ elder(id: \"{id}\") {{ bed {{ number home {{ name }} }} applications {{ offeredBed {{ id number roomNumber }} }} }} }}";
        Assert.Equal("FORBIDDEN", await clerk.ErrorAsync(seen));

        Assert.Null((await clerk.MutateAsync("offerBed", new { application, bed, until = DateTimeOffset.UtcNow.AddDays(5) })).Code);
        await Eventually.EqualAsync(null, () => clerk.ErrorAsync(seen));
        var offered = (await herself.AskAsync(hers)).GetProperty("elder").GetProperty("applications")[0].GetProperty("offeredBed");
        Assert.Equal(bed, offered.GetProperty("id").GetString());
        Assert.Null((await herself.MutateAsync("acceptOffer", new { application, bed = offered.GetProperty("id").GetString() })).Code);
        var on = CityUnderTest.Text(CityUnderTest.Today);
        Assert.Null((await clerk.MutateAsync("admitResident", new { application, bed, elder = id, on })).Code);
        await Eventually.EqualAsync(bed, async () => (await herself.AskAsync(
            $"{{ elder(id: \"{id}\") {{ bed {{ id state }} }} }}")).GetProperty("elder").GetProperty("bed").GetProperty("id").GetString());
        Assert.Null(await clerk.ErrorAsync(seen));

        Assert.Null((await clerk.MutateAsync("recordDeparture", new { bed, elder = id, on, reason = "DEPARTED" })).Code);
        await Eventually.EqualAsync("FORBIDDEN", () => clerk.ErrorAsync(seen));
        Assert.Equal("""{"elder":{"bed":null,"applications":[{"offeredBed":null}]}}""", (await herself.AskAsync(hers)).GetRawText());
    }

    private static HttpClient As(CityUnderTest city, Role role, Guid site)
    {
        var client = new HttpClient { BaseAddress = city.Http.BaseAddress };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", city.Get<TokenIssuer>().Issue(role, role.ToString(), site: site, elder: site));
        return client;
    }

    [Fact]
    public async Task An_admissions_clerk_reads_and_changes_her_own_home_alone()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (own, other) = (new HomeId(Guid.CreateVersion7()), new HomeId(Guid.CreateVersion7()));
        var ownBed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(own, 1)));
        var otherBed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(other, 1)));
        var elder = await city.RegisterElderAsync(1);
        var application = GlobalId.Of(await city.ApplyAsync(elder));
        using var clerk = As(city, Role.HomeAdmissions, own.Value);
        var before = await city.EventsAsync();

        foreach (var query in new[] { "homeBoard(home: \"{0}\") {{ beds }}", "beds(home: \"{0}\") {{ nodes {{ number }} }}" })
            Assert.Equal("FORBIDDEN", await clerk.ErrorAsync($"{{ {string.Format(null, query, GlobalId.Of(other))} }}"));
        foreach (var (mutation, input) in new (string, object)[]
        {
            ("offerBed", new { application, bed = otherBed, until = DateTimeOffset.UtcNow.AddDays(5) }),
            ("admitResident", new { bed = otherBed, elder = GlobalId.Of(elder), on = CityUnderTest.Text(CityUnderTest.Today) }),
            ("closeBed", new { bed = otherBed, reason = "Paint" }),
            ("closeRoom", new { home = GlobalId.Of(other), room = GlobalId.Of(new RoomId(Guid.CreateVersion7())), reason = "Paint" }),
            ("addRoom", new { home = GlobalId.Of(other), number = "102", genderRule = "MIXED" }),
        })
            Assert.Equal((mutation, "FORBIDDEN"), (mutation, await clerk.MutationErrorAsync(mutation, input)));
        Assert.Equal(before, await city.EventsAsync());

        Assert.Null(await clerk.ErrorAsync($"{{ homeBoard(home: \"{GlobalId.Of(own)}\") {{ beds }} }}"));
        Assert.Null((await clerk.MutateAsync("closeBed", new { bed = ownBed, reason = "Paint" })).Code);
    }
}
