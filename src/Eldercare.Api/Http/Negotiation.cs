using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Http;

/// <summary>Which of the two response types of GraphQL over HTTP a client takes.</summary>
public static class Negotiation
{
    public const string GraphQL = "application/graphql-response+json";
    public const string Json = "application/json";

    public const string Html = "text/html";

    /// <summary>
    /// The type to answer in, or null when the client takes neither. Who names the newer one gets it, unless it likes the older one better;
    /// who names neither, a program from before there were two, gets the older one, as the draft has it.
    /// </summary>
    public static string? Choose(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0) return Json;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var wishes)) return null;
        var (graphQL, json) = (Quality(wishes, GraphQL), Quality(wishes, Json));
        return (graphQL, json) switch
        {
            (0, 0) => null,
            _ => graphQL > json || (graphQL == json && Names(wishes, GraphQL)) ? GraphQL : Json,
        };
    }

    /// <summary>A person with a browser: it names HTML, and likes nothing of ours better.</summary>
    public static bool WantsPage(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wishes) && Names(wishes, Html)
        && Quality(wishes, Html) is > 0 and var html && html >= Quality(wishes, Json) && html >= Quality(wishes, GraphQL);

    private static bool Names(IList<MediaTypeHeaderValue> wishes, string type) =>
        wishes.Any(w => w.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));

    /// <summary>The quality of the most specific wish that covers the type.</summary>
    private static double Quality(IList<MediaTypeHeaderValue> wishes, string type)
    {
        var (best, quality) = (-1, 0.0);
        foreach (var wish in wishes)
        {
            var specific = wish.MatchesAllTypes ? 0 : wish.MatchesAllSubTypes && wish.Type == "application" ? 1
                : wish.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) ? 2 : -1;
            if (specific < 0 || specific < best || !TakesUtf8(wish)) continue;
            quality = specific > best ? wish.Quality ?? 1 : Math.Max(quality, wish.Quality ?? 1);
            best = specific;
        }

        return quality;
    }

    private static bool TakesUtf8(MediaTypeHeaderValue wish) =>
        !wish.Charset.HasValue || wish.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase);
}
