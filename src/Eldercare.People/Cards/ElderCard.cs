using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.People.Cards;

/// <summary>
/// A card or a QR code that stands for an elder at the door. Its id follows from what a reader reads off it, and that alone is kept: who
/// sees the table cannot make a card.
/// </summary>
public readonly record struct CardId(Guid Value) : IId<CardId>
{
    public static CardId From(Guid value) => new(value);

    /// <param name="code">As read: a card's number or a QR code's text; blanks around it do not count.</param>
    public static CardId Of(string code) => new(NameBasedId.Of($"card:{code.Trim()}"));

    public override string ToString() => Value.ToString();
}

/// <summary>Whose card it is. Gone when it is revoked, or when the elder is erased.</summary>
[Table("elder_cards", Indexes = ["elder"])]
public sealed record ElderCard([Key] CardId Card, ElderId Elder, DateTimeOffset IssuedAt, bool Revoked);
