using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Http;

/// <summary>
/// Tags of answers to GET. A strong tag stands for one sequence of bytes, so the compressed form of an answer has another: the tag with the
/// coding's name behind it, put there once it is known whether the answer is compressed.
/// </summary>
internal static class EntityTags
{
    /// <summary>Sends the tag with whatever coding the answer gets.</summary>
    public static void Tag(HttpResponse response, string tag) => response.OnStarting(() =>
    {
        var coding = response.Headers.ContentEncoding.ToString();
        response.Headers.ETag = coding.Length == 0 ? $"\"{tag}\"" : $"\"{tag}-{coding}\"";
        return Task.CompletedTask;
    });

    /// <summary>The tag the client holds of the same answer, in whichever coding; null when it holds none.</summary>
    public static string? Held(StringValues ifNoneMatch, string tag)
    {
        if (ifNoneMatch.Count == 0 || !EntityTagHeaderValue.TryParseList(ifNoneMatch, out var held)) return null;
        foreach (var one in held)
        {
            var opaque = one.Tag.AsSpan().Trim('"');
            if (opaque.StartsWith(tag, StringComparison.Ordinal) && (opaque.Length == tag.Length || opaque[tag.Length..] is "-gzip" or "-br")) return one.Tag.ToString();
        }

        return null;
    }
}
