using System.Security.Cryptography;
using System.Text;

namespace Eldercare.City.Webhooks;

/// <summary>How events are sent to webhooks. Configuration section <c>Webhooks</c>.</summary>
public sealed class WebhookSettings
{
    public const string Section = "Webhooks";

    /// <summary>What secrets are sealed with, base64, at least 32 bytes, the same on every host. Follows from the signing key of the sign-in when not set.</summary>
    public string? Key { get; set; }

    /// <summary>This machine may be named, by http too: for the demo and for tests.</summary>
    public bool Loopback { get; set; }

    /// <summary>The receiver has so long to answer. Standard Webhooks: 15 to 30.</summary>
    public int TimeoutSeconds { get; set; } = 15;

    /// <summary>How many requests are under way to one webhook at once.</summary>
    public int AtOnce { get; set; } = 8;

    /// <summary>How many webhooks one host looks after at once; a connection to the database each while there is something to send.</summary>
    public int WebhooksAtOnce { get; set; } = 24;

    /// <summary>What was delivered is kept so long. Dead letters stay as long as their webhook.</summary>
    public int KeptDays { get; set; } = 14;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>Null when they can be worked with, otherwise what is wrong.</summary>
    public string? Fault() => this switch
    {
        { Key: { Length: > 0 } key } when Bytes(key) is null => $"{Section}:Key is not the base64 of at least 32 bytes.",
        { TimeoutSeconds: < 1 or > 100 } => $"{Section}:TimeoutSeconds goes from 1 to 100.",
        { AtOnce: < 1 or > 100 } => $"{Section}:AtOnce goes from 1 to 100.",
        { WebhooksAtOnce: < 1 or > 50 } => $"{Section}:WebhooksAtOnce goes from 1 to 50.",
        { KeptDays: < 1 or > 3_650 } => $"{Section}:KeptDays goes from 1 to 3650.",
        _ => null,
    };

    /// <summary>A key for secrets and nothing else; null when there is none.</summary>
    /// <param name="signingKey">The sign-in's, where it has one of its own.</param>
    internal byte[]? SecretKey(string? signingKey)
    {
        var secret = Bytes(string.IsNullOrWhiteSpace(Key) ? signingKey : Key);
        return secret is null ? null : HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, 32, info: Encoding.ASCII.GetBytes("eldercare:webhook-secrets"));
    }

    private static byte[]? Bytes(string? base64)
    {
        var bytes = new byte[base64?.Length ?? 0];
        return Convert.TryFromBase64String(base64 ?? "", bytes, out var length) && length >= 32 ? bytes[..length] : null;
    }
}
