using System.Net.Http.Json;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>What an answer says of how far it has come, and what links in it look like.</summary>
public sealed class ConsistencyTests(TestApi api)
{
    private const string Close = "mutation($bed: ID!) { closeBed(input: { idempotencyKey: \"k\", bed: $bed, reason: \"Lamp\" }) { errors { __typename } } }";

    [Fact]
    public async Task A_mutation_says_which_event_it_wrote_last()
    {
        api.City.Reset();
        Assert.Equal("7", (await SendAsync(Close)).Sequence);
        api.City.Replays = true;
        Assert.Equal("7", (await SendAsync(Close)).Sequence);
        api.City.Reset();
        Assert.Null((await SendAsync("{ me { subject } }")).Sequence);
    }

    [Fact]
    public async Task A_query_waits_for_the_read_models_when_it_wants_to_be_after_a_write()
    {
        api.City.Reset();
        Assert.Equal((200, "5"), await SendAsync("{ me { subject } }", after: "5"));
        Assert.Equal(1, api.City.Waits);
    }

    [Fact]
    public async Task What_takes_too_long_is_answered_all_the_same_and_says_so()
    {
        api.City.Reset();
        api.City.Lags = true;
        Assert.Equal((200, "7"), await SendAsync("{ me { subject } }", after: "9"));
        api.City.Reset();
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task What_is_no_number_is_refused(string after) => Assert.Equal((400, null), await SendAsync("{ me { subject } }", after));

    [Fact]
    public async Task Links_are_whole_and_readable_in_the_json()
    {
        api.City.Reset();
        var query = $"{{ kitchenSheet(mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\", date: \"2026-03-02\", meal: LUNCH) {{ printUrl }} }}";
        var text = (await api.AskAsync(Role.Kitchen, query)).Text;
        Assert.Contains($"\"{api.App.Urls.First()}/kitchen-sheets/", text, StringComparison.Ordinal);
        Assert.Contains("&names=0&signature=", text, StringComparison.Ordinal);

        var settings = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions
            .GetRequiredService<Microsoft.Extensions.Options.IOptions<Eldercare.Api.GraphQL.ApiSettings>>(api.App.Services).Value;
        settings.PublicAddress = "https://meals.example.cn/";
        Assert.Contains("\"https://meals.example.cn/kitchen-sheets/", (await api.AskAsync(Role.Kitchen, query)).Text, StringComparison.Ordinal);
        settings.PublicAddress = null;
    }

    private async Task<(int Status, string? Sequence)> SendAsync(string query, string? after = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, api.Address)
        {
            Content = JsonContent.Create(new { query, variables = new { bed = TestApi.GlobalId(FakeCity.BedA) } }),
            Headers = { Authorization = new("Bearer", api.Token(Role.CityOffice)) },
        };
        request.Content.Headers.ContentType = new("application/json");
        if (after is not null) request.Headers.Add("Eldercare-After", after);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(["nosniff"], response.Headers.GetValues("X-Content-Type-Options"));
        return ((int)response.StatusCode, response.Headers.TryGetValues("Eldercare-Sequence", out var sequence) ? sequence.Single() : null);
    }
}
