using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Eldercare.City.Messages;

/// <summary>
/// How everything that is posted is signed: by Standard Webhooks 1.0.0 (HMAC-SHA256 over id, Unix time and the body's bytes, points
/// between them), with one signature for each secret that is good. The receiver computes the same and refuses what is not equal, or too old
/// to be anything but a recording.
/// </summary>
public static class WebhookSignature
{
    public const string IdHeader = "webhook-id", TimestampHeader = "webhook-timestamp", SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";

    /// <summary>Adds the three headers.</summary>
    /// <param name="headers">The request's.</param>
    /// <param name="id">The same however often it is sent; holds no point.</param>
    /// <param name="at">When this attempt is made.</param>
    /// <param name="body">The request's.</param>
    /// <param name="secrets">One, or while it is changed both.</param>
    public static void Sign(HttpRequestHeaders headers, string id, DateTimeOffset at, byte[] body, params IReadOnlyList<string> secrets)
    {
        headers.Add(IdHeader, id);
        headers.Add(TimestampHeader, Seconds(at));
        headers.Add(SignatureHeader, string.Join(' ', secrets.Select(s => Standard(s, id, at, body))));
    }

    /// <summary>One signature: <c>v1,</c> and the base64 of the hash.</summary>
    public static string Standard(string secret, string id, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        $"v1,{Convert.ToBase64String(Hash(KeyOf(secret), $"{id}.{Seconds(at)}.", body))}";

    /// <summary>
    /// The header <c>t=SECONDS,v1=HEX</c> over the time, a point and the body, with the secret's own bytes: what messages were signed with
    /// before the standard, and for their deployed receivers still are.
    /// </summary>
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body) =>
        $"t={Seconds(at)},v1={Convert.ToHexStringLower(Hash(Encoding.UTF8.GetBytes(secret), $"{Seconds(at)}.", body))}";

    /// <summary>The standard's own form holds base64; a secret in any other is its own bytes.</summary>
    private static byte[] KeyOf(string secret)
    {
        var bytes = new byte[secret.Length];
        return secret.StartsWith(SecretPrefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[SecretPrefix.Length..], bytes, out var length)
            ? bytes[..length]
            : Encoding.UTF8.GetBytes(secret);
    }

    private static byte[] Hash(byte[] key, string before, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.ASCII.GetBytes(before));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
