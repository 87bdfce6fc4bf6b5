using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn;

/// <summary>Turns a bearer token into a caller. Tokens read before are remembered until they expire: checking one costs a signature.</summary>
public sealed class TokenReader
{
    private const string Scheme = "Bearer ";
    private const int LongestToken = 8_192;
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(30);

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LongestToken };
    private readonly ConcurrentDictionary<string, (Caller Caller, DateTime Expires)> _remembered = new(StringComparer.Ordinal);
    private readonly TokenValidationParameters _rules;
    private readonly TimeProvider _clock;

    public TokenReader(IOptions<SignInSettings> settings, TimeProvider clock)
    {
        var (key, algorithm) = settings.Value.Key();
        _clock = clock;
        _rules = new TokenValidationParameters
        {
            ValidIssuer = settings.Value.Issuer,
            ValidAudience = settings.Value.Audience,
            IssuerSigningKey = key,
            ValidAlgorithms = [algorithm],
            RequireExpirationTime = true,
            RequireSignedTokens = true,
            ValidateIssuerSigningKey = true,
            LifetimeValidator = (from, until, _, _) => IsCurrent(from, until),
        };
    }

    /// <summary>The caller, <see cref="Caller.Anonymous"/> without a token, null when the token is not to be believed.</summary>
    /// <param name="authorization">The header's value.</param>
    public async ValueTask<Caller?> ReadAsync(string? authorization)
    {
        if (string.IsNullOrEmpty(authorization)) return Caller.Anonymous;
        if (authorization.Length > LongestToken || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var token = authorization[Scheme.Length..].Trim();
        if (_remembered.TryGetValue(token, out var known))
        {
            if (_clock.GetUtcNow().UtcDateTime < known.Expires + s_skew) return known.Caller;
            _remembered.TryRemove(token, out _);
        }

        var result = await _handler.ValidateTokenAsync(token, _rules);
        if (!result.IsValid || result.SecurityToken is not JsonWebToken jwt || CallerOf(jwt) is not { } caller) return null;
        if (_remembered.Count >= MostRemembered) _remembered.Clear();
        _remembered[token] = (caller, jwt.ValidTo);
        return caller;
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
        var (district, client, authorized) = (default(string), default(string), default(string));
        foreach (var claim in token.Claims)
        {
            switch (claim.Type)
            {
                case "roles": roles |= Roles.Parse(claim.Value); break;
                case "district": district = claim.Value; break;
                case "client_id": client = claim.Value; break;
                case "azp": authorized = claim.Value; break;
                case "site": site = Guid.TryParse(claim.Value, out var s) ? s : null; break;
                case "elder": elder = Guid.TryParse(claim.Value, out var e) ? e : null; break;
            }
        }

        return new Caller(token.Subject, roles, district, site, elder) { Client = client ?? authorized };
    }
}
