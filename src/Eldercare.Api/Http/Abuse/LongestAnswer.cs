using Eldercare.Api.GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http.Abuse;

/// <summary>
/// No answer takes longer than the settings say, also where nothing else watches the time (exports, FHIR): a statement that does not end is given up. GraphQL ends
/// itself long before, and subscriptions go on.
/// </summary>
public sealed class LongestAnswer(RequestDelegate next, IOptions<ApiSettings> settings)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (ClientGate.LastsLong(http))
        {
            await next(http);
            return;
        }

        var gone = http.RequestAborted;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(gone);
        time.CancelAfter(settings.Value.LongestAnswer);
        http.RequestAborted = time.Token;
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            // Half an export must not look like a whole one.
            if (http.Response.HasStarted) http.Abort();
            else
            {
                http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                http.Response.Headers.RetryAfter = "60";
            }
        }
    }
}
