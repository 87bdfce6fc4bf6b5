using System.Globalization;
using Eldercare.Api.GraphQL;

namespace Eldercare.Api.Http;

/// <summary>
/// How a client reads what it has just written, from whatever host: an answer that wrote something says in <see cref="Written"/> how far the
/// events had come, and a request that sends that number in <see cref="After"/> is answered when the read models are there.
/// </summary>
public static class Consistency
{
    /// <summary>
    /// In answers: the number of the last event the request wrote; or, to a request that sent <see cref="After"/>, how far the read models
    /// were when it was answered: below what was sent when that took too long.
    /// </summary>
    public const string Written = "Eldercare-Sequence";

    public const string After = "Eldercare-After";

    /// <summary>Waits, no longer than the settings say, for what the request wants to be after.</summary>
    /// <returns>How far the read models are by then; null when the request wants nothing.</returns>
    /// <exception cref="RefusedRequestException">The header is no number.</exception>
    public static async ValueTask<long?> WaitAsync(HttpRequest request, ApiServices api)
    {
        var header = request.Headers[After];
        if (header.Count == 0) return null;
        if (header.Count > 1 || !long.TryParse(header[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            throw RefusedRequestException.Of(
                StatusCodes.Status400BadRequest, $"{After} 须为整数，即此前应答在 {Written} 中给出的数，如 1024。",
                $"{After} is a whole number, as an earlier answer said it in {Written}, such as 1024.");
        return await api.Progress.WaitFor(sequence, api.Settings.AfterWait, request.HttpContext.RequestAborted)
            ? sequence
            : (await api.Progress.CurrentAsync(request.HttpContext.RequestAborted)).Processed;
    }

    /// <summary>Says in the answer how far it has come.</summary>
    /// <param name="response">Not begun yet.</param>
    /// <param name="written">The last event the request wrote, 0 for none.</param>
    /// <param name="seen">What <see cref="WaitAsync"/> gave.</param>
    public static void Say(HttpResponse response, long written, long? seen)
    {
        if (written > 0 || seen is not null) response.Headers[Written] = (written > 0 ? written : seen!.Value).ToString(CultureInfo.InvariantCulture);
    }
}
