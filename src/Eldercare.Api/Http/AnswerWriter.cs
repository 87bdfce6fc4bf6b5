using Eldercare.Api.GraphQL;
using GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Http;

/// <summary>Sends a GraphQL result: headers first, then the bytes in one piece.</summary>
public sealed class AnswerWriter(AnswerSerializer serializer, IOptions<ApiSettings> options)
{
    /// <summary>What an answer depends on beside its address.</summary>
    public const string Depends = $"Accept, Accept-Language, Authorization, {Consistency.After}";

    /// <param name="http">Not begun yet.</param>
    /// <param name="type">The media type chosen.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="result">What to send.</param>
    /// <param name="keeping">Who may keep it.</param>
    public async Task WriteAsync(HttpContext http, string type, int status, ExecutionResult result, Keeping keeping)
    {
        var response = http.Response;
        using var body = serializer.Serialize(result.SayIn(http.MessageLanguage()));
        response.ContentType = $"{type}; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.Vary = options.Value.Cors.Origins.Length > 0 ? Depends + ", Origin" : Depends;
        response.SaysIn(http.MessageLanguage());
        response.Headers.CacheControl = Control(keeping);
        if (keeping != Keeping.Nobody)
        {
            var tag = body.Tag(type);
            if (EntityTags.Held(http.Request.Headers.IfNoneMatch, tag) is { } held)
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                response.ContentType = null;
                response.Headers.ETag = held;
                return;
            }

            EntityTags.Tag(response, tag);
        }

        response.StatusCode = status;
        response.ContentLength = body.Bytes.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await response.Body.WriteAsync(body.Bytes, http.RequestAborted);
    }

    private string Control(Keeping keeping) => (keeping, (int)options.Value.PublicMaxAge.TotalSeconds) switch
    {
        (Keeping.Nobody, _) => "no-store",
        (Keeping.Asker, _) => "private, no-cache",
        (_, <= 0) => "public, no-cache",
        (_, var seconds) => $"public, max-age={seconds}",
    };
}

/// <summary>Who may keep an answer.</summary>
public enum Keeping
{
    /// <summary>Answers to POST, errors, and what was asked for as of a certain event.</summary>
    Nobody,

    /// <summary>A GET with a sign-in: who asked, and asks each time whether it is still so.</summary>
    Asker,

    /// <summary>A GET without sign-in: caches in between too.</summary>
    Everybody,
}
