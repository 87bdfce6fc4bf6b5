using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn.Trust;

/// <summary>A sign-in server elsewhere. Configuration section <c>SignIn:Issuers:n</c>.</summary>
public sealed class IssuerSettings
{
    /// <summary>Its issuer: claim <c>iss</c>, and where its discovery document is; https, or http on this machine.</summary>
    public string Authority { get; set; } = "";

    /// <summary>Claim <c>aud</c> its tokens for this API carry.</summary>
    public string Audience { get; set; } = "eldercare";

    /// <summary>Which roles it may give, as named in tokens, blank or comma separated; every one when not set.</summary>
    public string? Roles { get; set; }

    /// <summary>
    /// Put before its subjects, so that two issuers' people are never taken for one another; the authority's host and a colon when not set. It stays
    /// the same for ever: idempotency keys and the right to act for somebody go by it.
    /// </summary>
    public string? SubjectPrefix { get; set; }

    /// <summary>Its keys are fetched anew after so long, and when a token names one that is not known.</summary>
    public TimeSpan KeysFor { get; set; } = TimeSpan.FromHours(1);

    /// <summary>But not more often than so: nobody can have it asked at will.</summary>
    public TimeSpan FetchAtMostEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>When it does not answer, the keys it had count for so long and no longer.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromHours(24);
}

/// <summary>Believes the tokens of a sign-in server elsewhere, by the keys it publishes (OpenID Connect Discovery 1.0, RFC 7517).</summary>
public sealed class OutsideIssuer : ITokenTrust, IDisposable
{
    /// <summary>Asymmetric ones alone: a published key is no secret.</summary>
    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly IssuerSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger<OutsideIssuer> _logger;
    private readonly HttpClient _http;
    private readonly Role _roles;
    private readonly string _prefix;
    private readonly SemaphoreSlim _fetching = new(1);
    private Published? _published;
    private DateTimeOffset _tried = DateTimeOffset.MinValue;

    /// <param name="settings">Which.</param>
    /// <param name="clock">By which keys age.</param>
    /// <param name="logger">Says when it does not answer.</param>
    /// <exception cref="InvalidOperationException">The settings are wrong.</exception>
    public OutsideIssuer(IssuerSettings settings, TimeProvider clock, ILogger<OutsideIssuer> logger)
    {
        (_settings, _clock, _logger) = (settings, clock, logger);
        var authority = Address(settings.Authority) ?? throw new InvalidOperationException($"SignIn:Issuers: '{settings.Authority}' is no https address.");
        _prefix = settings.SubjectPrefix ?? $"{authority.Authority}:";
        _roles = settings.Roles is { Length: > 0 } names
            ? names.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Aggregate(Role.None, (all, name) => all | Known(name))
            : SignIn.Roles.All;
        // A key is never fetched from somewhere else than the document says.
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(10) })
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = 512 * 1024,
        };
    }

    public bool Issues(string issuer) => string.Equals(issuer, _settings.Authority, StringComparison.Ordinal);

    public TimeSpan Remembered => TimeSpan.FromMinutes(5);

    public async ValueTask<TokenValidationParameters?> RulesAsync(JsonWebToken token)
    {
        var now = _clock.GetUtcNow();
        if (_published is not { } published || !published.Has(token.Kid) || now >= published.At + _settings.KeysFor) published = await FetchAsync(token.Kid);
        if (published is null || now >= published.At + _settings.StaleAfter) return null;
        return new TokenValidationParameters
        {
            ValidIssuer = _settings.Authority,
            ValidAudience = _settings.Audience,
            IssuerSigningKeys = published.Keys,
            ValidAlgorithms = s_algorithms,
            // RFC 9068; servers older than it say JWT or nothing.
            TypeValidator = (type, _, _) => type is null or "" or "JWT" or "at+jwt" or "application/at+jwt"
                ? type ?? string.Empty
                : throw new SecurityTokenInvalidTypeException("This is no access token."),
        };
    }

    public Caller? Of(Caller caller) => caller with { Subject = _prefix + caller.Subject, Roles = caller.Roles & _roles };

    public void Dispose()
    {
        _http.Dispose();
        _fetching.Dispose();
    }

    /// <summary>The keys as published now, or those known when they cannot be had.</summary>
    private async Task<Published?> FetchAsync(string? wanted)
    {
        await _fetching.WaitAsync();
        try
        {
            var now = _clock.GetUtcNow();
            // Somebody else may have fetched them meanwhile.
            if (_published is { } fresh && fresh.Has(wanted) && now < fresh.At + _settings.KeysFor) return fresh;
            if (now < _tried + _settings.FetchAtMostEvery) return _published;
            _tried = now;
            var document = await _http.GetFromJsonAsync<Discovery>(_settings.Authority.TrimEnd('/') + "/.well-known/openid-configuration");
            if (document is null || document.Issuer != _settings.Authority || Address(document.Keys) is not { } address)
                throw new InvalidDataException("its discovery document is of another issuer, or names no keys");
            var keys = new JsonWebKeySet(await _http.GetStringAsync(address)).GetSigningKeys();
            _published = new Published([.. keys.Where(k => k is not SymmetricSecurityKey and not JsonWebKey { Kty: "oct" })], now);
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException or System.Text.Json.JsonException or InvalidDataException or ArgumentException)
        {
            _logger.LogWarning("The keys of {Issuer} could not be fetched ({Fault}); those known count on for a while.", _settings.Authority, fault.Message);
        }
        finally
        {
            _fetching.Release();
        }

        return _published;
    }

    private static Role Known(string name) => SignIn.Roles.Parse(name) is var role and not Role.None
        ? role
        : throw new InvalidOperationException($"SignIn:Issuers: there is no role '{name}'.");

    private static Uri? Address(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) ? address : null;

    private sealed record Published(ImmutableArray<SecurityKey> Keys, DateTimeOffset At)
    {
        public bool Has(string? kid) => string.IsNullOrEmpty(kid) ? Keys.Length > 0 : Keys.Any(k => k.KeyId == kid);
    }

    private sealed record Discovery([property: JsonPropertyName("issuer")] string Issuer, [property: JsonPropertyName("jwks_uri")] string Keys);
}

public static class OutsideIssuers
{
    /// <summary>Adds each issuer of <c>SignIn:Issuers</c>.</summary>
    public static IServiceCollection AddOutsideIssuers(this IServiceCollection services, IConfiguration configuration)
    {
        foreach (var issuer in configuration.GetSection("SignIn:Issuers").Get<List<IssuerSettings>>() ?? [])
            services.AddSingleton<ITokenTrust>(p => new OutsideIssuer(issuer, p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<OutsideIssuer>>()));
        return services;
    }
}
