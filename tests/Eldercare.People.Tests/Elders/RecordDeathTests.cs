using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using static Eldercare.People.Tests.Example;

namespace Eldercare.People.Tests.Elders;

public static class RecordDeathTests
{
    private static readonly RecordDeath s_record = new(Anna, Today);

    [Fact]
    public static void Records_the_death_and_updates_the_record()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered), Record = AnnasRecord }.Run(s_record);
        Assert.Equal([(AnnasStream, AnnaDied)], outcome.Facts);
        Assert.Equal([AnnasRecord with { DiedOn = Today }], outcome.Rows);
    }

    [Fact]
    public static void Takes_a_death_in_the_month_of_birth() =>
        Given(AnnaRegistered).When(new(Anna, new(1940, 2, 1))).Then(AnnaDied with { DiedOn = new(1940, 2, 1) });

    [Fact]
    public static void Changes_nothing_when_the_same_day_is_recorded_again()
    {
        var outcome = new InMemory(Now) { Stream = Given(AnnaRegistered, AnnaDied), Record = AnnasRecord }.Run(s_record);
        Assert.Equal(Outcome.NoChange, outcome);
    }

    [Fact]
    public static void Refuses_someone_never_registered() =>
        Given().When(s_record).ThenRefused("ELDER_UNKNOWN", new ElderUnknown(Anna));

    [Fact]
    public static void Refuses_another_day_than_the_one_recorded() =>
        Given(AnnaRegistered, AnnaDied).When(new(Anna, Today.AddDays(-1)))
            .ThenRefused("ELDER_HAS_DIED", new ElderHasDied(Anna, Today));

    [Fact]
    public static void Refuses_a_death_of_tomorrow() =>
        Given(AnnaRegistered).When(new(Anna, Tomorrow)).ThenRefused("DATE_IN_FUTURE", new DateInFuture("diedOn"));

    [Fact]
    public static void Refuses_a_death_before_the_birth() =>
        Given(AnnaRegistered).When(new(Anna, new(1940, 1, 31))).ThenRefused("DIED_BEFORE_BIRTH", new DiedBeforeBirth(Anna));

    private static Decision<ElderFact> When(this Elder? elder, RecordDeath command) =>
        RecordDeathDecider.Decide(command, elder, Today);
}
