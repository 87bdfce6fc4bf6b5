using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Http.Abuse;
using Eldercare.Api.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Tests.Abuse;

/// <summary>What stands before everything that answers, as a client sees it.</summary>
public sealed class GateTests(TestApi api)
{
    private ApiSettings Settings => api.App.Services.GetRequiredService<IOptions<ApiSettings>>().Value;

    [Theory]
    [InlineData("/graphql?query=%7B__typename%7D", "public, no-cache")]
    [InlineData("/graphql")]
    [InlineData("/nothing")]
    [InlineData("/fhir/metadata")]
    [InlineData("/exports/census")]
    public async Task Every_answer_has_safe_headers(string path, string kept = "no-store")
    {
        using var client = new HttpClient();
        using var reply = await client.GetAsync(new Uri(new Uri(api.Address), path), TestContext.Current.CancellationToken);
        Assert.Equal(
            ("nosniff", "no-referrer", "DENY", "default-src 'none'; frame-ancestors 'none'", kept),
            (One("X-Content-Type-Options"), One("Referrer-Policy"), One("X-Frame-Options"), One("Content-Security-Policy"), One("Cache-Control")));
        Assert.False(reply.Headers.Contains("Server") || reply.Headers.Contains("X-Powered-By") || reply.Headers.Contains("Strict-Transport-Security"));

        string One(string name) => Assert.Single(reply.Headers.GetValues(name));
    }

    [Fact]
    public async Task Who_asks_too_much_is_told_when_to_come_back()
    {
        var (subject, settings) = ($"greedy {Guid.NewGuid()}", Settings);
        var (on, burst, second) = (settings.Rates.On, settings.Rates.Burst, settings.Rates.PerSecond);
        try
        {
            (settings.Rates.On, settings.Rates.Burst, settings.Rates.PerSecond) = (true, 100, 1);
            var token = api.Issuer.Issue(Role.CityOffice, subject);
            var body = JsonSerializer.Serialize(new { query = "{ mealPoints(first: 60) { nodes { id } } }" });
            var (first, second_) = (await api.PostAsync(body, token), await api.PostAsync(body, token));
            Assert.Equal((200, "\"cost\";q=100;w=100;qu=\"cost-units\"", "\"cost\";r=28;t=72"), (first.Status, first.Header("RateLimit-Policy"), first.Header("RateLimit")));
            Assert.Equal((429, "RATE_LIMITED", "application/graphql-response+json"), (second_.Status, second_.Codes.Single(), second_.Type));
            Assert.InRange(int.Parse(second_.Header("Retry-After")!, null), 40, 46);
            // Another is not in her way.
            Assert.Equal(200, (await api.PostAsync(body, api.Issuer.Issue(Role.CityOffice, subject + "'s neighbour"))).Status);
        }
        finally
        {
            (settings.Rates.On, settings.Rates.Burst, settings.Rates.PerSecond) = (on, burst, second);
        }
    }

