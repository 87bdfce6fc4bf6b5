using System.Text;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eldercare.Api.Tests;

/// <summary>Pages of other addresses, and what they can make a browser send.</summary>
public sealed class CrossOriginTests(TestApi api)
{
    private const string App = "https://app.example.cn";

    /// <summary>What a page may have sent for it without being asked about: none of it changes anything.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task What_a_browser_sends_unasked_changes_nothing(string type)
    {
        api.City.Reset();
        var mutation = $"{{\"query\":\"mutation {{ resumeMealPoint(input: {{ idempotencyKey: \\\"k\\\", mealPoint: \\\"{TestApi.GlobalId(FakeCity.PointA)}\\\" }}) {{ errors {{ __typename }} }} }}\"}}";
        Assert.Equal(415, (await api.PostAsync(Encoding.UTF8.GetBytes(mutation), api.Token(Role.CityOffice), type: type)).Status);
        Assert.Empty(api.City.Commands);
    }

    [Fact]
    public async Task Nobody_may_unless_configured()
    {
        using var client = new HttpClient();
        using var answer = await client.SendAsync(Preflight(api.Address, App));
        Assert.Equal(204, (int)answer.StatusCode);
        Assert.DoesNotContain(answer.Headers, h => h.Key.StartsWith("Access-Control-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_the_list_may_and_no_other()
    {
        await using var host = await StartAsync(App, "http://localhost:3000");
        using var client = new HttpClient { BaseAddress = new(host.Urls.First()) };
        using var allowed = await client.SendAsync(Preflight("/", App));
        using var refused = await client.SendAsync(Preflight("/", "https://app.example.cn.evil.example"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Origin", App } } };
        using var answer = await client.SendAsync(request);
        Assert.Equal(
            (App, "7200", "Authorization,Content-Type,Eldercare-After"),
            (Header(allowed, "Access-Control-Allow-Origin"), Header(allowed, "Access-Control-Max-Age"), Known(Header(allowed, "Access-Control-Allow-Headers"))));
        Assert.Equal((null, App, "Origin"), (Header(refused, "Access-Control-Allow-Origin"), Header(answer, "Access-Control-Allow-Origin"), Header(answer, "Vary")));
        Assert.Contains("Eldercare-Sequence", Header(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
        Assert.DoesNotContain(allowed.Headers, h => h.Key == "Access-Control-Allow-Credentials");
    }

    [Theory]
    [InlineData("*")]
    [InlineData("app.example.cn")]
    [InlineData("https://app.example.cn/")]
    [InlineData("https://app.example.cn/page")]
    [InlineData("https://*.example.cn/")]
    [InlineData("null")]
    public async Task A_host_does_not_start_with_what_is_no_origin(string origin) =>
        await Assert.ThrowsAsync<SettingsFaultException>(async () => await (await StartAsync(origin)).DisposeAsync());

    private static string Known(string? headers) => string.Join(
        ',', headers!.Split(',').Select(h => h.Trim()).Where(h => h is "Authorization" or "Content-Type" or "Eldercare-After"));

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    private static HttpRequestMessage Preflight(string address, string origin) => new(HttpMethod.Options, address)
    {
        Headers =
        {
            { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "authorization,content-type,eldercare-after" },
        },
    };

    private static async Task<WebApplication> StartAsync(params string[] origins)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(origins.Select((o, i) => KeyValuePair.Create($"Api:Cors:Origins:{i}", (string?)o)));
        builder.Services.Configure<ApiSettings>(builder.Configuration.GetSection("Api"));
        builder.Services.AddHttpRules();
        var app = builder.Build();
        try
        {
            app.UseHttpRules();
            app.MapGet("/", () => Results.Text("here"));
            await app.StartAsync();
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }
}
