using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Eldercare.City.Messages;

/// <summary>
/// Posts a message as JSON to one address: the city's gateway for short messages, an app, anything that answers 2xx when it took it. The
/// request says its age and is signed (<see cref="WebhookSignature"/>). Redirections are not followed: what was signed for one is for nobody else.
/// </summary>
public sealed class WebhookSender(MessageSettings settings, TimeProvider clock) : IMessageSender, IDisposable
{
    public const string SignatureHeader = "X-Eldercare-Signature";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = settings.Timeout,
    };

    private readonly Uri _url = new(settings.Url!);

    public async Task<Delivery> SendAsync(Letter letter, CancellationToken cancellation)
    {
        var body = Body(letter);
        using var request = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        var now = clock.GetUtcNow();
        WebhookSignature.Sign(request.Headers, letter.Id.ToString(), now, body, settings.Secret!);
        // As before the standard: for receivers that are there.
        request.Headers.Add(SignatureHeader, WebhookSignature.Of(settings.Secret!, now, body));
        request.Headers.Add("Idempotency-Key", letter.Id.ToString());
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Judge(response, clock.GetUtcNow());
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Delivery("TIMEOUT");
        }
        catch (HttpRequestException)
        {
            return new Delivery("NO_CONNECTION");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The request's body: stable names, the language as its code (RFC 5646).</summary>
    public static byte[] Body(Letter letter) => JsonSerializer.SerializeToUtf8Bytes(
        new
        {
            id = letter.Id.Value,
            elder = letter.Elder.Value,
            kind = letter.Kind.ToString(),
            language = letter.Language == Language.Chinese ? "zh" : "en",
            letter.Name,
            letter.Phone,
            letter.Text,
            letter.CreatedAt,
        },
        s_json);

    /// <summary>Whoever says that the request itself is wrong will say so again; the others may change their mind.</summary>
    public static Delivery Judge(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.IsSuccessStatusCode) return Delivery.Taken;
        var status = (int)response.StatusCode;
        var mayPass = status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
        return new Delivery($"HTTP_{status}", ForGood: !mayPass, WaitOf(response, now));
    }

    /// <summary>How long the receiver wants to be left alone, if it says so (RFC 9110, 10.2.3).</summary>
    public static TimeSpan? WaitOf(HttpResponseMessage response, DateTimeOffset now) =>
        response.Headers.RetryAfter is { } wait ? wait.Delta ?? (wait.Date - now) : null;
}
