using System.Text.Json.Nodes;
using Eldercare.Beds.Queue;
using Eldercare.Store.Deciding;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Queue;

public static class PublishQueuePolicyTests
{
    private static readonly QueuePolicy s_guangzhou = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["guangzhou"]);
    private static readonly QueuePolicy s_chengdu = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["chengdu"]);

    [Fact]
    public static void Publishes_the_first_also_for_the_past() => Given().When(Publish(s_guangzhou)).Then(Published(s_guangzhou));

    [Fact]
    public static void Publishes_another_from_today_on() => Given(Published(s_guangzhou))
        .When(Publish(s_chengdu with { EffectiveFrom = Today })).Then(Published(s_chengdu with { EffectiveFrom = Today }));

    [Fact]
    public static void Publishes_the_next_version() => Given(Published(s_guangzhou))
        .When(Publish(s_guangzhou with { Version = 2, EffectiveFrom = Tomorrow })).Then(Published(s_guangzhou with { Version = 2, EffectiveFrom = Tomorrow }));

    [Fact] public static void Changes_nothing_when_the_same_comes_again() => Given(Published(s_guangzhou)).When(Publish(s_guangzhou)).ThenNothing();

    [Fact]
    public static void Refuses_other_words_under_a_published_version() => Given(Published(s_guangzhou))
        .When(Publish(s_guangzhou with { EffectiveFrom = Today }))
        .ThenRefused("QUEUE_POLICY_VERSION_EXISTS", new QueuePolicyVersionExists("guangzhou", 1));

    [Fact]
    public static void Refuses_to_leave_a_version_out() => Given(Published(s_guangzhou))
        .When(Publish(s_guangzhou with { Version = 3, EffectiveFrom = Today }))
        .ThenRefused("QUEUE_POLICY_VERSION_OUT_OF_ORDER", new QueuePolicyVersionOutOfOrder("guangzhou", 2));

    [Fact]
    public static void Refuses_another_for_the_past() => Given(Published(s_guangzhou)).When(Publish(s_chengdu with { EffectiveFrom = Yesterday }))
        .ThenRefused("QUEUE_POLICY_BACKDATED", new QueuePolicyBackdated(Today));

    [Fact]
    public static void Says_which_beds_are_offered_by_themselves()
    {
        Assert.Equal(OfferedByItself.AfterRefusal, QueuePolicyDocument.BeforeAny.OfferedByItself);
        foreach (var said in Enum.GetValues<OfferedByItself>())
        {
            var policy = s_guangzhou with { Offers = new(said) };
            Given().When(Publish(policy)).Then(Published(policy));
            Assert.Equal(said, QueuePolicyDocument.Parse(QueuePolicyDocument.Canonical(policy)).OfferedByItself);
        }

        Assert.DoesNotContain(
            JsonNode.Parse(QueuePolicyDocument.Canonical(s_guangzhou))!.AsObject(), p => p.Key.StartsWith("offer", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("no json", "$")]
    public static void Refuses_what_is_no_policy(string document, string where)
    {
        var refusal = Assert.IsType<QueuePolicyInvalid>(Given().When(new PublishQueuePolicy(document)).Refusal);
        Assert.True(refusal.Where.Length == 0 || refusal.Where.StartsWith(where, StringComparison.Ordinal), refusal.Where);
    }

    [Theory]
    [InlineData("/lanes/2", "The last rule of the last lane has no condition, so that everybody has a place.")]
    [InlineData("/lanes/0/when", "Only the last rule of the last lane is for everybody.")]
    [InlineData("/lanes/0/code", "ordinary stands twice.")]
    [InlineData("/keptBack", "No lane nobody is listed.")]
    [InlineData("/keptBack/lane", "Another lane is of the kind of everyone: whose the beds are could not be told.")]
    [InlineData("/bars/0", "No source elsewhere is listed.")]
    [InlineData("/offers", "No source elsewhere is listed.")]
    public static void Finds_what_a_schema_cannot_say(string what, string reason)
    {
        var document = JsonNode.Parse(QueuePolicyDocument.Shipped["guangzhou"])!.AsObject();
        switch (what)
        {
            case "/lanes/2": document["lanes"]![2]!["rules"]![1]!["when"] = JsonNode.Parse("""{ "ageFrom": 60 }"""); break;
            case "/lanes/0/when": document["lanes"]![0]!["rules"]![0]!.AsObject().Remove("when"); break;
            case "/lanes/0/code": document["lanes"]![0]!["code"] = "ordinary"; break;
            case "/offers": document["offers"] = JsonNode.Parse("""{ "byItself": "whenFree", "sources": ["elsewhere"] }"""); break;
            case "/keptBack/lane":
                foreach (var lane in document["lanes"]!.AsArray()) lane!["kind"] = "everyone";
                document["lanes"]![2]!["code"] = "everyone";
                document["keptBack"] = JsonNode.Parse("""{ "lane": "everyone", "beds": 3 }""");
                break;
            case "/keptBack": document["keptBack"] = JsonNode.Parse("""{ "lane": "nobody", "beds": 3 }"""); break;
            default: document["bars"]![0]!["sources"]![0] = "elsewhere"; break;
        }

        Assert.Equal(reason, Assert.IsType<QueuePolicyInvalid>(Given().When(new PublishQueuePolicy(document.ToJsonString())).Refusal).Reason);
    }

    /// <summary>Else every offer that goes out by itself would be refused.</summary>
    [Theory, InlineData(55, true), InlineData(56, false)]
    public static void Gives_an_offer_no_more_days_than_a_bed_is_kept(int days, bool fits)
    {
        var policy = s_guangzhou with { Deadlines = s_guangzhou.Deadlines with { Offer = days } };
        var outcome = Given().When(Publish(policy));
        if (fits) outcome.Then(Published(policy));
        else Assert.Contains("/deadlines/offer", Assert.IsType<QueuePolicyInvalid>(outcome.Refusal).Where, StringComparison.Ordinal);
    }

    [Fact]
    public static void In_force_is_the_one_that_began_last_and_first_come_before_any()
    {
        QueuePolicyFact[] history = [Published(s_guangzhou), Published(s_chengdu with { EffectiveFrom = Today }), Published(s_guangzhou with { Version = 2, EffectiveFrom = Tomorrow })];
        var book = history.Aggregate(default(QueuePolicyBook), QueuePolicyBook.Fold)!;

        Assert.Equal(("first-come", 0), Named(book.InForce(s_guangzhou.EffectiveFrom.AddDays(-1))));
        Assert.Equal(("guangzhou", 1), Named(book.InForce(Yesterday)));
        Assert.Equal(("chengdu", 1), Named(book.InForce(Today)));
        Assert.Equal(("guangzhou", 2), Named(book.InForce(Tomorrow)));
        Assert.Equal(0, QueuePolicyBook.Empty.InForce(Today).Version);
        Assert.Null(book.Find("guangzhou", 3));
        Assert.Throws<InvalidOperationException>(() => QueuePolicyBook.Fold(book, null!));
    }

    internal static QueuePolicyPublished Published(QueuePolicy policy) =>
        new(policy.Code, policy.Version, policy.EffectiveFrom, QueuePolicyDocument.Canonical(policy));

    private static PublishQueuePolicy Publish(QueuePolicy policy) => new(QueuePolicyDocument.Canonical(policy));

    private static (string, int) Named(QueuePolicy policy) => (policy.Code, policy.Version);
}
