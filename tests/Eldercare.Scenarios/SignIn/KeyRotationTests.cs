using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.SignIn.Server;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Eldercare.Scenarios.SignIn;

/// <summary>A month goes by at the sign-in server: a new key is published, then signs, and what the former signed stays good.</summary>
public sealed class KeyRotationTests(PostgresFixture postgres)
{
    private const string Client = "system";

    private readonly MovedClock _clock = new();
    private string _secret = "";

    [Fact]
    public async Task A_new_key_is_published_before_it_signs_and_the_former_s_tokens_stay_good_also_at_a_host_that_starts()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var host = await StartAsync(database);
        using (var scope = host.Get<IServiceScopeFactory>().CreateScope())
        {
            _secret = (await scope.ServiceProvider.GetRequiredService<ClientBook>().AddAsync(
                Client, "System", ClientKind.System, [], new("district-office", CityUnderTest.District), CancellationToken.None))!;
        }

        var former = Assert.Single(await PublishedAsync(host));

        await PassAsync(host, TimeSpan.FromDays(31));
        var published = await PublishedAsync(host);
        var next = Assert.Single(published, k => k != former);
        Assert.Contains(former, published);
        var before = await TokenAsync(host);
        Assert.Equal(former, KeyOf(before));

        await PassAsync(host, TimeSpan.FromMinutes(6));
        var after = await TokenAsync(host);
        Assert.Equal(next, KeyOf(after));
        await BelievedAsync(host, before, after);
        await using (var started = await StartAsync(database))
        {
            Assert.Equal(published.Order(StringComparer.Ordinal), (await PublishedAsync(started)).Order(StringComparer.Ordinal));
            await BelievedAsync(started, before, after);
            Assert.Equal(next, KeyOf(await TokenAsync(started)));
        }

        // What the former signed has ended by then: refresh tokens of two weeks were the last.
        await PassAsync(host, TimeSpan.FromDays(16));
        Assert.Equal([next], await PublishedAsync(host));
        Assert.Equal(401, await StatusAsync(host, before));
    }

    private Task<CityUnderTest> StartAsync(string database) => CityUnderTest.StartByAsync(
        _clock, database, new("SignIn:Server:Issuer", "http://127.0.0.1:9/"), new("SignIn:Server:SecretKey", Convert.ToBase64String(new byte[32])));

    /// <summary>The hosts look every minute of the machine's clock, which a test does not wait for.</summary>
    private async Task PassAsync(CityUnderTest host, TimeSpan time)
    {
        _clock.Ahead += time;
        await host.Get<KeyRing>().LookAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string[]> PublishedAsync(CityUnderTest host) =>
        [.. (await host.Http.GetFromJsonAsync<JsonElement>("/.well-known/jwks")).GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];

    private async Task<string> TokenAsync(CityUnderTest host) => (await SignInCity.PostAsync(
        host.Http, "/connect/token", ("grant_type", "client_credentials"), ("client_id", Client), ("client_secret", _secret))).Access();

    private static string KeyOf(string token) => new JsonWebToken(token).Kid;

    private static async Task BelievedAsync(CityUnderTest host, params string[] tokens)
    {
        foreach (var token in tokens) Assert.Equal(200, await StatusAsync(host, token));
    }

    private static async Task<int> StatusAsync(CityUnderTest host, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = "{ me { subject } }" }) };
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await host.Http.SendAsync(request);
        return (int)answer.StatusCode;
    }

    private sealed class MovedClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
