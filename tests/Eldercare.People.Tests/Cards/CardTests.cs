using Eldercare.People.Cards;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Cards;

public static class CardTests
{
    private static readonly CardId s_card = new(Guid.Parse("3f0c1a52-0000-8000-8000-000000000001"));
    private static readonly CardIssued s_issued = new(Anna, s_card);

    [Fact]
    public static void A_card_is_issued_to_who_is_registered() =>
        Issue(Given(AnnaRegistered)).Then(s_issued);

    [Fact]
    public static void The_same_card_again_changes_nothing() =>
        Issue(Given(AnnaRegistered, s_issued), taken: true).Then();

    [Fact]
    public static void A_card_that_is_somebody_s_is_nobody_else_s() =>
        Issue(Given(AnnaRegistered), taken: true).ThenRefused("CARD_TAKEN", new CardTaken());

    [Fact]
    public static void A_revoked_card_is_issued_to_nobody_any_more() =>
        Issue(Given(AnnaRegistered, s_issued, new CardRevoked(Anna, s_card)), taken: true).ThenRefused("CARD_TAKEN", new CardTaken());

    [Fact]
    public static void An_elder_has_five_cards_at_most()
    {
        var five = Enumerable.Range(1, 5).Select(n => new CardIssued(Anna, Numbered(n)));
        Issue(Given([AnnaRegistered, .. five])).ThenRefused("TOO_MANY_CARDS", new TooManyCards(5));
        Issue(Given([AnnaRegistered, .. five, new CardRevoked(Anna, Numbered(1))])).Then(s_issued);
    }

    /// <summary>The events keep a digest of the code for ever.</summary>
    [Theory]
    [InlineData(Number)]
    [InlineData(" 11010519491231002x ")]
    public static void An_identity_number_is_no_card_s(string code) => IssueCardDecider
        .Decide(new(Anna, Numbered(9)) { Code = code }, Given(AnnaRegistered), taken: false)
        .ThenRefused("TEXT_INVALID", new TextInvalid("number", new("不能是身份证号码", "is an identity number")));

    [Fact]
    public static void The_dead_get_no_card() =>
        Issue(Given(AnnaRegistered, AnnaDied)).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Who_is_not_registered_or_was_erased_gets_no_card()
    {
        Issue(Given()).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));
        Issue(Given(AnnaRegistered, AnnaErased)).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));
    }

    [Fact]
    public static void A_card_is_revoked_once()
    {
        var revoked = new CardRevoked(Anna, s_card);
        Revoke(Given(AnnaRegistered, s_issued)).Then(revoked);
        Revoke(Given(AnnaRegistered, s_issued, revoked)).ThenRefused("CARD_UNKNOWN", new CardUnknown());
        Revoke(Given(AnnaRegistered)).ThenRefused("CARD_UNKNOWN", new CardUnknown());
    }

    private static Decision<ElderFact> Issue(Elder? elder, bool taken = false) =>
        IssueCardDecider.Decide(new(Anna, s_card) { Code = "3211 0001" }, elder, taken);

    private static Decision<ElderFact> Revoke(Elder? elder) => RevokeCardDecider.Decide(new(Anna, s_card), elder);

    private static CardId Numbered(int n) => new(new Guid(n, 0, 0, new byte[8]));
}
