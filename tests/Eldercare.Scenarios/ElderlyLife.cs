using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Scenarios;

/// <summary>An elder with a portion at two points, an application and a bed reserved by it, and what is left of it after the death.</summary>
internal sealed class ElderlyLife
{
    public static readonly DateOnly Tomorrow = CityUnderTest.Today.AddDays(1);

    private readonly MealPointId _bridge = new(Guid.CreateVersion7());
    private ApplicationId _application;
    private BedId _bed;

    public ElderId Elder { get; private set; }

    /// <summary>The point of tomorrow's portion, which is its only one.</summary>
    public MealPointId Garden { get; } = new(Guid.CreateVersion7());

    public static async Task<ElderlyLife> BeginAsync(CityUnderTest city)
    {
        var life = new ElderlyLife();
        await city.OpenPointAsync(life.Garden, Tomorrow, 1);
        await city.OpenPointAsync(life._bridge, Tomorrow.AddDays(1), 1);
        life._bed = Assert.Single(await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1));
        life.Elder = await city.RegisterElderAsync(1);
        life._application = await city.ApplyAsync(life.Elder);
        var offer = new { application = GlobalId.Of(life._application), bed = GlobalId.Of(life._bed) };
        Assert.Null((await city.Http.MutateAsync("offerBed", new { offer.application, offer.bed, until = DateTimeOffset.UtcNow.AddDays(5) })).Code);
        Assert.Null((await city.Http.MutateAsync("acceptOffer", offer)).Code);
        Assert.Null(await city.BookAsync(life.Garden, Tomorrow, life.Elder));
        Assert.Null(await city.BookAsync(life._bridge, Tomorrow.AddDays(1), life.Elder));
        return life;
    }

    public Task<Mutated> EndAsync(HttpClient http) => http.MutateAsync(
        "recordDeath", new { elder = GlobalId.Of(Elder), diedOn = CityUnderTest.Text(CityUnderTest.Today) });

    public Task<Mutated> AdmitAsync(CityUnderTest city) => city.Http.MutateAsync(
        "admitResident", new { elder = GlobalId.Of(Elder), bed = GlobalId.Of(_bed), on = CityUnderTest.Text(CityUnderTest.Today) });

    /// <summary>On the boards, and in the events: each end once.</summary>
    public async Task AssertEverythingEndedAsync(CityUnderTest city)
    {
        var query =
            $$"""
            {
              garden: mealPointBoard(mealPoint: "{{GlobalId.Of(Garden)}}", date: "{{CityUnderTest.Text(Tomorrow)}}") { sittings { placesLeft } }
              bridge: mealPointBoard(mealPoint: "{{GlobalId.Of(_bridge)}}", date: "{{CityUnderTest.Text(Tomorrow.AddDays(1))}}") { sittings { placesLeft } }
              elder(id: "{{GlobalId.Of(Elder)}}") { bookings { id } bed { id } applications { state } }
              bed: node(id: "{{GlobalId.Of(_bed)}}") { ... on Bed { state elder { id } } }
            }
            """;
        const string Ended =
            """{"garden":{"sittings":[{"placesLeft":1}]},"bridge":{"sittings":[{"placesLeft":1}]},"elder":{"bookings":[],"bed":null"""
            + ""","applications":[{"state":"ENDED"}]},"bed":{"state":"READY","elder":null}}""";
        var took = await Eventually.EqualAsync(Ended, async () => (await city.Http.AskAsync(query)).GetRawText());
        TestContext.Current.TestOutputHelper?.WriteLine($"Everything had ended {took.TotalMilliseconds:F0} ms after the death.");

        foreach (var (type, times) in new[] { ("elder_died", 1), ("booking_cancelled", 2), ("application_ended", 1), ("hold_released", 1) })
            Assert.Equal((type, times), (type, await city.EventsAsync(type)));
        Assert.Equal(0, await city.CountAsync($"select count(*) from eldercare.claims where subject = '{Elder.Value}'"));
    }
}
