using System.Security.Cryptography;
using Eldercare.Api.SignIn.Server;
using Eldercare.Api.SignIn.Trust;
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

    /// <summary>
    /// What links to kitchen sheets are signed with, base64, at least 32 bytes, the same on every host. Only where tokens are checked with a
    /// public key: else it follows from the signing key.
    /// </summary>
    public string? LinkKey { get; set; }

    /// <summary>The sign-in server inside this host.</summary>
    public SignInServerSettings Server { get; set; } = new();

    /// <summary>Sign-in servers elsewhere whose tokens are believed.</summary>
    public List<IssuerSettings> Issuers { get; } = [];

    /// <summary>Tokens are checked with a key of this section, beside those of the issuers'.</summary>
    internal bool HasKey => !string.IsNullOrWhiteSpace(SigningKey) || !string.IsNullOrWhiteSpace(PublicKey);

    internal (SecurityKey Key, string Algorithm) Key()
    {
        if (!string.IsNullOrWhiteSpace(PublicKey)) return FromPem(PublicKey);
        return (
            new SymmetricSecurityKey(Bytes(SigningKey) ?? throw new InvalidOperationException(
                "Sign-in needs SignIn:SigningKey (base64 of at least 32 bytes) or SignIn:PublicKey (PEM).")),
            SecurityAlgorithms.HmacSha256);
    }

    /// <summary>A key for links and nothing else, so that no link is a token nor a token a link; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The link key is none.</exception>
    internal byte[]? LinkSecret()
    {
        if (!string.IsNullOrWhiteSpace(LinkKey) && Bytes(LinkKey) is null)
            throw new InvalidOperationException("SignIn:LinkKey is not the base64 of at least 32 bytes.");
        var secret = Bytes(LinkKey) ?? (string.IsNullOrWhiteSpace(PublicKey) ? Bytes(SigningKey) : null) ?? Server.Secret();
        return secret is null ? null : HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: "eldercare:kitchen-sheet-links"u8.ToArray());
    }

    internal static byte[]? Bytes(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? "", bytes, out var length) && length >= 32 ? bytes[..length] : null;
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
