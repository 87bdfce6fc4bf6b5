using System.Collections.Concurrent;
using Eldercare.Api.SignIn.Trust;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn;

/// <summary>
/// Turns a bearer token into a caller. Tokens read before are remembered until they expire: checking one costs a signature. Who issued it says
/// which keys count: no key of one issuer is ever tried on a token of another, and each has its algorithms.
/// </summary>
public sealed class TokenReader
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 8_192;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly ConcurrentDictionary<string, Believed> _remembered = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ITokenTrust> _issuers;
    private readonly TimeProvider _clock;

    public TokenReader(IOptions<SignInSettings> settings, TimeProvider clock)
        : this(settings, clock, [])
    {
    }

    /// <param name="settings">The key that is configured, if any; without any other issuer there has to be one.</param>
    /// <param name="clock">By which tokens expire.</param>
    /// <param name="issuers">Who else is believed.</param>
    public TokenReader(IOptions<SignInSettings> settings, TimeProvider clock, IEnumerable<ITokenTrust> issuers)
    {
        _clock = clock;
        ImmutableArray<ITokenTrust> others = [.. issuers];
        if (settings.Value.HasKey && others.Any(i => i.Issues(settings.Value.Issuer)))
            throw new InvalidOperationException("SignIn:Issuer names a sign-in server that has keys of its own: give the configured key another issuer.");
        _issuers = settings.Value.HasKey || others.IsEmpty ? [new ConfiguredKey(settings.Value), .. others] : others;
    }

    /// <summary>The caller, <see cref="Caller.Anonymous"/> without a token, null when the token is not to be believed.</summary>
    /// <param name="authorization">The header's value.</param>
    public async ValueTask<Caller?> ReadAsync(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization)) return Caller.Anonymous;
        if (authorization.Length > LongestToken || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var text = authorization[Scheme.Length..].Trim();
        var now = _clock.GetUtcNow().UtcDateTime;
        if (_remembered.TryGetValue(text, out var known))
        {
            if (now < known.Until && !known.Issuer.HasEnded(known.Token)) return known.Caller;
            _remembered.TryRemove(text, out _);
        }

        if (Parse(text) is not { } unchecked_ || _issuers.FirstOrDefault(i => i.Issues(unchecked_.Issuer)) is not { } issuer) return null;
        if (await issuer.RulesAsync(unchecked_) is not { } rules) return null;
        rules.RequireExpirationTime = rules.RequireSignedTokens = rules.ValidateIssuerSigningKey = true;
        rules.LifetimeValidator = (from, until, _, _) => IsCurrent(from, until);
        var result = await _handler.ValidateTokenAsync(text, rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken token || issuer.HasEnded(token)) return null;
        if (CallerOf(token) is not { } claimed || issuer.Of(claimed) is not { } caller) return null;
        if (_remembered.Count >= MostRemembered) _remembered.Clear();
        var (expires, again) = (token.ValidTo + s_skew, issuer.Remembered == TimeSpan.MaxValue ? DateTime.MaxValue : now + issuer.Remembered);
        _remembered[text] = new(caller, expires < again ? expires : again, issuer, token);
        return caller;
    }

    private JsonWebToken? Parse(string text)
    {
        if (!_handler.CanReadToken(text)) return null;
        try
        {
            return _handler.ReadJsonWebToken(text);
        }
        catch (Exception fault) when (fault is ArgumentException or SecurityTokenException)
        {
            return null;
        }
    }

    private bool IsCurrent(DateTime? from, DateTime? until)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        return until is { } end && now < end + s_skew && (from is null || now >= from - s_skew);
    }

    private static Caller? CallerOf(JsonWebToken token)
    {
        if (string.IsNullOrEmpty(token.Subject) || token.Subject.Length > 200) return null;
        var roles = Role.None;
        var (site, elder) = (default(Guid?), default(Guid?));
        string? district = null, client = null, party = null;
        foreach (var claim in token.Claims)
        {
            switch (claim.Type)
            {
                case "roles": roles |= Roles.Parse(claim.Value); break;
                case "district": district = claim.Value; break;
                case "site": site = Guid.TryParse(claim.Value, out var s) ? s : null; break;
                case "elder": elder = Guid.TryParse(claim.Value, out var e) ? e : null; break;
                case "client_id": client = claim.Value; break;
                case "azp": party = claim.Value; break;
            }
        }

        return new Caller(token.Subject, roles, district, site, elder)
        {
            Client = client ?? party,
            Expires = new DateTimeOffset(token.ValidTo, TimeSpan.Zero),
        };
    }

    private sealed record Believed(Caller Caller, DateTime Until, ITokenTrust Issuer, JsonWebToken Token);
}
