using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Eldercare.City.Messages;

/// <summary>
/// The header <c>t=SECONDS,v1=HEX</c>: Unix time, and HMAC-SHA256 with the shared secret over the time, a point and the body's bytes. The
/// receiver computes the same and refuses what is not equal, or too old to be anything but a recording.
/// </summary>
public static class WebhookSignature
{
    public static string Of(string secret, DateTimeOffset at, ReadOnlySpan<byte> body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(seconds + "."));
        hash.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }
}
