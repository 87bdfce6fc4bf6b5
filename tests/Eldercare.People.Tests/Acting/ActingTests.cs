using Eldercare.People.Acting;
using Eldercare.People.Contacts;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Acting;

public static class ActingTests
{
    private static readonly ActingId s_right = Right(1);
    private static readonly AllowActing s_allow = new(s_right, Anna, "daughter-7", Relation.Child, Until: null);
    private static readonly ActingAllowed s_allowed = new(Anna, s_right, Relation.Child, Today, null);
    private static readonly ActingRecord s_record = new(s_right, Anna, "daughter-7", Relation.Child, Today, null, null);

    [Fact]
    public static void Lets_a_daughter_act_and_keeps_whose_sign_in_it_is_beside_the_event()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered) }.Run(s_allow);
        Assert.Equal([(AnnasStream, s_allowed)], outcome.Facts);
        Assert.Equal([s_record], outcome.Rows);
    }

    [Fact]
    public static void Lets_act_up_to_a_day_and_not_to_one_that_is_past() => Assert.Multiple(
        () => Given(AnnaRegistered).When(s_allow with { Until = Today }).Then(s_allowed with { Until = Today }),
        () => Given(AnnaRegistered).When(s_allow with { Until = Today.AddDays(-1) })
            .ThenRefused("ACTING_ENDS_IN_PAST", new ActingEndsInPast(Today.AddDays(-1))));

    [Fact]
    public static void Changes_nothing_when_the_same_right_comes_again() => Given(AnnaRegistered, s_allowed).When(s_allow).Then();

    [Fact]
    public static void Lets_five_act_at_once_and_counts_neither_expired_nor_withdrawn() => Assert.Multiple(
        () => Given(AnnaRegistered, Allowed(2), Allowed(3), Allowed(4), Allowed(5), Allowed(6)).When(s_allow)
            .ThenRefused("TOO_MANY_ACTING", new TooManyActing(Anna, 5)),
        () => Given(AnnaRegistered, Allowed(2), Allowed(3), Allowed(4), Allowed(5), Allowed(6) with { Until = Today.AddDays(-1) }).When(s_allow)
            .Then(s_allowed),
        () => Given(AnnaRegistered, Allowed(2), Allowed(3), Allowed(4), Allowed(5), Allowed(6), new ActingWithdrawn(Anna, Right(6), Today))
            .When(s_allow).Then(s_allowed));

    [Fact]
    public static void Refuses_nobody_s_sign_in() => Given(AnnaRegistered).When(s_allow with { Holder = "" })
        .ThenRefused("TEXT_INVALID", TextInvalid.Empty("holder"));

    [Fact]
    public static void Refuses_for_the_unknown_the_dead_and_the_erased() => Assert.Multiple(
        () => Given().When(s_allow).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)),
        () => Given(AnnaRegistered, AnnaErased).When(s_allow).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)),
        () => Given(AnnaRegistered, AnnaDied).When(s_allow).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today)));

    [Fact]
    public static void Withdraws_at_once_also_for_the_dead()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered, s_allowed, AnnaDied), Record = s_record }.Run(new WithdrawActing(Anna, s_right));
        Assert.Equal([(AnnasStream, new ActingWithdrawn(Anna, s_right, Today))], outcome.Facts);
        Assert.Equal([s_record with { WithdrawnOn = Today }], outcome.Rows);
    }

    [Fact]
    public static void Withdraws_once_and_what_there_is() => Assert.Multiple(
        () => Withdraw(Given(AnnaRegistered, s_allowed, new ActingWithdrawn(Anna, s_right, Today))).Then(),
        () => Withdraw(Given(AnnaRegistered)).ThenRefused("ACTING_UNKNOWN", new ActingUnknown(s_right)),
        () => Withdraw(Given(AnnaRegistered, s_allowed, AnnaErased)).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)));

    [Fact]
    public static void Says_nothing_personal_in_a_log()
    {
        Assert.DoesNotContain("daughter", s_allow.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("daughter", s_record.ToString(), StringComparison.Ordinal);
    }

    private static ActingAllowed Allowed(int n) => s_allowed with { Acting = Right(n) };

    private static ActingId Right(int n) => new(new Guid(n, 1, 0, new byte[8]));

    private static Decision<ElderFact> When(this Elder? elder, AllowActing command) => AllowActingDecider.Decide(command, elder, Today);

    private static Decision<ElderFact> Withdraw(Elder? elder) => WithdrawActingDecider.Decide(new(Anna, s_right), elder, Today);
}
