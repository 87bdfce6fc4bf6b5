using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Eldercare.City.Messages;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Posts to addresses that others chose. Connects to public addresses only, looked at after the name was resolved and for every connection;
/// follows no redirection, uses no proxy and no cookies, and reads nothing of the answer but its status and how long to wait.
/// </summary>
public sealed class WebhookPost(WebhookSettings settings, TimeProvider clock) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, settings.Loopback, cancellation),
        MaxResponseHeadersLength = 16,
        // What an answer says beyond that is not worth a connection.
        MaxResponseDrainSize = 4 * 1024,
        ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        Timeout = settings.Timeout,
        DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("Eldercare-Webhooks", "1") } },
    };

    /// <param name="url">Where to.</param>
    /// <param name="id">The delivery's.</param>
    /// <param name="body">What was made of the event.</param>
    /// <param name="secrets">What to sign with: the newest first.</param>
    /// <param name="cancellation">Ends the waiting; it may have arrived.</param>
    public async Task<Posted> SendAsync(
        string url, WebhookDeliveryId id, byte[] body, IReadOnlyList<string> secrets, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        WebhookSignature.Sign(request.Headers, id.ToString(), clock.GetUtcNow(), body, secrets);
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            return Judge(response, clock.GetUtcNow());
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Posted("TIMEOUT");
        }
        catch (HttpRequestException e) when (e.InnerException is AddressRefusedException)
        {
            return new Posted("ADDRESS_REFUSED");
        }
        catch (HttpRequestException)
        {
            return new Posted("NO_CONNECTION");
        }
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Anything but 2xx is a failure that may pass; who is busy says for how long (RFC 9110, 10.2.3).</summary>
    public static Posted Judge(HttpResponseMessage response, DateTimeOffset now)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode) return new Posted(null, status);
        var busy = response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable;
        return new Posted($"HTTP_{status}", status, busy && WebhookSender.WaitOf(response, now) is { } wait && wait > TimeSpan.Zero ? wait : null);
    }

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, bool loopback, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, cancellation);
        var allowed = Array.FindAll(found, a => PublicAddress.Is(a) || (loopback && IPAddress.IsLoopback(a)));
        if (allowed.Length == 0) throw new AddressRefusedException();
        // The addresses that were looked at, not the name: it might resolve to another the second time.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class AddressRefusedException() : IOException("The name leads to no public address.");
}
