using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn.Trust;

/// <summary>The one key of <see cref="SignInSettings"/>, symmetric or public.</summary>
internal sealed class ConfiguredKey : ITokenTrust
{
    private readonly TokenValidationParameters _rules;

    public ConfiguredKey(SignInSettings settings)
    {
        var (key, algorithm) = settings.Key();
        _rules = new TokenValidationParameters
        {
            ValidIssuer = settings.Issuer,
            ValidAudience = settings.Audience,
            IssuerSigningKey = key,
            ValidAlgorithms = [algorithm],
        };
    }

    public bool Issues(string issuer) => string.Equals(issuer, _rules.ValidIssuer, StringComparison.Ordinal);

    public ValueTask<TokenValidationParameters?> RulesAsync(JsonWebToken token) => new(_rules);
}
