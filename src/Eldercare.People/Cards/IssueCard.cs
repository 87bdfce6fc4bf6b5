using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Cards;

/// <summary>Gives an elder a card: a number printed on one, or a code made for a QR code.</summary>
/// <param name="Elder">Whose.</param>
/// <param name="Card">Follows from the code; the code itself is not kept.</param>
public sealed record IssueCard(ElderId Elder, CardId Card) : ICommand
{
    /// <summary>What to show to whoever asked for it; goes into nothing that is kept.</summary>
    public string? Code { get; init; }

    /// <summary>Without the code: commands end up in logs.</summary>
    public override string ToString() => $"{nameof(IssueCard)} {Elder}";

    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Claims = [Card.Claim] };

    public Outcome Decide(Known known) =>
        IssueCardDecider.Decide(this, known.State<Elder>(Stream), taken: known.Holder(Card.Claim) is not null).On(Stream)
            .Taking(Card.Claim, Stream).Keeping(new ElderCard(Card, Elder, known.Now));
}

public sealed record CardTaken : Refusal
{
    public override Words Message => new(
        "这张卡已有人使用或已作废，请换一张。",
        "This card belongs to someone already, or was revoked: issue another one.");
}

public sealed record TooManyCards(int Most) : Refusal
{
    public override Words Message => new(
        $"每位老人最多{Most}张卡，请先作废一张。",
        $"An elder has at most {Most} cards: revoke one first.");
}

public static class IssueCardDecider
{
    public const int Most = 5;
    public const int MaxCodeLength = 100;

    /// <param name="command">What is asked for.</param>
    /// <param name="elder">Null when not registered.</param>
    /// <param name="taken">The card is, or was, somebody's.</param>
    public static Decision<ElderFact> Decide(IssueCard command, Elder? elder, bool taken)
    {
        if (elder is null || elder.IsErased) return new ElderUnknown(command.Elder);
        if (elder.DiedOn is { } diedOn) return new ElderHasDied(command.Elder, diedOn);
        if (Text.Check("number", command.Code, MaxCodeLength) is { } fault) return fault;
        // The events keep a digest of the code, which with a list of all identity numbers would tell for ever whose it is.
        if (IdentityNumber.TryParse(command.Code!.Trim(), out _, out _)) return new TextInvalid("number", new("不能是身份证号码", "is an identity number"));
        if (elder.Cards.Contains(command.Card)) return Decision<ElderFact>.NoChange;
        if (taken) return new CardTaken();
        if (elder.Cards.Count >= Most) return new TooManyCards(Most);

        return new CardIssued(command.Elder, command.Card);
    }
}
