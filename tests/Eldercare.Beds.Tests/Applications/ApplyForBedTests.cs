using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using static Eldercare.Beds.Tests.Example;

namespace Eldercare.Beds.Tests.Applications;

public static class ApplyForBedTests
{
    private static readonly ApplyForBed s_apply = new(Wish, Anna, [Hillside], [Jingkou], BedKind.Nursing);

    [Fact]
    public static void Joins_the_queue_and_claims_the_elder()
    {
        var outcome = Given().When(s_apply).Then(AnnaApplied);
        Assert.Equal([(OpenApplication.Claim(Anna), Application.Stream.At(Wish.Value))], outcome.Takes);
    }

    [Fact]
    public static void Needs_no_preference() =>
        Given().When(s_apply with { Homes = [], Districts = [] }).Then(AnnaApplied with { Homes = [], Districts = [] });

    [Fact]
    public static void Applies_again_after_the_end_of_the_first() =>
        Given(AnnaApplied, new ApplicationEnded(Wish, EndReason.Withdrawn)).When(s_apply with { Application = NoWish })
            .Then(AnnaApplied with { Application = NoWish });

    [Fact]
    public static void Refuses_a_second_open_application() => Given(AnnaApplied).When(s_apply with { Application = NoWish })
        .ThenRefused("APPLICATION_ALREADY_OPEN", new ApplicationAlreadyOpen(Anna, Wish));

    [Fact]
    public static void Refuses_the_same_application_twice() => Given(AnnaApplied).When(s_apply)
        .ThenRefused("APPLICATION_ALREADY_OPEN", new ApplicationAlreadyOpen(Anna, Wish));

    [Fact]
    public static void Refuses_the_id_of_an_application_that_is_over() =>
        Given(AnnaApplied, new ApplicationEnded(Wish, EndReason.Withdrawn)).When(s_apply)
            .ThenRefused("APPLICATION_ID_TAKEN", new ApplicationIdTaken(Wish));

    [Fact]
    public static void Refuses_the_id_of_an_application_that_was_fulfilled() =>
        Given(OneReserved, AnnaInOne with { Application = Wish }, new ApplicationFulfilled(Wish, One), AnnaLeft).When(s_apply)
            .ThenRefused("APPLICATION_ID_TAKEN", new ApplicationIdTaken(Wish));

    [Fact]
    public static void Refuses_the_id_of_another_elders_application() => Given(BrunoApplied).When(s_apply with { Application = BrunosWish })
        .ThenRefused("APPLICATION_ID_TAKEN", new ApplicationIdTaken(BrunosWish));

    [Fact]
    public static void Refuses_a_resident() => Given(AnnaInOne).When(s_apply)
        .ThenRefused("ELDER_HAS_BED", new ElderHasBed(Anna, One));

    [Fact]
    public static void Refuses_an_unknown_elder() => Given().When(s_apply with { Elder = Nobody })
        .ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Nobody));

    [Fact]
    public static void Refuses_the_dead() => Given().AndDied(Anna).When(s_apply)
        .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_an_unknown_home() => Given().When(s_apply with { Homes = [Hillside, new(Id(90))] })
        .ThenRefused("HOME_UNKNOWN", new HomeUnknown(new(Id(90))));

    [Fact]
    public static void Refuses_an_unknown_district() => Given().When(s_apply with { Districts = [Jingkou, "a\0"] })
        .ThenRefused("DISTRICT_UNKNOWN", new DistrictUnknown("?"));

    [Fact]
    public static void Refuses_more_than_twenty_preferences() =>
        Given().When(s_apply with { Homes = [.. Enumerable.Range(100, 20).Select(n => new HomeId(Id(n)))] })
            .ThenRefused("TOO_MANY_PREFERENCES", new TooManyPreferences(20));
}
