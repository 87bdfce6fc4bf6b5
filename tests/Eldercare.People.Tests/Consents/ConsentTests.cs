using Eldercare.People.Consents;
using Eldercare.People.Elders;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Consents;

public static class ConsentTests
{
    private static readonly GiveConsent s_give = new(Anna, ConsentPurpose.Sms, Today, ConsentMeans.Signed);
    private static readonly ConsentGiven s_given = new(Anna, ConsentPurpose.Sms, Today, ConsentMeans.Signed);
    private static readonly WithdrawConsent s_withdraw = new(Anna, ConsentPurpose.Sms, Today);
    private static readonly ConsentWithdrawn s_withdrawn = new(Anna, ConsentPurpose.Sms, Today);

    [Fact]
    public static void Gives_withdraws_and_gives_again()
    {
        GiveConsentDecider.Decide(s_give, Given(AnnaRegistered), Today).Then(s_given);
        GiveConsentDecider.Decide(s_give, Given(AnnaRegistered, s_given), Today).Then();
        WithdrawConsentDecider.Decide(s_withdraw, Given(AnnaRegistered, s_given), Today).Then(s_withdrawn);
        WithdrawConsentDecider.Decide(s_withdraw, Given(AnnaRegistered, s_given, s_withdrawn), Today).Then();
        GiveConsentDecider.Decide(s_give, Given(AnnaRegistered, s_given, s_withdrawn), Today).Then(s_given);
    }

    [Fact]
    public static void Keeps_those_in_force_in_a_row()
    {
        var photo = new ConsentGiven(Anna, ConsentPurpose.Photo, Today, ConsentMeans.Spoken);
        Assert.Equal(
            [new Consent(ConsentPurpose.Photo, Today, ConsentMeans.Spoken), new Consent(ConsentPurpose.Sms, Today, ConsentMeans.Signed)],
            Row(new InMemory(Now) { Stream = Given(AnnaRegistered, photo) }.Run(s_give).Rows).Given);
        Assert.Equal(
            [new Consent(ConsentPurpose.Photo, Today, ConsentMeans.Spoken)],
            Row(new InMemory(Now) { Stream = Given(AnnaRegistered, s_given, photo) }.Run(s_withdraw).Rows).Given);
    }

    [Fact]
    public static void Keeps_a_no_of_who_was_never_asked_until_she_agrees()
    {
        WithdrawConsentDecider.Decide(s_withdraw, Given(AnnaRegistered), Today).Then(s_withdrawn);
        Assert.Equal([ConsentPurpose.Sms], Row(new InMemory(Now) { Stream = Given(AnnaRegistered) }.Run(s_withdraw).Rows).Withdrawn);
        Assert.Empty(Row(new InMemory(Now) { Stream = Given(AnnaRegistered, s_withdrawn) }.Run(s_give).Rows).Withdrawn);
    }

    [Theory]
    [InlineData(false, "", "")]
    [InlineData(true, "", "Sms")]
    [InlineData(false, "WeChat", "Sms")]
    [InlineData(false, "Photo", "")]
    [InlineData(false, "", "Photo")]
    public static void Wants_no_messages_who_said_no_to_a_way_and_agreed_to_no_other(bool wantsNone, string given, string withdrawn)
    {
        ImmutableArray<Consent> agreed = given.Length == 0 ? [] : [new(Enum.Parse<ConsentPurpose>(given), Today, ConsentMeans.Signed)];
        ImmutableArray<ConsentPurpose> refused = withdrawn.Length == 0 ? [] : [Enum.Parse<ConsentPurpose>(withdrawn)];

        Assert.Equal(wantsNone, new ElderConsents(Anna, agreed, refused).WantsNoMessages);
    }

    [Fact]
    public static void Refuses_the_future_the_unknown_and_the_erased() => Assert.Multiple(
        () => GiveConsentDecider.Decide(s_give with { On = Tomorrow }, Given(AnnaRegistered), Today)
            .ThenRefused("DATE_IN_FUTURE", new DateInFuture("on")),
        () => WithdrawConsentDecider.Decide(s_withdraw with { On = Tomorrow }, Given(AnnaRegistered, s_given), Today)
            .ThenRefused("DATE_IN_FUTURE", new DateInFuture("on")),
        () => GiveConsentDecider.Decide(s_give, Given(), Today).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)),
        () => WithdrawConsentDecider.Decide(s_withdraw, Given(AnnaRegistered, AnnaErased), Today)
            .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)));

    [Fact]
    public static void The_dead_give_none_but_one_may_be_withdrawn_for_them() => Assert.Multiple(
        () => GiveConsentDecider.Decide(s_give, Given(AnnaRegistered, AnnaDied), Today)
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today)),
        () => WithdrawConsentDecider.Decide(s_withdraw, Given(AnnaRegistered, s_given, AnnaDied), Today).Then(s_withdrawn));

    private static ElderConsents Row(ImmutableArray<object> rows) => Assert.IsType<ElderConsents>(Assert.Single(rows));
}
