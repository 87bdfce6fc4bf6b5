using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Tests;

/// <summary>Anna, born on 1940-02-29, on Monday 2 March 2026 at ten in the city.</summary>
internal static class Example
{
    public const string Jingkou = "321102", Number = "321102194002290024";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero);
    public static readonly DateOnly Today = new(2026, 3, 2), Tomorrow = Today.AddDays(1);

    public static readonly ElderId Anna = new(new Guid(1, 0, 0, new byte[8]));
    public static readonly StreamRef AnnasStream = Elder.Stream.At(Anna.Value);

    public static readonly ElderRegistered AnnaRegistered = new(Anna, Jingkou, Gender.Female, BornInMonth: 194002);
    public static readonly CareLevelChanged AnnaAssessed = new(
        Anna, CareLevel.Moderate, "GB/T 42195-2022", Today, ExpiresOn: Today.AddYears(1), "ZJ-0042");
    public static readonly ElderDied AnnaDied = new(Anna, Today, BornInMonth: 194002, Jingkou);

    public static readonly PersonErased AnnaErased = new(Anna, ErasureReason.Request);

    public static readonly ElderRecord AnnasRecord = new(
        Anna, "安娜", Number, "0511-8888 0001", "1 Square Street", Jingkou, new(1940, 2, 29), Gender.Female, CareLevel: null, DiedOn: null);

    public static Elder? Given(params ElderFact[] history) => history.Aggregate(default(Elder), Elder.Evolve);

    public static void Then<TFact>(this Decision<TFact> decision, params TFact[] facts)
        where TFact : class
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts, decision.Facts);
    }

    public static void ThenRefused<TFact>(this Decision<TFact> decision, string code, Refusal refusal)
        where TFact : class
    {
        Assert.Equal((code, refusal), (decision.Refusal?.Code, decision.Refusal));
        Assert.Empty(decision.Facts);
    }
}
