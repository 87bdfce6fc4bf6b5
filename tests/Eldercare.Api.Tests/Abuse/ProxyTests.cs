using Eldercare.Api.GraphQL;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Eldercare.Api.Tests.Abuse;

/// <summary>Whose word about where a request came from is believed.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData(null, "127.0.0.1 http", false)]
    [InlineData("10.0.0.1", "127.0.0.1 http", false)]
    [InlineData("127.0.0.1", "203.0.113.7 https", true)]
    [InlineData("127.0.0.0/8", "203.0.113.7 https", true)]
    public async Task Only_a_configured_proxy_says_where_a_request_came_from(string? trusted, string seen, bool hsts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<TokenReader>();
        builder.Services.Configure<SignInSettings>(s => s.SigningKey = Convert.ToBase64String(new byte[32]));
        builder.Services.Configure<ApiSettings>(s => s.TrustedProxies = trusted is null ? [] : [trusted]);
        builder.Services.AddGuards();
        await using var app = builder.Build();
        app.UseGuards();
        app.MapGet("/", (HttpContext http) => $"{http.Connection.RemoteIpAddress} {http.Request.Scheme}");
        await app.StartAsync(TestContext.Current.CancellationToken);

        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, app.Urls.First());
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        using var reply = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(seen, await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(hsts, reply.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("\"cost\";q=40000;w=40;qu=\"cost-units\"", reply.Headers.GetValues("RateLimit-Policy").Single());
    }
}
