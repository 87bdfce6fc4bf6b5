using Eldercare.Api.GraphQL.Documents;
using Eldercare.Api.Http;
using Eldercare.City.Messages;

namespace Eldercare.Api.GraphQL;

/// <summary>Configuration section <c>Api</c>.</summary>
public sealed class ApiSettings
{
    /// <summary>The tenant this host serves.</summary>
    public string City { get; set; } = "zhenjiang";

    /// <summary>Largest request body, in bytes.</summary>
    public int MaxRequestBytes { get; set; } = 256 * 1024;

    /// <summary>How long a payload waits for the views to show what the command changed.</summary>
    public TimeSpan ViewWait { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for the read models to come as far as it wants them to be (<c>Eldercare-After</c>).</summary>
    public TimeSpan AfterWait { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Where clients reach this host, e.g. <c>https://meals.example.cn</c>: links in answers begin with it. When it is not set they begin
    /// with what the request itself names, which behind a proxy that does not pass the host on is the proxy's idea of it.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>
    /// The language of messages for whoever asks for neither Chinese nor English by <c>Accept-Language</c>: a tag such as <c>zh-CN</c> or <c>en</c>.
    /// </summary>
    public string Language { get; set; } = "en";

    /// <summary><see cref="Language"/>, read.</summary>
    /// <exception cref="InvalidOperationException">It is neither Chinese nor English.</exception>
    public Language MessageLanguage() => Languages.Of(Language) ?? throw new InvalidOperationException($"Api:Language is {Language}: there is zh and en.");

    /// <summary>Longest time a request may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest path and query of a GET, in characters.</summary>
    public int MaxUrlCharacters { get; set; } = 8 * 1024;

    /// <summary>How long caches may give away an answer to a GET without sign-in unasked; zero: they ask each time whether it is still so.</summary>
    public TimeSpan PublicMaxAge { get; set; } = TimeSpan.Zero;

    /// <summary>Pages of which other addresses may call this host from a browser.</summary>
    public CorsSettings Cors { get; set; } = new();

    /// <summary>Which documents are run, and which can be asked for by name.</summary>
    public DocumentSettings Documents { get; set; } = new();

    /// <summary>Shows GraphiQL to a browser that opens <c>/graphql</c>.</summary>
    public bool GraphiQL { get; set; }

    /// <summary>Where its files are; the folder <c>graphiql</c> beside the program when not given.</summary>
    public string? GraphiQLFolder { get; set; }
}
