using Eldercare.Beds;
using Eldercare.Beds.Matching;
using Eldercare.City.Reading;
using Eldercare.People;
using Eldercare.Testing;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>What a round is made from, on PostgreSQL: who waits, what she must not be offered again, and which free beds are kept back.</summary>
public sealed class MatchingInputTests(PostgresFixture postgres)
{
    private static readonly DateOnly s_today = CityTime.Today(CityHost.Morning.GetUtcNow());
    private static readonly BedId[] s_beds = [.. Enumerable.Range(1, 4).Select(n => new BedId(Id($"bed {n}")))];
    private static readonly QueuePolicy s_policy = QueuePolicyDocument.BeforeAny;
    private static readonly ElderId s_clara = new(Id("clara"));

    [Fact]
    public async Task Shows_offers_that_came_back_homes_lanes_and_nobody_who_has_a_bed()
    {
        await using var city = await CityHost.StartAsync(await postgres.NewDatabaseAsync());
        var (bruno, clara) = (new ApplicationId(Id("bruno's")), new ApplicationId(Id("clara's")));
        await city.DoAsync(new RegisterHome(Hillside, "Hillside", Jingkou, "2 Road", 32.21, 119.46, OperatorKind.Social));
        foreach (var certificate in CareHomes.Certified(Hillside)) await city.DoAsync(certificate);
        await city.DoAsync(new AddRoom(Hillside, RoomOne, "101", GenderRule.Mixed));
        foreach (var (bed, nr) in s_beds.Select((b, i) => (b, i))) await city.DoAsync(new RegisterBed(Hillside, RoomOne, bed, $"{nr}", BedKind.Nursing, CareLevel.Total));
        await city.DoAsync(new RegisterElder(Anna, "安娜", "11010519491231002X", null, null, Jingkou));
        await city.DoAsync(new RegisterElder(Bruno, "布鲁诺", "110105194912310011", null, null, Jingkou));
        await city.DoAsync(new RegisterElder(s_clara, "克拉拉", "110105194912310046", null, null, Jingkou));

        await city.DoAsync(new ApplyForBed(Wish, Anna, [Hillside], [], BedKind.Nursing));
        await city.DoAsync(new OfferBed(Wish, Anna, s_beds[0]));
        await city.DoAsync(new DeclineOffer(Wish, s_beds[0], "Too far"));
        var all = await ReadAsync(city, s_policy);
        Assert.Equal((4, 1), (all.Free.Length, all.Free.Count(b => b.Returned)));
        Assert.Equal([s_beds[0]], Assert.Single(all.Waiting).Application.NotAgain);
        Assert.Equal(s_beds[0], Assert.Single((await ReadAsync(city, s_policy, byItself: true)).Free).Bed);
        Assert.Equal(4, (await ReadAsync(city, s_policy with { Offers = new(OfferedByItself.WhenFree) }, byItself: true)).Free.Length);

        // Bruno comes, and has it by itself; he has lived there since last year, as is recorded now.
        await city.DoAsync(new ApplyForBed(bruno, Bruno, [], [], BedKind.Nursing));
        await CityHost.EventuallyAsync(async () => (await city.Get<IHomesReader>().ApplicationsByIdsAsync(Name, [bruno], default))[bruno], q => q.State == ApplicationState.Offered);
        Assert.Equal([], (await ReadAsync(city, s_policy, byItself: true)).Free);
        Assert.Equal(1, await KeptAsync(city, new("everyone", Beds: 2)));
        await city.DoAsync(new AcceptOffer(bruno, Bruno, s_beds[0]));
        await city.DoAsync(new AdmitResident(s_beds[0], Bruno, bruno, new(s_today.Year - 1, 7, 1)));
        Assert.Equal((1, 0), (await KeptAsync(city, new("everyone", Beds: 2)), await KeptAsync(city, new("everyone", Beds: 1))));
        Assert.Equal((1, 1), (await KeptAsync(city, new("everyone", AsAdmittedLastYear: true)), await KeptAsync(city, new("everyone", Percent: 26))));

        // Clara waits, and her short stay becomes one for good: she needs no other bed.
        await city.DoAsync(new ApplyForBed(clara, s_clara, [], [], BedKind.Nursing));
        await city.DoAsync(new AdmitResident(s_beds[1], s_clara, null, s_today, s_today.AddDays(9)));
        Assert.Equal([Wish, clara], (await ReadAsync(city, s_policy)).Waiting.Select(w => w.Application.Application));
        await city.DoAsync(new AgreeStayEnd(s_beds[1], s_clara, null));
        Assert.Equal([Wish], (await ReadAsync(city, s_policy)).Waiting.Select(w => w.Application.Application));
    }

    private static async Task<int> KeptAsync(CityHost city, KeptBack kept) =>
        (await ReadAsync(city, s_policy with { KeptBack = kept })).Free.Count(b => b.KeptFor == Lane.Everyone);

    private static Task<MatchingInput> ReadAsync(CityHost city, QueuePolicy policy, bool byItself = false) =>
        city.Get<IMatchingReader>().InputAsync(Name, s_today, policy, byItself, TestContext.Current.CancellationToken);
}
