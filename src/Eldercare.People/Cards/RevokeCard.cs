using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Cards;

/// <summary>A card was lost, or is given up: it opens no door any more.</summary>
public sealed record RevokeCard(ElderId Elder, CardId Card) : ICommand
{
    private StreamRef Stream => Elders.Elder.Stream.At(Elder.Value);

    public Footprint Footprint => new() { Writes = [Stream], Rows = [RowRef.To<ElderCard>(Card.Value)] };

    public Outcome Decide(Known known)
    {
        var outcome = RevokeCardDecider.Decide(this, known.State<Elder>(Stream)).On(Stream);
        return known.Row<ElderCard>(Card.Value) is { } card ? outcome.Keeping(card with { RevokedAt = known.Now }) : outcome;
    }
}

public sealed record CardUnknown : Refusal
{
    public override Words Message => new("这张卡没有登记，或已作废。", "This card is not known, or was revoked.");
}

public static class RevokeCardDecider
{
    public static Decision<ElderFact> Decide(RevokeCard command, Elder? elder)
    {
        if (elder is null || elder.IsErased) return new ElderUnknown(command.Elder);
        if (!elder.Cards.Contains(command.Card)) return new CardUnknown();

        return new CardRevoked(command.Elder, command.Card);
    }
}
