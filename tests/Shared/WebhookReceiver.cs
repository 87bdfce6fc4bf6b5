using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Eldercare.Testing;

/// <summary>
/// A district's system that events are posted to, on this machine. Verifies by the words of Standard Webhooks and with code of its own: what
/// is signed wrongly is answered with 401 and kept apart.
/// </summary>
internal sealed class WebhookReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<JsonElement> _taken = new();
    private int _asked, _forged;

    public WebhookReceiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/events/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public string Url { get; }

    /// <summary>As it was shown when the webhook was set up.</summary>
    public string? Secret { get; set; }

    /// <summary>The status of the answer to an event, when the task has come to its end.</summary>
    public Func<JsonElement, Task<int>> Answer { get; set; } = _ => Task.FromResult(200);

    /// <summary>Requests, whatever came of them.</summary>
    public int Asked => _asked;

    public int Forged => _forged;

    /// <summary>Those answered with 200, in that order.</summary>
    public IReadOnlyList<JsonElement> Taken => [.. _taken];

    /// <summary>The same without repetitions.</summary>
    public IReadOnlyList<JsonElement> Once => [.. Taken.DistinctBy(t => t.GetProperty("sequence").GetInt64())];

    public void Dispose() => _listener.Close();

    /// <summary>Whether one of the signatures is good, and the time no recording's.</summary>
    public static bool Verify(string secret, string id, string timestamp, string signatures, byte[] body)
    {
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(timestamp, CultureInfo.InvariantCulture)) > 300) return false;
        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var expected = HMACSHA256.HashData(key, signed);
        return signatures.Split(' ').Any(s => s.StartsWith("v1,", StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(expected, Convert.FromBase64String(s[3..])));
    }

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            Interlocked.Increment(ref _asked);
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var headers = context.Request.Headers;
            if (Secret is { } secret
                && !Verify(secret, headers["webhook-id"]!, headers["webhook-timestamp"]!, headers["webhook-signature"]!, body.ToArray()))
            {
                Interlocked.Increment(ref _forged);
                context.Response.StatusCode = 401;
                context.Response.Close();
                return;
            }

            var told = JsonDocument.Parse(body.ToArray()).RootElement;
            context.Response.StatusCode = await Answer(told);
            if (context.Response.StatusCode == 302) context.Response.RedirectLocation = Url + "elsewhere";
            if (context.Response.StatusCode == 429) context.Response.Headers["Retry-After"] = "90";
            if (context.Response.StatusCode == 200) _taken.Enqueue(told);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // Whoever asked is gone.
        }
    }
}
