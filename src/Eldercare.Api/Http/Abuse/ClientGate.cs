using System.Globalization;
using System.Text.Json;
using Eldercare.Api.Fhir;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Server;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http.Abuse;

/// <summary>
/// Before everything that answers: who asks too much or too much at once is told 429 and when to come back. Here a request takes what asking costs by itself;
/// what GraphQL reads is taken when it is known (<see cref="GraphQL.Execution.GraphQLRunner"/>).
/// </summary>
public sealed class ClientGate(RequestDelegate next, ClientQuotas quotas, TokenReader tokens, IOptions<ApiSettings> settings)
{
    /// <summary>A request by itself, one whose token is not to be believed, and a file that is read as it is sent.</summary>
    private const int OfRequest = 1, OfBadToken = 200, OfExport = 2_000, OfResource = 50;

    private static readonly string[] s_signIn = ["/connect", "/signin", "/account", "/login"];

    /// <summary>Where programs renew what they have, many of them behind one address: one that succeeds costs no attempt.</summary>
    private const string Renewing = "/connect";

    /// <summary>Succeed for everybody, and leave something behind: these stay counted.</summary>
    private static readonly string[] s_alwaysCounts = ["/connect/device", "/connect/revoke"];

    public async Task InvokeAsync(HttpContext http)
    {
        if (!settings.Value.Rates.On || http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        {
            await next(http);
            return;
        }

        var address = http.Connection.RemoteIpAddress;
        var caller = await tokens.ReadAsync(http.Request.Headers.Authorization);
        var client = quotas.Of(caller ?? Caller.Anonymous, address);
        // Taken before it is looked at, so that many at once are no more than one after the other.
        var attempts = IsSignIn(http.Request) ? quotas.SignInsOf(address) : null;
        var refused = attempts?.Take(ClientQuotas.SignInAttempt);
        refused ??= client.Take(caller is null ? OfBadToken : CostOf(http.Request.Path));
        if (refused is not null)
        {
            await RefuseAsync(http, client, refused);
            return;
        }

        http.Features.Set(client);
        http.Response.OnStarting(() =>
        {
            Say(http.Response, client);
            return Task.CompletedTask;
        });
        if (LastsLong(http))
        {
            await next(http);
            return;
        }

        if (!client.Enter())
        {
            await RefuseAsync(http, client, ApiError.RateLimited(TimeSpan.FromSeconds(1)));
            return;
        }

        try
        {
            await next(http);
            if (attempts is not null && IsGranted(http)) attempts.GiveBack(ClientQuotas.SignInAttempt);
        }
        finally
        {
            client.Leave();
        }
    }

    /// <summary>Subscriptions have bounds of their own; nothing else becomes one by saying so.</summary>
    public static bool LastsLong(HttpContext http) =>
        http.Request.Path.StartsWithSegments(ApiSetup.Path, StringComparison.OrdinalIgnoreCase) && (http.WebSockets.IsWebSocketRequest || EventStreamDoor.IsWanted(http.Request));

    /// <summary>A right password counts all the same: it is the dearest thing to ask for.</summary>
    private static bool IsGranted(HttpContext http) => http.Request.Path.StartsWithSegments(Renewing, StringComparison.OrdinalIgnoreCase)
        && !Array.Exists(s_alwaysCounts, path => http.Request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase))
        && (http.Response.StatusCode < StatusCodes.Status400BadRequest || SignInServerSetup.IsPending(http));

    /// <summary>A device's code is asked about by its address, too.</summary>
    private static bool IsSignIn(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) || request.Query.ContainsKey("user_code")) && Array.Exists(s_signIn, path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase));

    private static int CostOf(PathString path) =>
        path.StartsWithSegments("/exports", StringComparison.Ordinal) ? OfExport
        : path.StartsWithSegments(FhirEndpoint.Path, StringComparison.Ordinal) ? OfResource
        : OfRequest;

    /// <summary>As draft-ietf-httpapi-ratelimit-headers-10 has it: the quota is what the allowance holds, the window how long it takes to fill.</summary>
    private static void Say(HttpResponse response, ClientAllowance client)
    {
        var window = Math.Max(client.Burst / Math.Max(client.PerSecond, 1), 1);
        response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"cost\";q={client.Burst};w={window};qu=\"cost-units\"");
        response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"cost\";r={client.Left};t={Math.Ceiling(client.FullAfter.TotalSeconds):0}");
    }

    private static Task RefuseAsync(HttpContext http, ClientAllowance client, ApiError error)
    {
        var response = http.Response;
        Say(response, client);
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = RetryAfter(error);
        response.Headers.CacheControl = "no-store";
        if (http.Request.Path.StartsWithSegments(FhirEndpoint.Path, StringComparison.Ordinal))
        {
            response.ContentType = "application/fhir+json; charset=utf-8";
            return response.WriteAsync(JsonSerializer.Serialize(new
            {
                resourceType = "OperationOutcome",
                issue = (object[])[new { severity = "error", code = "throttled", diagnostics = error.Message }],
            }));
        }

        response.ContentType = (http.Request.Path.StartsWithSegments(ApiSetup.Path, StringComparison.Ordinal) ? Negotiation.Choose(http.Request) : null) ?? Negotiation.Json;
        return response.WriteAsync(JsonSerializer.Serialize(new
        {
            errors = (object[])[new { message = error.Message, extensions = new { code = error.Code, retryable = true, retryAfter = error.Extensions!["retryAfter"] } }],
        }));
    }

    internal static string RetryAfter(ApiError error) => string.Create(CultureInfo.InvariantCulture, $"{error.Extensions!["retryAfter"]}");
}
