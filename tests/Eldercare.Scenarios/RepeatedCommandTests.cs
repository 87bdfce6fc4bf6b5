using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>A client that got no answer sends the same again: it gets the first answer, whatever the first has changed.</summary>
public sealed class RepeatedCommandTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_withdrawal_with_a_bed_on_offer_is_answered_again_though_nothing_is_left_to_withdraw()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var bed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1)));
        var application = GlobalId.Of(await city.ApplyAsync(await city.RegisterElderAsync(1)));
        Assert.Null((await city.Http.MutateAsync("offerBed", new { application, bed, until = DateTimeOffset.UtcNow.AddDays(1) })).Code);
        await Eventually.EqualAsync(1, () => city.CountAsync("select count(*) from eldercare.queue_entries where state = 'Offered'"));

        for (var time = 1; time <= 2; time++)
        {
            var answer = await city.Http.MutateAsync("withdrawApplication", new { application }, "mine", "application { state }");
            Assert.Null(answer.Code);
            Assert.Equal("ENDED", answer.Payload.GetProperty("application").GetProperty("state").GetString());
        }

        Assert.Equal((1, 1), (await city.EventsAsync("application_ended"), await city.EventsAsync("hold_released")));
    }

    [Fact]
    public async Task The_same_key_with_another_reason_or_date_is_another_wish()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var bed = GlobalId.Of(Assert.Single(await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1)));
        Assert.Null((await city.Http.MutateAsync("closeBed", new { bed, reason = "Broken lamp" }, "mine")).Code);
        Assert.Null((await city.Http.MutateAsync("closeBed", new { bed, reason = "Broken lamp" }, "mine")).Code);
        Assert.Equal("IDEMPOTENCY_KEY_REUSED", (await city.Http.MutateAsync("closeBed", new { bed, reason = "Broken bed" }, "mine")).Code);
    }
}
