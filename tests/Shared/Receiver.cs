using System.Collections.Concurrent;
using System.Collections.Specialized;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Eldercare.City.Messages;

namespace Eldercare.Testing;

/// <summary>A gateway that messages are posted to, on this machine. Checks every signature as a real one has to.</summary>
internal sealed class Receiver : IDisposable
{
    public const string Secret = "a secret of the city's gateway";

    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<JsonElement> _taken = new();
    private int _asked;

    public Receiver()
    {
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Url = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/messages/";
        }

        _listener.Prefixes.Add(Url);
        _listener.Start();
        _ = Task.Run(ListenAsync);
    }

    public string Url { get; }

    /// <summary>The status of the answer to the nth request, from 1.</summary>
    public Func<int, int> Answer { get; set; } = _ => 200;

    /// <summary>Requests with a good signature, whatever was answered.</summary>
    public int Asked => _asked;

    /// <summary>The bodies of those answered with 200.</summary>
    public IReadOnlyList<JsonElement> Taken => [.. _taken];

    public IReadOnlyList<string> Kinds => [.. _taken.Select(t => t.GetProperty("kind").GetString()!)];

    public MessageSettings Settings => new() { Sender = "webhook", Url = Url, Secret = Secret, MaxAttempts = 3, Language = Language.English };

    public void Dispose() => _listener.Close();

    private async Task ListenAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            context.Response.StatusCode = Judge(context.Request.Headers, body.ToArray());
            if (context.Response.StatusCode == 200) _taken.Enqueue(JsonDocument.Parse(body.ToArray()).RootElement);
            context.Response.Close();
        }
    }

    /// <summary>By the standard, and as before it: receivers of both kinds are out there.</summary>
    private int Judge(NameValueCollection headers, byte[] body)
    {
        var signature = headers[WebhookSender.SignatureHeader]!;
        var at = DateTimeOffset.FromUnixTimeSeconds(long.Parse(signature.Split(',')[0][2..], null));
        var isGood = signature == WebhookSignature.Of(Secret, at, body)
            && headers["webhook-id"] == headers["Idempotency-Key"] && headers["webhook-timestamp"] == signature.Split(',')[0][2..]
            && headers["webhook-signature"] == WebhookSignature.Standard(Secret, headers["webhook-id"]!, at, body);
        return isGood ? Answer(Interlocked.Increment(ref _asked)) : 401;
    }
}
