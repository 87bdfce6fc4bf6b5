using System.Security.Cryptography;
using System.Text;

namespace Eldercare.Store.Ids;

/// <summary>An id of its own type around a uuid; in JSON and in tables it is the bare uuid.</summary>
public interface IId<TSelf>
    where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

public static class NameBasedId
{
    /// <summary>The same parts always give the same uuid (RFC 9562 version 8, over SHA-256).</summary>
    public static Guid Of(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
