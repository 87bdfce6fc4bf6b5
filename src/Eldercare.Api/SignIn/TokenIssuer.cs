using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn;

/// <summary>Issues tokens with the host's own symmetric key: for the demo, for tests and for <c>./eldercare token ROLE</c>.</summary>
public sealed class TokenIssuer(IOptions<SignInSettings> settings, TimeProvider clock)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <param name="role">One role.</param>
    /// <param name="sub">Who it is.</param>
    /// <param name="district">District code, for a district office.</param>
    /// <param name="site">Meal point or home, for those who work at one.</param>
    /// <param name="elder">The elder, for elders.</param>
    /// <param name="lifetime">Twelve hours when not given.</param>
    public string Issue(
        Role role, string sub, string? district = null, Guid? site = null, Guid? elder = null, TimeSpan? lifetime = null)
    {
        var (key, algorithm) = settings.Value.Key();
        var now = clock.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["sub"] = sub,
            ["roles"] = new[] { Roles.NameOf(role) },
        };
        if (district is not null) claims["district"] = district;
        if (site is { } s) claims["site"] = s.ToString();
        if (elder is { } e) claims["elder"] = e.ToString();
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Value.Issuer,
            Audience = settings.Value.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + (lifetime ?? TimeSpan.FromHours(12)),
            Claims = claims,
            SigningCredentials = new SigningCredentials(key, algorithm),
        });
    }
}
