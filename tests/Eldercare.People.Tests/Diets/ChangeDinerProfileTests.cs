using Eldercare.People.Diets;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Diets;

public static class ChangeDinerProfileTests
{
    private static readonly ChangeDinerProfile s_noFish = new(
        Anna, FoodTexture.Pureed, DrinkThickness.Thin, [Allergen.Fish, Allergen.Eggs, Allergen.Fish], ["sesame"], [Diet.Halal]);

    [Fact]
    public static void Keeps_the_profile_with_each_code_once_and_in_order()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered) }.Run(s_noFish);
        Assert.Null(outcome.Refusal);
        var changed = Assert.IsType<DinerProfileChanged>(Assert.Single(outcome.Facts).Fact);
        Assert.Equal([Allergen.Fish, Allergen.Eggs], changed.Allergens);
        var kept = Assert.IsType<DinerProfile>(Assert.Single(outcome.Rows));
        Assert.True(kept.SaysTheSameAs(new(Anna, FoodTexture.Pureed, DrinkThickness.Thin, [Allergen.Fish, Allergen.Eggs], ["sesame"], [Diet.Halal])));
    }

    [Fact]
    public static void Changes_nothing_when_it_says_the_same() =>
        ChangeDinerProfileDecider.Decide(s_noFish, Given(AnnaRegistered), s_noFish.Profile).Then();

    [Fact]
    public static void Changes_nothing_when_an_unrestricted_diner_stays_so() => ChangeDinerProfileDecider.Decide(
        new(Anna, FoodTexture.Regular, DrinkThickness.Thin, [], [], []), Given(AnnaRegistered), profile: null).Then();

    [Fact]
    public static void Refuses_an_elder_not_registered() =>
        ChangeDinerProfileDecider.Decide(s_noFish, Given(), profile: null).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_an_elder_who_has_died() =>
        ChangeDinerProfileDecider.Decide(s_noFish, Given(AnnaRegistered, AnnaDied), profile: null)
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Theory]
    [InlineData("Sesame")]
    [InlineData("no sesame, please")]
    [InlineData("")]
    [InlineData("芝麻")]
    public static void Refuses_what_is_no_code(string code) => ChangeDinerProfileDecider
        .Decide(s_noFish with { OtherAllergens = [code] }, Given(AnnaRegistered), profile: null)
        .ThenRefused("TEXT_INVALID", new TextInvalid("otherAllergens", new("有一项不是代码：只用小写字母、数字和下划线，最多32个", "has an entry that is no code of a to z, 0 to 9 and _, at most 32 long")));

    [Fact]
    public static void Refuses_more_codes_than_anybody_has() => ChangeDinerProfileDecider
        .Decide(s_noFish with { OtherAllergens = [.. Enumerable.Range(0, 21).Select(n => $"a{n}")] }, Given(AnnaRegistered), profile: null)
        .ThenRefused("TEXT_INVALID", new TextInvalid("otherAllergens", new("超过20项", "has more than 20 entries")));

    [Fact]
    public static void Says_nothing_about_health_in_logs() => Assert.DoesNotContain("Fish", s_noFish.ToString(), StringComparison.Ordinal);
}
