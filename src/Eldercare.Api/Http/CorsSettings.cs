using Microsoft.AspNetCore.Cors.Infrastructure;

namespace Eldercare.Api.Http;

/// <summary>
/// Configuration section <c>Api:Cors</c>. Nobody is let in by where a page comes from: a token is what lets in, and no cookie stands for one. The list
/// keeps pages that nobody knows from using the API out of people's browsers.
/// </summary>
public sealed class CorsSettings
{
    /// <summary>Scheme, host and port of pages that may call, such as <c>https://app.example.cn</c>; nobody's when empty.</summary>
    public string[] Origins { get; set; } = [];

    /// <summary>How long a browser remembers that it may.</summary>
    private static readonly TimeSpan s_remembered = TimeSpan.FromHours(2);

    /// <summary>What clients send that browsers ask about first.</summary>
    private static readonly string[] s_sent =
    [
        "Authorization", "Content-Type", "Accept", "Accept-Language", "If-None-Match", Consistency.After, "traceparent", "tracestate",
        "Apollo-Require-Preflight", "GraphQL-Require-Preflight", "x-apollo-operation-name", "apollographql-client-name", "apollographql-client-version",
    ];

    /// <summary>What a page may read of an answer beside its body.</summary>
    private static readonly string[] s_told =
    [
        Consistency.Written, "Eldercare-Cost", "ETag", "Retry-After", "RateLimit", "RateLimit-Policy", "WWW-Authenticate", "Content-Disposition",
    ];

    /// <exception cref="FormatException">One of the origins is none.</exception>
    public void Allow(CorsPolicyBuilder policy)
    {
        foreach (var origin in Origins)
        {
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http") || uri.GetLeftPart(UriPartial.Authority) != origin)
                throw new FormatException($"Api:Cors:Origins: '{origin}' is no origin. Write scheme, host and port as browsers do, such as https://app.example.cn; there is no '*'.");
        }

        policy.WithOrigins(Origins).WithMethods("GET", "HEAD", "POST").WithHeaders(s_sent).WithExposedHeaders(s_told).SetPreflightMaxAge(s_remembered);
    }
}
