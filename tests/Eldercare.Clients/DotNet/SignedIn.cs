using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Eldercare.Clients.DotNet;

/// <summary>
/// Signs requests in: takes a token before the first, and the next one a minute before it runs out. A system gives its own id and secret each
/// time; an app or a tablet its refresh token, which is good once: whoever asked may go, the answer is waited for and the next one kept.
/// </summary>
/// <param name="tokenEndpoint">Of the issuer: <c>/connect/token</c> at the city's own sign-in server.</param>
/// <param name="grant">The form of the first request, such as <c>grant_type</c>, <c>client_id</c> and <c>client_secret</c>.</param>
/// <param name="keep">Takes a new refresh token to where it outlives the program.</param>
/// <param name="clock">By which tokens run out.</param>
public sealed class SignedIn(
    Uri tokenEndpoint, IReadOnlyDictionary<string, string> grant, Func<string, Task> keep, TimeProvider clock) : DelegatingHandler(new SocketsHttpHandler())
{
    private static readonly TimeSpan s_before = TimeSpan.FromMinutes(1), s_patience = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyDictionary<string, string> _grant = grant;
    private string? _token;
    private DateTimeOffset _renewAt;

    /// <exception cref="SignedOutException">The issuer gives no token: whoever it was has to sign in, or has not yet.</exception>
    /// <exception cref="HttpRequestException">It could not be asked, or has too much to do: later.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await TokenAsync(refused: null, cancellationToken).ConfigureAwait(false);
        var response = await SendAsync(request, token, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized) return response;
        // Ended before its time: once more with another.
        response.Dispose();
        return await SendAsync(request, await TokenAsync(token, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string token, CancellationToken cancellation)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return base.SendAsync(request, cancellation);
    }

    private async Task<string> TokenAsync(string? refused, CancellationToken cancellation)
    {
        // One at a time: a refresh token that two use ends the sign-in.
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_token is { } token && token != refused && clock.GetUtcNow() < _renewAt) return token;
            // Not by the caller's token: a refresh token whose answer nobody read is used up.
            using var patience = new CancellationTokenSource(s_patience);
            using var request = new HttpRequestMessage(HttpMethod.Post, tokenEndpoint) { Content = new FormUrlEncodedContent(_grant) };
            using var response = await base.SendAsync(request, patience.Token).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized))
                throw new HttpRequestException($"The issuer answers {(int)response.StatusCode}.", inner: null, response.StatusCode);
            var answer = (await response.Content.ReadFromJsonAsync(TokenJson.Default.TokenAnswer, patience.Token).ConfigureAwait(false))!;
            if (answer is not { AccessToken: { } given, Error: null }) throw new SignedOutException(answer.Error, answer.ErrorDescription);
            (_token, _renewAt) = (given, clock.GetUtcNow() + TimeSpan.FromSeconds(answer.ExpiresIn) - s_before);
            if (answer.RefreshToken is { } next)
            {
                _grant = new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "refresh_token",
                    ["client_id"] = _grant["client_id"],
                    ["refresh_token"] = next,
                };
                await keep(next).ConfigureAwait(false);
            }

            return given;
        }
        finally
        {
            _one.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _one.Dispose();
        base.Dispose(disposing);
    }
}

/// <summary>The issuer gives no token: whoever it was has to sign in, again or at last.</summary>
public sealed class SignedOutException(string? error, string? description) : Exception(description ?? error)
{
    /// <summary>In the words of OAuth: <c>invalid_grant</c>, or <c>authorization_pending</c> while nobody has typed a device's code.</summary>
    public string? Error { get; } = error;
}

internal sealed record TokenAnswer(string? AccessToken, string? RefreshToken, int ExpiresIn, string? Error, string? ErrorDescription);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class TokenJson : JsonSerializerContext;
