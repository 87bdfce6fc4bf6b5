using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.People.Cards;

/// <summary>
/// A card or a QR code that stands for an elder at the door. Its id follows from what a reader reads off it by the city's
/// <see cref="CardKey"/>, and that alone is kept: who sees it cannot make a card, nor read the number.
/// </summary>
public readonly record struct CardId(Guid Value) : IId<CardId>
{
    public static CardId From(Guid value) => new(value);

    /// <summary>A card is one elder's, whoever else is given it at the same moment.</summary>
    public Claim Claim => new("card", Value);

    public override string ToString() => Value.ToString();
}

/// <summary>Whose card it is; gone when the elder is erased.</summary>
/// <param name="Card">Follows from what a reader reads off it.</param>
/// <param name="Elder">Whose.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="RevokedAt">Null while it is good; what a device without connection scanned before that counts, however late it comes.</param>
[Table("elder_cards", Indexes = ["elder"])]
public sealed record ElderCard([Key] CardId Card, ElderId Elder, DateTimeOffset IssuedAt, DateTimeOffset? RevokedAt = null);
