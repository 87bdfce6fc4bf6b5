using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using static Eldercare.People.Entitlements.EntitlementCategory;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Entitlements;

public static class EntitlementTests
{
    private static readonly ImmutableArray<Evidence> s_evidence = [new(EvidenceKind.CrossCheck, "item 17", Today)];
    private static readonly GrantEntitlement s_grant = new(Anna, MinimumLiving, Today, Until: null, s_evidence, "On request");
    private static readonly EntitlementGranted s_granted = new(Anna, MinimumLiving, Today, null, s_evidence, "On request");
    private static readonly EndEntitlement s_end = new(Anna, MinimumLiving, Today.AddDays(30), s_evidence, null);
    private static readonly EntitlementEnded s_ended = new(Anna, MinimumLiving, Today, Today.AddDays(30), s_evidence, null);

    [Fact]
    public static void Grants_on_evidence() => Given(AnnaRegistered).When(s_grant).Then(s_granted);

    [Fact]
    public static void Grants_the_next_from_the_day_after_the_last_one() =>
        Given(AnnaRegistered, s_granted, s_ended).When(s_grant with { From = Today.AddDays(31) }).Then(s_granted with { From = Today.AddDays(31) });

    [Fact]
    public static void Grants_another_category_at_the_same_time() =>
        Given(AnnaRegistered, s_granted).When(s_grant with { Category = LivingAlone }).Then(s_granted with { Category = LivingAlone });

    [Fact]
    public static void Refuses_what_would_be_in_force_twice() => Assert.Multiple(
        () => Given(AnnaRegistered, s_granted).When(s_grant)
            .ThenRefused("ENTITLEMENT_OVERLAPS", new EntitlementOverlaps(Anna, MinimumLiving, Today, null)),
        () => Given(AnnaRegistered, s_granted, s_ended).When(s_grant with { From = Today.AddDays(30) })
            .ThenRefused("ENTITLEMENT_OVERLAPS", new EntitlementOverlaps(Anna, MinimumLiving, Today, Today.AddDays(30))),
        () => Given(AnnaRegistered, s_granted).When(s_grant with { From = Today.AddDays(-9), Until = Today })
            .ThenRefused("ENTITLEMENT_OVERLAPS", new EntitlementOverlaps(Anna, MinimumLiving, Today, null)),
        () => Given(AnnaRegistered, s_granted).When(s_grant with { From = Today.AddDays(-9), Until = Today.AddDays(-1) })
            .Then(s_granted with { From = Today.AddDays(-9), Until = Today.AddDays(-1) }));

    [Fact]
    public static void Refuses_a_decision_without_evidence() => Assert.Multiple(
        () => Given(AnnaRegistered).When(s_grant with { Evidence = [] }).ThenRefused("TEXT_INVALID", TextInvalid.Empty("evidence")),
        () => Given(AnnaRegistered).When(s_grant with { Evidence = [new(EvidenceKind.Declaration, " ", Today)] })
            .ThenRefused("TEXT_INVALID", TextInvalid.Empty("evidence")),
        () => Given(AnnaRegistered).When(s_grant with { Evidence = [new(EvidenceKind.Declaration, "1", Tomorrow)] })
            .ThenRefused("DATE_IN_FUTURE", new DateInFuture("evidence")),
        () => Given(AnnaRegistered).When(s_grant with { Evidence = [.. Enumerable.Repeat(s_evidence[0], 501)] })
            .ThenRefused("TEXT_INVALID", new TextInvalid("evidence", new("超过500份", "has more than 500 pieces"))),
        () => Given(AnnaRegistered, s_granted).When(s_end with { Evidence = [] })
            .ThenRefused("TEXT_INVALID", TextInvalid.Empty("evidence")));

