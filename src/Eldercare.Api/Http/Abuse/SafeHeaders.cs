namespace Eldercare.Api.Http.Abuse;

/// <summary>Headers every answer has, unless what answers said otherwise: nothing of ours is guessed at, framed, or kept by those in between.</summary>
public sealed class SafeHeaders(RequestDelegate next)
{
    /// <summary>A year, as the preload lists ask.</summary>
    private const string Hsts = "max-age=31536000";

    public Task InvokeAsync(HttpContext http)
    {
        http.Response.OnStarting(static state => Put((HttpContext)state), http);
        return next(http);
    }

    private static Task Put(HttpContext http)
    {
        var headers = http.Response.Headers;
        if (headers.XContentTypeOptions.Count == 0) headers.XContentTypeOptions = "nosniff";
        if (headers["Referrer-Policy"].Count == 0) headers["Referrer-Policy"] = "no-referrer";
        if (headers.XFrameOptions.Count == 0) headers.XFrameOptions = "DENY";
        if (headers.CacheControl.Count == 0 && headers.ETag.Count == 0) headers.CacheControl = "no-store";
        // A page says itself what it may load; what is no page loads nothing.
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = http.Response.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) == true
                ? "frame-ancestors 'none'; base-uri 'self'; object-src 'none'"
                : "default-src 'none'; frame-ancestors 'none'";
        }

        if (http.Request.IsHttps) headers.StrictTransportSecurity = Hsts;
        return Task.CompletedTask;
    }
}
