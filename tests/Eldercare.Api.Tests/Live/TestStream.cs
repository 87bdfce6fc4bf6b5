using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace Eldercare.Api.Tests.Live;

/// <summary>A client of an event stream.</summary>
internal sealed class TestStream : IDisposable
{
    private static readonly HttpClient s_client = new();

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(20));
    private readonly StreamReader _lines;

    private TestStream(HttpResponseMessage response, Stream body) => (Response, _lines) = (response, new StreamReader(body, Encoding.UTF8));

    public HttpResponseMessage Response { get; }

    public static async Task<TestStream> OpenAsync(TestApi api, string query, string? token = null, string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, api.Address) { Content = JsonContent.Create(new { query }) };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await s_client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new TestStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event's name and data; null at the stream's end.</summary>
    public async Task<string?> ReadAsync()
    {
        var (name, data) = ("", "");
        while (await _lines.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line["event: ".Length..];
            else if (line.StartsWith("data:", StringComparison.Ordinal)) data = line["data:".Length..].TrimStart();
            else if (line.Length == 0 && name.Length > 0) return $"{name} {data}";
        }

        return null;
    }

    public void Dispose()
    {
        _lines.Dispose();
        Response.Dispose();
        _patience.Dispose();
    }
}
