using Eldercare.Store.Deciding;
using static Eldercare.Meals.Tests.Example;

namespace Eldercare.Meals.Tests.Subsidies;

public static class PublishSubsidyPolicyTests
{
    private static readonly DateOnly s_today = Monday;

    [Fact]
    public static void Publishes_a_first_version_also_for_the_past() =>
        Given().When(Policy(1, new(2025, 1, 1))).Then(Published(1, new(2025, 1, 1)));

    [Fact]
    public static void Publishes_the_next_version_from_today_on() =>
        Given(Published(1, new(2025, 1, 1))).When(Policy(2, s_today)).Then(Published(2, s_today));

    [Fact]
    public static void Publishes_another_policy_beside_it() =>
        Given(Published(1, new(2025, 1, 1))).When(Policy(1, new(2025, 6, 1)) with { Code = "other" })
            .Then(Published(1, new(2025, 6, 1), "other"));

    [Fact]
    public static void Publishes_after_a_version_that_ends() =>
        Given(Published(Policy(1, new(2025, 1, 1)) with { EffectiveUntil = s_today.AddDays(6) })).When(Policy(2, s_today.AddDays(7)))
            .Then(Published(2, s_today.AddDays(7)));

    [Fact]
    public static void Changes_nothing_when_the_same_comes_again() =>
        Given(Published(1, new(2025, 1, 1))).When(Policy(1, new(2025, 1, 1))).ThenNothing();

    [Fact]
    public static void Refuses_a_document_that_is_no_policy() =>
        PublishSubsidyPolicyDecider.Decide(new("{}"), null, Ten).ThenRefusedAs<PolicyDocumentInvalid>();

    [Fact]
    public static void Refuses_other_words_under_a_published_version() =>
        Given(Published(1, new(2025, 1, 1))).When(Policy(1, new(2025, 2, 1)))
            .ThenRefused("POLICY_VERSION_EXISTS", new PolicyVersionExists("city", 1));

    [Fact]
    public static void Refuses_to_leave_a_version_out() =>
        Given(Published(1, new(2025, 1, 1))).When(Policy(3, s_today))
            .ThenRefused("POLICY_VERSION_OUT_OF_ORDER", new PolicyVersionOutOfOrder("city", 2));

    [Fact]
    public static void Refuses_a_new_version_for_the_past() =>
        Given(Published(1, new(2025, 1, 1))).When(Policy(2, s_today.AddDays(-1)))
            .ThenRefused("POLICY_BACKDATED", new PolicyBackdated("city", s_today));

    /// <summary>Last year's has ended, and this year's comes out late.</summary>
    [Fact]
    public static void Publishes_for_the_past_from_where_the_last_version_ended()
    {
        var ended = Published(Policy(1, new(2025, 1, 1)) with { EffectiveUntil = new(2025, 12, 31) });

        Given(ended).When(Policy(2, new(2026, 1, 1))).Then(Published(2, new(2026, 1, 1)));
        Given(ended).When(Policy(2, new(2025, 12, 31)))
            .ThenRefused("POLICY_VERSIONS_OVERLAP", new PolicyVersionsOverlap("city", 1, new(2025, 12, 31)));
    }

    [Fact]
    public static void Refuses_a_version_that_begins_with_the_one_before() =>
        Given(Published(1, s_today.AddDays(10))).When(Policy(2, s_today.AddDays(10)))
            .ThenRefused("POLICY_BACKDATED", new PolicyBackdated("city", s_today.AddDays(11)));

    [Fact]
    public static void Refuses_a_version_that_overlaps_one_with_an_end() =>
        Given(Published(Policy(1, new(2025, 1, 1)) with { EffectiveUntil = s_today.AddDays(6) })).When(Policy(2, s_today.AddDays(6)))
            .ThenRefused("POLICY_VERSIONS_OVERLAP", new PolicyVersionsOverlap("city", 1, s_today.AddDays(6)));

    [Fact]
    public static void Has_the_last_version_that_began_in_force()
    {
        var book = Given(Published(1, new(2025, 1, 1)), Published(Policy(2, new(2025, 3, 1)) with { EffectiveUntil = new(2025, 3, 31) }))!;

        Assert.Empty(book.InForce(new(2024, 12, 31)));
        Assert.Equal(1, Assert.Single(book.InForce(new(2025, 2, 28))).Version);
        Assert.Equal(2, Assert.Single(book.InForce(new(2025, 3, 31))).Version);
        Assert.Empty(book.InForce(new(2025, 4, 1)));
    }

    [Fact]
    public static void Warns_sixty_days_before_a_version_ends_that_none_follows()
    {
        var ends = Policy(1, new(2025, 1, 1)) with { EffectiveUntil = new(2025, 12, 31) };
        var book = Given(Published(ends))!;

        Assert.Equal(new DateOnly(2026, 1, 1), book.LapsesOn(ends));
        Assert.False(book.IsLapsing(ends, new DateOnly(2026, 1, 1).AddDays(-61)));
        Assert.True(book.IsLapsing(ends, new DateOnly(2026, 1, 1).AddDays(-60)));
        Assert.True(book.IsLapsing(ends, new(2026, 3, 1)));
    }

    [Fact]
    public static void Warns_of_a_gap_until_it_is_over_and_not_where_a_version_follows_at_once()
    {
        var ends = Policy(1, new(2025, 1, 1)) with { EffectiveUntil = new(2025, 12, 31) };
        var (atOnce, later) = (Given(Published(ends), Published(2, new(2026, 1, 1)))!, Given(Published(ends), Published(2, new(2026, 2, 1)))!);

        Assert.Null(atOnce.LapsesOn(ends));
        Assert.False(atOnce.IsLapsing(ends, new(2025, 12, 31)));
        Assert.True(later.IsLapsing(ends, new(2026, 1, 31)));
        Assert.False(later.IsLapsing(ends, new(2026, 2, 1)));
        Assert.Null(later.LapsesOn(later.Last("city")!));
        Assert.Null(later.LapsesOn(ends with { EffectiveUntil = DateOnly.MaxValue }));
    }

    [Fact]
    public static void Writes_to_the_city_s_one_book()
    {
        var outcome = new Standing(Ten).Run(new PublishSubsidyPolicy(PolicyDocument.Canonical(Policy(1, s_today))));

        Assert.Equal((PolicyBook.At, Published(1, s_today)), (outcome.Facts[0].Stream, outcome.Facts[0].Fact));
    }

    private static SubsidyPolicy Policy(int version, DateOnly from) => Policies.HalfPrice with { Version = version, EffectiveFrom = from };

    private static SubsidyPolicyPublished Published(int version, DateOnly from, string code = "city") =>
        Published(Policy(version, from) with { Code = code });

    private static SubsidyPolicyPublished Published(SubsidyPolicy policy) => new(
        policy.Code, policy.Version, policy.EffectiveFrom, policy.EffectiveUntil, PolicyDocument.Canonical(policy));

    private static PolicyBook? Given(params PolicyFact[] history) => history.Aggregate(default(PolicyBook), PolicyBook.Fold);

    private static Decision<PolicyFact> When(this PolicyBook? book, SubsidyPolicy policy) =>
        PublishSubsidyPolicyDecider.Decide(new(PolicyDocument.Canonical(policy)), book, Ten);

    private static void ThenRefusedAs<TRefusal>(this Decision<PolicyFact> decision) => Assert.IsType<TRefusal>(decision.Refusal);
}
