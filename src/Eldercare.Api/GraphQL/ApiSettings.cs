using Eldercare.Api.GraphQL.Documents;
using Eldercare.Api.Http;
using Eldercare.Api.Http.Abuse;
using Eldercare.City.Messages;

namespace Eldercare.Api.GraphQL;

/// <summary>Who may ask for the schema (<c>__schema</c>, <c>__type</c>); what kind something is (<c>__typename</c>) is told everybody.</summary>
public enum Introspection
{
    Everybody,
    SignedIn,
    Nobody,
}

/// <summary>Configuration section <c>Api</c>.</summary>
public sealed class ApiSettings
{
    /// <summary>The tenant this host serves.</summary>
    public string City { get; set; } = "zhenjiang";

    /// <summary>Largest request body, in bytes.</summary>
    public int MaxRequestBytes { get; set; } = 256 * 1024;

    /// <summary>What was read of boards is given again until the read models move; off: it is read each time.</summary>
    public bool KeepRows { get; set; } = true;

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

    /// <summary>How slow a client may be.</summary>
    public PatienceSettings Patience { get; set; } = new();

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

    /// <summary>Longest time anything else may take, a whole city's export too.</summary>
    public TimeSpan LongestAnswer { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What a request may cost at most; <see cref="Access.Costs"/> says what fields cost.</summary>
    public int CostBudget { get; set; } = 20_000;

    /// <summary>Who may ask for the schema.</summary>
    public Introspection Introspection { get; set; } = Introspection.Everybody;

    /// <summary>Addresses or networks (<c>10.0.0.0/8</c>) of proxies whose <c>X-Forwarded-…</c> headers are believed; nobody's when empty.</summary>
    public string[] TrustedProxies { get; set; } = [];

    /// <summary>How much one client may ask.</summary>
    public RateSettings Rates { get; set; } = new();
}
