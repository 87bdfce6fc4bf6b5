using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Queue;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Tests;

/// <summary>
/// The home Hillside with nursing beds One and Two in a mixed room, and an ordinary bed in a ladies' room that serves able
/// residents; on Monday 2 March 2026 at ten in the city. Anna is a woman, Bruno a man, Clara a woman with severe disability.
/// </summary>
internal static class Example
{
    public const string Jingkou = "321102";

    public static readonly DateTimeOffset Now = new(2026, 3, 2, 2, 0, 0, TimeSpan.Zero), Until = Now.AddDays(5);
    public static readonly DateOnly Today = new(2026, 3, 2), Yesterday = Today.AddDays(-1), Tomorrow = Today.AddDays(1);

    public static readonly HomeId Hillside = new(Id(1));
    public static readonly RoomId MixedRoom = new(Id(2)), LadiesRoom = new(Id(3));
    public static readonly BedId One = new(Id(4)), Two = new(Id(5)), ForLadies = new(Id(6)), Nowhere = new(Id(7));
    public static readonly ElderId Anna = new(Id(11)), Bruno = new(Id(12)), Clara = new(Id(13)), Nobody = new(Id(14));
    public static readonly ApplicationId Wish = new(Id(21)), BrunosWish = new(Id(22)), NoWish = new(Id(23));

    public static readonly HomeRegistered HillsideRegistered = new(
        Hillside, "Hillside", Jingkou, "1 Hill Street", 32.2, 119.4, OperatorKind.Social);

    public static readonly BedRegistered OneRegistered = new(
        One, Hillside, MixedRoom, "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Severe);

    public static readonly object[] Built =
    [
        HillsideRegistered,
        new RoomAdded(Hillside, MixedRoom, "101", GenderRule.Mixed),
        new RoomAdded(Hillside, LadiesRoom, "102", GenderRule.Female),
        OneRegistered,
        OneRegistered with { Bed = Two, Number = "2" },
        new BedRegistered(ForLadies, Hillside, LadiesRoom, "1", BedKind.Ordinary, GenderRule.Female, CareLevel.Intact),
    ];

    /// <summary>Hillside's papers: a filing without end, and two in date for three months more.</summary>
    public static readonly CertificateRecorded Licensed = new(
        Hillside, CertificateKind.Licence, "L-1", new(2020, 1, 1), new(2020, 1, 1), ValidUntil: null);

    public static readonly CertificateRecorded Inspected = new(
        Hillside, CertificateKind.FireInspection, "F-1", new(2025, 6, 1), new(2025, 6, 1), new(2026, 5, 31));

    public static readonly CertificateRecorded Insured = new(
        Hillside, CertificateKind.LiabilityInsurance, "I-1", new(2025, 6, 1), new(2025, 6, 1), new(2026, 5, 31));

    /// <summary>Where everybody stands before the city has published an order.</summary>
    public static readonly Placement FirstCome = new("first-come", 0, "everyone", 0, 0, "everyone");

    public static readonly DateOnly InFiveWorkingDays = new(2026, 3, 9);

    public static readonly BedAppliedFor AnnaApplied = new(Wish, Anna, [Hillside], [Jingkou], BedKind.Nursing, Lane.Everyone, Now, FirstCome, new LaneFacts(86, null, [], LocalHukou: false), InFiveWorkingDays);
    public static readonly BedAppliedFor BrunoApplied = AnnaApplied with { Application = BrunosWish, Elder = Bruno };

    public static readonly object[] OneOffered = [new BedOffered(Wish, Anna, One, Hillside, Until, InFiveWorkingDays), new BedHeld(One, Wish, Anna, Until, Today, Today)];
    public static readonly object[] OneAccepted = [new OfferAccepted(Wish, One), new BedReserved(One, Wish, Anna)];
    public static readonly object[] OneReserved = [AnnaApplied, .. OneOffered, .. OneAccepted];

    public static readonly ResidentAdmitted AnnaInOne = new(One, Hillside, Anna, Application: null, Today);
    public static readonly ResidentDeparted AnnaLeft = new(One, Anna, Today, DepartureReason.Departed);

    public static ElderRecord Record(ElderId elder) => new(
        elder, "A. Name", "321102194001010019", Phone: null, Address: null, Jingkou, new(1940, 1, 1),
        elder == Bruno ? Gender.Male : Gender.Female, elder == Clara ? CareLevel.Severe : null, DiedOn: null);

    /// <summary>Hillside, its beds, its papers and the three elders, then these facts; arrays are taken apart.</summary>
    public static World Given(params object[] facts) => GivenUncertified([Licensed, Inspected, Insured, .. facts]);

    /// <summary>The same without the home's papers.</summary>
    public static World GivenUncertified(params object[] facts)
    {
        var world = new World().With(Record(Anna)).With(Record(Bruno)).With(Record(Clara));
        foreach (var fact in Built) world.With(fact);
        foreach (var fact in facts.SelectMany(f => f as object[] ?? [f])) world.With(fact);
        return world;
    }

    public static World AndDied(this World world, ElderId elder) => world.With(Record(elder) with { DiedOn = Today });

    public static World At(this World world, DateTimeOffset now)
    {
        world.Clock = now;
        return world;
    }

    public static Outcome When(this World world, ICommand command) => world.Run(command);

    public static Outcome Then(this Outcome outcome, params object[] facts)
    {
        Assert.Null(outcome.Refusal);
        Assert.Equal(facts, outcome.Facts.Select(f => f.Fact));
        return outcome;
    }

    public static void ThenNothing(this Outcome outcome) => Assert.Equal(Outcome.NoChange, outcome);

    /// <summary>Refused, and nothing else: neither facts nor claims nor rows.</summary>
    public static void ThenRefused(this Outcome outcome, string code, Refusal refusal)
    {
        Assert.Equal((code, refusal), (outcome.Refusal?.Code, outcome.Refusal));
        Assert.Empty(outcome.Facts);
        Assert.Empty(outcome.Takes);
        Assert.Empty(outcome.Releases);
        Assert.Empty(outcome.Rows);
    }

    /// <summary>A row's key columns, ids as bare uuids.</summary>
    public static object[] KeyOf(object row) =>
    [
        .. row.GetType().GetConstructors()[0].GetParameters()
            .Where(p => Attribute.IsDefined(p, typeof(KeyAttribute)))
            .Select(p => Plain(row.GetType().GetProperty(p.Name!)!.GetValue(row)!)),
    ];

    public static object Plain(object part) => part is int or string ? part : Uuid(part);

    public static Guid Uuid(object id) => id is Guid bare ? bare : (Guid)id.GetType().GetProperty("Value")!.GetValue(id)!;

    public static Guid Id(int n) => new(n, 0, 0, new byte[8]);
}
