using Eldercare.Api.SignIn.Trust;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn.Server;

/// <summary>Believes the access tokens of this host's own sign-in server, by the keys it has itself: nobody is asked over HTTP.</summary>
public sealed class OwnTokens(KeyRing ring, Endings endings, IOptions<SignInSettings> settings) : ITokenTrust
{
    private readonly string _issuer = settings.Value.Server.Address().AbsoluteUri;

    public bool Issues(string issuer) => string.Equals(issuer, _issuer, StringComparison.Ordinal);

    public ValueTask<TokenValidationParameters?> RulesAsync(JsonWebToken token) => new(new TokenValidationParameters
    {
        ValidIssuer = _issuer,
        ValidAudience = settings.Value.Audience,
        IssuerSigningKeys = ring.Keys.Select(k => k.Key),
        ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
        // RFC 9068: an identity token, signed with the same key, opens nothing.
        ValidTypes = ["at+jwt", "application/at+jwt"],
    });

    public bool HasEnded(JsonWebToken token) => endings.Has(token);

    public TimeSpan Remembered => TimeSpan.FromMinutes(5);
}
