using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Api.SignIn;

/// <summary>Whose tokens are believed. Configuration section <c>SignIn</c>.</summary>
public sealed class SignInSettings
{
    /// <summary>Claim <c>iss</c>.</summary>
    public string Issuer { get; set; } = "eldercare";

    /// <summary>Claim <c>aud</c>.</summary>
    public string Audience { get; set; } = "eldercare";

    /// <summary>Symmetric key, base64, at least 32 bytes: HS256. For the demo and for one sign-in server in the same hands.</summary>
    public string? SigningKey { get; set; }

    /// <summary>Public key of a sign-in server, PEM, RSA or elliptic curve: RS256 or ES256. Instead of a signing key.</summary>
    public string? PublicKey { get; set; }

    internal (SecurityKey Key, string Algorithm) Key()
    {
        if (!string.IsNullOrWhiteSpace(PublicKey)) return FromPem(PublicKey);
        var key = new byte[256];
        if (!Convert.TryFromBase64String(SigningKey ?? "", key, out var length) || length < 32)
            throw new InvalidOperationException(
                "Sign-in needs SignIn:SigningKey (base64 of at least 32 bytes) or SignIn:PublicKey (PEM).");
        return (new SymmetricSecurityKey(key[..length]), SecurityAlgorithms.HmacSha256);
    }

    private static (SecurityKey Key, string Algorithm) FromPem(string pem)
    {
        try
        {
            var rsa = RSA.Create();
            rsa.ImportFromPem(pem);
            return (new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256);
        }
        catch (CryptographicException)
        {
            var curve = ECDsa.Create();
            curve.ImportFromPem(pem);
            return (new ECDsaSecurityKey(curve), SecurityAlgorithms.EcdsaSha256);
        }
    }
}
