using System.Net.Http.Headers;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

public sealed class ClerkOfAnotherHomeTests(PostgresFixture postgres)
{
    [Fact]
    public async Task An_admissions_clerk_reads_and_changes_her_own_home_alone()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (own, other) = (new HomeId(Guid.CreateVersion7()), new HomeId(Guid.CreateVersion7()));
        var ownBed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(own, 1)));
        var otherBed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(other, 1)));
        var elder = await city.RegisterElderAsync(1);
        var application = GlobalId.Of(await city.ApplyAsync(elder));
        using var clerk = new HttpClient { BaseAddress = city.Http.BaseAddress };
        clerk.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer", city.Get<TokenIssuer>().Issue(Role.HomeAdmissions, "clerk", site: own.Value));
        var before = await city.EventsAsync();

        foreach (var query in new[] { "homeBoard(home: \"{0}\") {{ beds }}", "beds(home: \"{0}\") {{ nodes {{ number }} }}" })
            Assert.Equal("FORBIDDEN", await clerk.ErrorAsync($"{{ {string.Format(null, query, GlobalId.Of(other))} }}"));
        foreach (var (mutation, input) in new (string, object)[]
        {
            ("offerBed", new { application, bed = otherBed, until = DateTimeOffset.UtcNow.AddDays(5) }),
            ("admitResident", new { bed = otherBed, elder = GlobalId.Of(elder), on = CityUnderTest.Text(CityUnderTest.Today) }),
            ("closeBed", new { bed = otherBed, reason = "Paint" }),
            ("addRoom", new { home = GlobalId.Of(other), number = "102", genderRule = "MIXED" }),
        })
            Assert.Equal((mutation, "FORBIDDEN"), (mutation, await clerk.MutationErrorAsync(mutation, input)));
        Assert.Equal(before, await city.EventsAsync());

        Assert.Null(await clerk.ErrorAsync($"{{ homeBoard(home: \"{GlobalId.Of(own)}\") {{ beds }} }}"));
        Assert.Null((await clerk.MutateAsync("closeBed", new { bed = ownBed, reason = "Paint" })).Code);
    }
}
