using System.Security.Cryptography;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.GraphQL.Mutations;

internal static class CardMutations
{
    public static void AddTo(MutationType mutations)
    {
        mutations.Add<IssueCard>(
            "issueCard",
            "Gives an elder a card for check-in: a new QR code, which is shown this once, or, for the offices, the number printed on a card.",
            Role.Elder | Reach.Offices,
            i => i.Id<ElderId>("elder", "Whose.").Text("number", "What a reader reads off the printed card. For the offices, who see the card.", required: false),
            async i =>
            {
                var number = i.Get<string?>("number");
                // Else anybody could take the number of a card that is not hers, or find out which are somebody's.
                if (number is not null && !await i.Request.ScopesFor(Reach.Offices).Elder(i.Elder)) throw ApiError.Forbidden(i.Request.Caller, Reach.Offices, "district");
                var code = number ?? $"EC{Convert.ToHexString(RandomNumberGenerator.GetBytes(16))}";
                return new IssueCard(i.Elder, i.Request.Api.Cards.IdOf(code)) { Code = code };
            },
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder)
                .Text("code", "For a QR code of your own; null when refused, and when the call was repeated.", Shown)
                .Text("qrCode", "The same as a picture, SVG.", (c, answer) => Shown(c, answer) is { } code ? QrCode.Svg(code) : null),
            typeof(ElderUnknown), typeof(ElderHasDied), typeof(TextInvalid), typeof(CardTaken), typeof(TooManyCards));
        mutations.Add<RevokeCard>(
            "revokeCard", "A card was lost or is given up: it opens no door any more.", Role.Elder | Reach.Offices,
            i => i.Id<ElderId>("elder", "Whose.").Id<CardId>("card", "Which card."),
            i => new(i.Elder, i.Get<CardId>("card")),
            (s, c) => s.Elder(c.Elder),
            p => p.Elder(c => c.Elder),
            typeof(ElderUnknown), typeof(CardUnknown));
    }

    /// <summary>A repetition made another code than the one that was issued.</summary>
    private static string? Shown(IssueCard command, Answer answer) => answer is { Refusal: null, Replayed: false } ? command.Code : null;
}
