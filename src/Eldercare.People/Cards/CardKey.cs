using System.Security.Cryptography;
using System.Text;

namespace Eldercare.People.Cards;

/// <summary>
/// The city's secret by which a card's id follows from what a reader reads off it. Numbers printed on cards are few enough to be tried
/// one after the other: without the secret an id, which events keep for ever, tells nobody the number.
/// </summary>
/// <param name="secret">32 bytes or more, the same at every host for ever: with another one no card is known.</param>
public sealed class CardKey(byte[] secret)
{
    public const int ShortestSecret = 32;

    /// <param name="code">As read: a card's number or a QR code's text; blanks around it do not count.</param>
    public CardId IdOf(string code)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(code.Trim()), hash);
        // RFC 9562, version 8.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new CardId(new Guid(hash[..16], bigEndian: true));
    }
}
