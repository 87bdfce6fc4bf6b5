using Eldercare.Api.GraphQL;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Eldercare.Api.Http;

/// <summary>
/// GraphiQL for a person who opens <see cref="ApiSetup.Path"/> in a browser. Its files are bundled from <c>src/Eldercare.Api/GraphiQL</c> and served from
/// here; nothing comes from elsewhere, and nothing goes elsewhere.
/// </summary>
public sealed class GraphiQLPage(IOptions<ApiSettings> options)
{
    public const string FilesPath = "/graphiql";

    private const string Index = "index.html";

    /// <summary>The editor writes its colours and positions into the page: styles cannot do with the files alone.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; "
        + "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string NotBuilt = """
        <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Eldercare</title>
        <h1>Eldercare · GraphQL</h1><p>This host answers GraphQL at this address. It has no GraphiQL to show: its files were not built.
        <p>Install Node.js 20 or newer with npm and start again with <code>./eldercare demo</code>, or build them by hand:
        <pre>cd src/Eldercare.Api/GraphiQL &amp;&amp; npm ci &amp;&amp; npm run build</pre>
        <p>and name the folder <code>dist</code> in <code>Api__GraphiQLFolder</code>. Until then any GraphQL client will do, curl too:
        <pre>curl -s http://127.0.0.1:5080/graphql -H 'content-type: application/json' -d '{"query":"{ cityFigures { mealPoints beds } }"}'</pre></html>
        """;

    /// <summary>Of the bundle's kinds of file.</summary>
    private static readonly Dictionary<string, string> s_types = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".ttf"] = "font/ttf",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
    };

    private string Folder => options.Value.GraphiQLFolder ?? Path.Combine(AppContext.BaseDirectory, "graphiql");

    /// <summary>A browser that opens the address without asking anything.</summary>
    public bool IsAskedFor(HttpRequest request) =>
        options.Value.GraphiQL && IsRead(request) && !request.QueryString.HasValue && !request.HttpContext.WebSockets.IsWebSocketRequest && Negotiation.WantsPage(request);

    /// <summary>The page; how to get it when it was never built.</summary>
    public async Task HandleAsync(HttpContext http)
    {
        var headers = http.Response.Headers;
        (headers.ContentSecurityPolicy, headers["Referrer-Policy"], headers.XContentTypeOptions) = (Policy, "no-referrer", "nosniff");
        (headers.Vary, headers.CacheControl) = ("Accept", "no-cache");
        http.Response.ContentType = "text/html; charset=utf-8";
        var file = Path.Combine(Folder, Index);
        if (File.Exists(file)) await http.Response.SendFileAsync(file, http.RequestAborted);
        else await http.Response.WriteAsync(NotBuilt, http.RequestAborted);
    }

    /// <summary>A file of the bundle. What a name stands for never changes: a hash of its content is in it.</summary>
    public async Task FileAsync(HttpContext http)
    {
        var (name, headers) = ((string)http.GetRouteValue("file")!, http.Response.Headers);
        var path = Path.Combine(Folder, name);
        if (!options.Value.GraphiQL || Path.GetFileName(name) != name || !s_types.TryGetValue(Path.GetExtension(name), out var type) || !File.Exists(path))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (!IsRead(http.Request))
        {
            (http.Response.StatusCode, headers.Allow) = (StatusCodes.Status405MethodNotAllowed, "GET, HEAD");
            return;
        }

        (http.Response.ContentType, headers.CacheControl, headers.XContentTypeOptions) = (type, "public, max-age=31536000, immutable", "nosniff");
        headers[HeaderNames.ContentSecurityPolicy] = Policy;
        await http.Response.SendFileAsync(path, http.RequestAborted);
    }

    private static bool IsRead(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
}
