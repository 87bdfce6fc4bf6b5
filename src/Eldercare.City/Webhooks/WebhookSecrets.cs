using System.Security.Cryptography;
using System.Text;

namespace Eldercare.City.Webhooks;

/// <summary>
/// Makes, seals and opens what webhooks sign with. Sealed they stand in the database: AES-256-GCM with a key that is not there, each bound
/// to its webhook. A copy of the database signs nothing.
/// </summary>
/// <param name="key">32 bytes; null where none is configured, and then no webhook can be set up.</param>
public sealed class WebhookSecrets(byte[]? key)
{
    private const string Version = "1.";
    private const int Nonce = 12, Tag = 16, Length = 32;

    public bool CanSeal => key is not null;

    /// <summary>A new one as the receiver keeps it (Standard Webhooks): <c>whsec_</c> and the base64 of 32 random bytes.</summary>
    public static string New() => $"whsec_{Convert.ToBase64String(RandomNumberGenerator.GetBytes(Length))}";

    /// <exception cref="InvalidOperationException">There is no key.</exception>
    public string Seal(WebhookId webhook, string secret)
    {
        if (key is null) throw new InvalidOperationException("There is no key to seal secrets with.");
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[Nonce + Tag + plain.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, Nonce));
        using var aes = new AesGcm(key, Tag);
        aes.Encrypt(box.AsSpan(0, Nonce), plain, box.AsSpan(Nonce + Tag), box.AsSpan(Nonce, Tag), webhook.Value.ToByteArray());
        return Version + Convert.ToBase64String(box);
    }

    /// <summary>Null when it was sealed with another key, for another webhook, or not at all.</summary>
    public string? Open(WebhookId webhook, string @sealed)
    {
        var bytes = new byte[@sealed.Length];
        if (key is null || !@sealed.StartsWith(Version, StringComparison.Ordinal)
            || !Convert.TryFromBase64String(@sealed[Version.Length..], bytes, out var length) || length < Nonce + Tag) return null;
        var box = bytes.AsSpan(0, length);
        var plain = new byte[length - Nonce - Tag];
        using var aes = new AesGcm(key, Tag);
        try
        {
            aes.Decrypt(box[..Nonce], box[(Nonce + Tag)..], box.Slice(Nonce, Tag), plain, webhook.Value.ToByteArray());
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }
}
