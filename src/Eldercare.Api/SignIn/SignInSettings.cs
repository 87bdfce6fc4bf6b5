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

    /// <summary>Public key of a sign-in server, PEM, RSA or one of the curves P-256, P-384, P-521: RS256, ES256, ES384, ES512. Instead of a signing key.</summary>
    public string? PublicKey { get; set; }

    internal (SecurityKey Key, string Algorithm) Key()
    {
        if (!string.IsNullOrWhiteSpace(PublicKey)) return FromPem(PublicKey);
        var text = SigningKey ?? "";
        var key = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, key, out var length) || length < 32)
            throw new InvalidOperationException(
                "Sign-in needs SignIn:SigningKey (base64 of at least 32 bytes) or SignIn:PublicKey (PEM).");
        return (new SymmetricSecurityKey(key[..length]), SecurityAlgorithms.HmacSha256);
    }

    /// <exception cref="ArgumentException">It is no such key.</exception>
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
            return (new ECDsaSecurityKey(curve), AlgorithmOf(curve));
        }
    }

    /// <summary>RFC 7518, 3.4: a curve has its algorithm.</summary>
    private static string AlgorithmOf(ECDsa key) => key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value switch
    {
        "1.2.840.10045.3.1.7" => SecurityAlgorithms.EcdsaSha256,
        "1.3.132.0.34" => SecurityAlgorithms.EcdsaSha384,
        "1.3.132.0.35" => SecurityAlgorithms.EcdsaSha512,
        _ => throw new ArgumentException("The key's curve is none of P-256, P-384 and P-521.", nameof(key)),
    };
}
