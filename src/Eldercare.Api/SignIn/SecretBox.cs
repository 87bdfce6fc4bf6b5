using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.SignIn;

/// <summary>
/// Seals what must not lie readable in the database, with a key the hosts have and the database has not: AES-256-GCM, bound to what the
/// secret is for and whose it is, so that one sealed secret cannot be put in another's place.
/// </summary>
public sealed class SecretBox(IOptions<SignInSettings> settings)
{
    private readonly Lazy<byte[]> _key = new(() => settings.Value.Server.Secret()
        ?? throw new InvalidOperationException("The sign-in server needs SignIn:Server:SecretKey, the base64 of at least 32 bytes, the same on every host."));

    /// <param name="secret">What is sealed.</param>
    /// <param name="bound">What it is for and whose.</param>
    public byte[] Seal(ReadOnlySpan<byte> secret, string bound)
    {
        var box = new byte[AesGcm.NonceByteSizes.MaxSize + secret.Length + AesGcm.TagByteSizes.MaxSize];
        var (nonce, sealed_, tag) = Parts(box);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(Key("seal"), tag.Length);
        aes.Encrypt(nonce.Span, secret, sealed_.Span, tag.Span, Encoding.UTF8.GetBytes(bound));
        return box;
    }

    /// <exception cref="CryptographicException">It was sealed with another key or for something else.</exception>
    public byte[] Open(byte[] box, string bound)
    {
        var (nonce, sealed_, tag) = Parts(box);
        var secret = new byte[sealed_.Length];
        using var aes = new AesGcm(Key("seal"), tag.Length);
        aes.Decrypt(nonce.Span, sealed_.Span, tag.Span, secret, Encoding.UTF8.GetBytes(bound));
        return secret;
    }

    /// <summary>A digest only the hosts can make.</summary>
    public byte[] Digest(string purpose, string text) => HMACSHA256.HashData(Key(purpose), Encoding.UTF8.GetBytes(text));

    private byte[] Key(string purpose) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key.Value, 32, info: Encoding.UTF8.GetBytes($"eldercare:sign-in:{purpose}"));

    private static (Memory<byte> Nonce, Memory<byte> Sealed, Memory<byte> Tag) Parts(byte[] box)
    {
        var (nonce, tag) = (AesGcm.NonceByteSizes.MaxSize, AesGcm.TagByteSizes.MaxSize);
        if (box.Length < nonce + tag) throw new CryptographicException("It is nothing that was sealed.");
        return (box.AsMemory(0, nonce), box.AsMemory(nonce, box.Length - nonce - tag), box.AsMemory(box.Length - tag));
    }
}