    /// <summary>Anna was born in February 1940.</summary>
    [Fact]
    public static void An_age_counts_from_the_month_of_birth_on() => Assert.Multiple(
        () => Given(AnnaRegistered).When(s_grant with { Category = OldAge, From = new(2020, 2, 1) })
            .Then(s_granted with { Category = OldAge, From = new(2020, 2, 1) }),
        () => Given(AnnaRegistered).When(s_grant with { Category = OldAge, From = new(2020, 1, 31) })
            .ThenRefused("TOO_YOUNG_FOR_ENTITLEMENT", new TooYoungForEntitlement(OldAge, 80)),
        () => Given(AnnaRegistered).When(s_grant with { Category = Centenarian })
            .ThenRefused("TOO_YOUNG_FOR_ENTITLEMENT", new TooYoungForEntitlement(Centenarian, 100)));

    [Fact]
    public static void Refuses_an_end_before_the_beginning() => Given(AnnaRegistered).When(s_grant with { Until = Today.AddDays(-1) })
        .ThenRefused("ENTITLEMENT_ENDS_BEFORE_IT_BEGINS", new EntitlementEndsBeforeItBegins(Today, Today.AddDays(-1)));

    [Fact]
    public static void Ends_the_one_in_force_on_the_last_day() => Given(AnnaRegistered, s_granted).When(s_end).Then(s_ended);

    [Fact]
    public static void Ends_nothing_that_ends_then_already() => Given(AnnaRegistered, s_granted, s_ended).When(s_end).Then();

    [Fact]
    public static void Refuses_to_end_what_is_not_held() => Assert.Multiple(
        () => Given(AnnaRegistered).When(s_end)
            .ThenRefused("ENTITLEMENT_NOT_HELD", new EntitlementNotHeld(Anna, MinimumLiving, Today.AddDays(30))),
        () => Given(AnnaRegistered, s_granted, s_ended).When(s_end with { LastDay = Today.AddDays(31) })
            .ThenRefused("ENTITLEMENT_NOT_HELD", new EntitlementNotHeld(Anna, MinimumLiving, Today.AddDays(31))));

    [Fact]
    public static void Records_the_hukou_once()
    {
        var record = new RecordHukou(Anna, Local: true, s_evidence);
        var recorded = new HukouRecorded(Anna, Local: true, s_evidence);
        RecordHukouDecider.Decide(record, Given(AnnaRegistered), Today).Then(recorded);
        RecordHukouDecider.Decide(record, Given(AnnaRegistered, recorded), Today).Then();
        RecordHukouDecider.Decide(record with { Evidence = [] }, Given(AnnaRegistered), Today)
            .ThenRefused("TEXT_INVALID", TextInvalid.Empty("evidence"));
    }

    [Fact]
    public static void Refuses_for_the_unknown_the_dead_and_the_erased() => Assert.Multiple(
        () => Given().When(s_grant).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)),
        () => Given(AnnaRegistered, AnnaErased).When(s_grant).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)),
        () => Given(AnnaRegistered, AnnaDied).When(s_grant).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today)),
        () => Given(AnnaRegistered, s_granted, AnnaDied).When(s_end).ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today)),
        () => RecordHukouDecider.Decide(new(Anna, true, s_evidence), Given(), Today).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna)));

    [Fact]
    public static void Keeps_all_of_them_in_the_row_others_read()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered, s_granted, new HukouRecorded(Anna, true, s_evidence)) }.Run(s_end);
        var row = Assert.IsType<EntitlementRecord>(Assert.Single(outcome.Rows));
        Assert.Equal((Anna, true), (row.Elder, row.LocalHukou));
        Assert.Equal([new HeldEntitlement(MinimumLiving, Today, Today.AddDays(30))], row.Held);
    }

    private static Decision<ElderFact> When(this Elder? elder, GrantEntitlement command) => GrantEntitlementDecider.Decide(command, elder, Today);

    private static Decision<ElderFact> When(this Elder? elder, EndEntitlement command) => EndEntitlementDecider.Decide(command, elder, Today);
}
