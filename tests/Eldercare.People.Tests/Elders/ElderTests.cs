using Eldercare.People.Elders;
using Eldercare.Store.Ids;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Elders;

public static class ElderTests
{
    [Fact]
    public static void Remembers_what_is_decided_on()
    {
        var elder = Given(AnnaRegistered, AnnaAssessed, AnnaDied)!;
        Assert.Equal(
            (Anna, Jingkou, Gender.Female, 194002, CareLevel.Moderate, Today),
            (elder.Id, elder.District, elder.Gender, elder.BornInMonth, elder.CareLevel, elder.DiedOn));
    }

    public static TheoryData<ElderFact[]> Impossible { get; } = new((ElderFact[][])
    [
        [AnnaAssessed],
        [AnnaDied],
        [AnnaRegistered, AnnaRegistered],
        [AnnaRegistered, AnnaDied, AnnaDied],
        [AnnaRegistered, AnnaDied, AnnaAssessed],
    ]);

    [Theory, MemberData(nameof(Impossible))]
    public static void Is_loud_about_a_fact_that_cannot_follow(ElderFact[] history) =>
        Assert.Throws<InvalidOperationException>(() => Given(history));

    [Fact]
    public static void A_registry_number_always_gives_the_same_elder()
    {
        Assert.Equal(ElderIds.FromRegistry("E-1"), ElderIds.FromRegistry("E-1"));
        Assert.NotEqual(ElderIds.FromRegistry("E-1"), ElderIds.FromRegistry("E-2"));
        Assert.Equal(new ElderId(NameBasedId.Of("elder:E-1")), ElderIds.FromRegistry("E-1"));
    }

    [Fact]
    public static void An_unknown_or_dead_elder_may_do_nothing()
    {
        Assert.Equal(new ElderUnknown(Anna), Standing.Check(Anna, null));
        Assert.Equal(new ElderHasDied(Anna, Today), Standing.Check(Anna, AnnasRecord with { DiedOn = Today }));
        Assert.Null(Standing.Check(Anna, AnnasRecord));
    }

    [Fact]
    public static void No_event_type_holds_personal_data()
    {
        var names = typeof(ElderFact).Assembly.GetTypes().Where(t => t.IsSealed && t.IsAssignableTo(typeof(ElderFact)))
            .SelectMany(t => t.GetProperties()).Select(p => p.Name);
        Assert.Empty(names.Intersect(["Name", "IdentityNumber", "Phone", "Address", "BornOn"]));
    }
}