    [Fact]
    public async Task Who_asks_for_nothing_often_is_told_so_before_anything_reads_it()
    {
        var (subject, settings) = ($"often {Guid.NewGuid()}", Settings);
        var (on, burst, second) = (settings.Rates.On, settings.Rates.Burst, settings.Rates.PerSecond);
        try
        {
            (settings.Rates.On, settings.Rates.Burst, settings.Rates.PerSecond) = (true, 3, 0);
            var token = api.Issuer.Issue(Role.CityOffice, subject);
            for (var i = 0; i < 3; i++) Assert.Equal(400, (await api.PostAsync("{", token)).Status);
            var reply = await api.PostAsync("{", token);
            Assert.Equal((429, "RATE_LIMITED"), (reply.Status, reply.Codes.Single()));
            var fhir = await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, api.Address.Replace("/graphql", "/fhir/Location", StringComparison.Ordinal)), token);
            Assert.Equal((429, "OperationOutcome"), (fhir.Status, fhir.Root.GetProperty("resourceType").GetString()));
        }
        finally
        {
            (settings.Rates.On, settings.Rates.Burst, settings.Rates.PerSecond) = (on, burst, second);
        }
    }

    [Theory]
    [InlineData(Introspection.Everybody, false, 200)]
    [InlineData(Introspection.SignedIn, false, 401)]
    [InlineData(Introspection.SignedIn, true, 200)]
    [InlineData(Introspection.Nobody, true, 403)]
    public async Task The_schema_is_told_to_whom_the_settings_say(Introspection who, bool signedIn, int status)
    {
        var before = Settings.Introspection;
        try
        {
            Settings.Introspection = who;
            var role = signedIn ? Role.App : Role.None;
            foreach (var query in (string[])["{ __schema { types { name } } }", "{ ...F } fragment F on Query { a: __type(name: \"Query\") { name } }"])
                Assert.Equal(status, (await api.AskAsync(role, query)).Status);
            Assert.Equal(200, (await api.AskAsync(role, "{ __typename }")).Status);
        }
        finally
        {
            Settings.Introspection = before;
        }
    }

    /// <summary>Each was found by <c>./eldercare fuzz</c>, or is kin of what was.</summary>
    [Theory]
    [InlineData("Transfer-Encoding: chunked", "FFFFFFFFFFFFFFFF\r\n{}")]
    [InlineData("Transfer-Encoding: chunked", "zz\r\n{}")]
    [InlineData("Transfer-Encoding: chunked", "-1\r\n{}")]
    [InlineData("Content-Length: 5\r\nContent-Length: 6", "{}")]
    [InlineData("Content-Length: x", "{}")]
    [InlineData("Content-Length: 100", "{}")]
    public async Task What_is_no_request_of_HTTP_is_a_broken_one(string header, string body)
    {
        var address = new Uri(api.Address);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/json\r\n{header}\r\n\r\n{body}"));
        socket.Shutdown(SocketShutdown.Send);
        var answer = await AnswerAsync(socket);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 400 ", StringComparison.Ordinal), answer);
    }

    /// <summary>Empty when the host has closed the connection, however it did.</summary>
    private static async Task<string> AnswerAsync(Socket socket)
    {
        var buffer = new byte[4_096];
        try
        {
            return Encoding.ASCII.GetString(buffer, 0, await socket.ReceiveAsync(buffer));
        }
        catch (SocketException)
        {
            return "";
        }
    }

    /// <summary>What runs at a time is counted, and ended when it takes too long, whatever a client says it will take.</summary>
    [Theory]
    [InlineData("/graphql", "text/event-stream", true)]
    [InlineData("/graphql", "application/json, text/event-stream;q=0.5", false)]
    [InlineData("/exports/census", "text/event-stream", false)]
    [InlineData("/connect/token", "text/event-stream", false)]
    public void Only_a_subscription_lasts_long(string path, string accept, bool lasts)
    {
        var http = new DefaultHttpContext { Request = { Method = "POST", Path = path } };
        http.Request.Headers.Accept = accept;
        Assert.Equal(lasts, ClientGate.LastsLong(http));
    }

    [Fact]
    public async Task A_file_that_does_not_come_is_given_up()
    {
        var http = new DefaultHttpContext();
        var guard = new LongestAnswer(
            answering => Task.Delay(Timeout.Infinite, answering.RequestAborted), Options.Create(new ApiSettings { LongestAnswer = TimeSpan.FromMilliseconds(20) }));
        await guard.InvokeAsync(http).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Equal((503, "60"), (http.Response.StatusCode, http.Response.Headers.RetryAfter.ToString()));
    }

    /// <summary>Who went away herself is told nothing.</summary>
    [Fact]
    public async Task Whoever_goes_away_is_no_timeout()
    {
        using var gone = new CancellationTokenSource();
        var http = new DefaultHttpContext { RequestAborted = gone.Token };
        var guard = new LongestAnswer(answering => Task.Delay(Timeout.Infinite, answering.RequestAborted), Options.Create(new ApiSettings()));
        var answering = guard.InvokeAsync(http);
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answering);
    }
}
