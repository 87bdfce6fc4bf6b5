using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rules 1, 7, 8 and 12: short stays, reservations, leaves, and days that were recorded too late.</summary>
public sealed class StayTests(PostgresFixture postgres)
{
    private static string Today => Day(0);

    [Fact]
    public async Task She_left_on_Sunday_and_it_is_recorded_on_Tuesday()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var home = new HomeId(Guid.CreateVersion7());
        var (bed, elder) = (GlobalId.Of((await city.OpenHomeAsync(home, 2))[0]), GlobalId.Of(await city.RegisterElderAsync(1)));
        Assert.Null((await city.Http.MutateAsync("admitResident", new { bed, elder, on = Day(-9) })).Code);
        await Eventually.EqualAsync(1, () => OccupiedAsync(city, home, Day(-2), null));
        var tuesday = DateTimeOffset.UtcNow.ToString("O");

        Assert.Null((await city.Http.MutateAsync("recordDeparture", new { bed, elder, on = Day(-2), reason = "DEPARTED" })).Code);

        await Eventually.EqualAsync(0, () => OccupiedAsync(city, home, Day(-2), null));
        Assert.Equal(1, await OccupiedAsync(city, home, Day(-3), null));
        Assert.Equal(1, await OccupiedAsync(city, home, Day(-2), tuesday));

        // And it was Saturday, after all.
        Assert.Null((await city.Http.MutateAsync(
            "correctStay", new { bed, elder, from = Day(-9), toFrom = Day(-9), toUntil = Day(-3), reason = "The family says Saturday" })).Code);
        await Eventually.EqualAsync(0, () => OccupiedAsync(city, home, Day(-3), null));
        Assert.Equal(1, await OccupiedAsync(city, home, Day(-4), null));
        var census = (await city.Http.AskAsync(
            $"{{ census(on: \"{Today}\", home: \"{GlobalId.Of(home)}\") {{ total occupied vacantReserved vacantAdmitting toClean closed }} }}")).GetProperty("census");
        Assert.Equal("{\"total\":2,\"occupied\":0,\"vacantReserved\":0,\"vacantAdmitting\":1,\"toClean\":1,\"closed\":0}", census.GetRawText());
    }

    [Fact]
    public async Task A_short_stay_ends_before_the_next_reservation_and_the_bed_is_kept_on_its_day()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var city = await CityUnderTest.StartAsync(database);
        var home = new HomeId(Guid.CreateVersion7());
        var ready = (await city.OpenHomeAsync(home, 1))[0];
        var bed = GlobalId.Of(ready);
        var (anna, bruno) = (GlobalId.Of(await city.RegisterElderAsync(1)), GlobalId.Of(await city.RegisterElderAsync(2)));
        Assert.Null((await city.Http.MutateAsync("reserveBed", new { bed, elder = anna, from = Day(3), until = Day(10) })).Code);

        Assert.Equal("BED_TAKEN", (await city.Http.MutateAsync("admitResident", new { bed, elder = bruno, on = Today })).Code);
        Assert.Equal("BED_TAKEN", (await city.Http.MutateAsync("admitResident", new { bed, elder = bruno, on = Today, until = Day(4) })).Code);
        Assert.Null((await city.Http.MutateAsync("admitResident", new { bed, elder = bruno, on = Today, until = Day(3) })).Code);
        Assert.Equal("BED_TAKEN", (await city.Http.MutateAsync("agreeStayEnd", new { bed, elder = bruno, until = Day(5) })).Code);
        Assert.Null((await city.Http.MutateAsync("recordDeparture", new { bed, elder = bruno, on = Today, reason = "DEPARTED" })).Code);
        Assert.Null((await city.Http.MutateAsync("markBedCleaned", new { bed })).Code);
        await Eventually.EqualAsync("READY", () => StateAsync(city, bed));
        await Eventually.EqualAsync(1, () => city.CountAsync(
            "select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Scheduled' and message_type ilike '%ReservationDue%'"));

        await using var then = await CityUnderTest.StartAheadAsync(database, 3);
        var due = new ReservationDue(CityHost.DefaultCity, ready, CityUnderTest.Today.AddDays(3), Guid.CreateVersion7());
        await GoesOffAsync(then, due);
        await Eventually.EqualAsync("RESERVED", () => StateAsync(then, bed));
        await GoesOffAsync(then, due);
        Assert.Equal("BED_RESERVED_FOR_ANOTHER", (await then.Http.MutateAsync("admitResident", new { bed, elder = bruno, on = Day(3) })).Code);
        Assert.Null((await then.Http.MutateAsync("admitResident", new { bed, elder = anna, on = Day(3) })).Code);
        await Eventually.EqualAsync(
            $"{{\"state\":\"OCCUPIED\",\"since\":\"{Day(3)}\",\"until\":\"{Day(10)}\",\"reservations\":[]}}",
            async () => (await BedAsync(then, bed, "state since until reservations { from }")).GetRawText());
        Assert.Equal(1, await then.EventsAsync("reservation_began"));
    }

    [Fact]
    public async Task A_bed_is_kept_for_who_is_in_hospital_until_the_contract_s_date()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var city = await CityUnderTest.StartAsync(database);
        var home = new HomeId(Guid.CreateVersion7());
        var occupied = (await city.OpenHomeAsync(home, 1))[0];
        var (bed, anna) = (GlobalId.Of(occupied), await city.RegisterElderAsync(1));
        var elder = GlobalId.Of(anna);
        Assert.Null((await city.Http.MutateAsync("admitResident", new { bed, elder, on = Today })).Code);
        Assert.Null((await city.Http.MutateAsync("beginLeave", new { bed, elder, kind = "HOSPITAL", on = Today, keptUntil = Day(2) })).Code);
        Assert.Null((await city.Http.MutateAsync("endLeave", new { bed, elder, on = Today })).Code);
        Assert.Null((await city.Http.MutateAsync("beginLeave", new { bed, elder, kind = "HOSPITAL", on = Today, keptUntil = Day(3) })).Code);
        Assert.Null((await city.Http.MutateAsync("extendLeave", new { bed, elder, keptUntil = Day(5) })).Code);
        await Eventually.EqualAsync(
            $"{{\"state\":\"ON_LEAVE\",\"leave\":{{\"kind\":\"HOSPITAL\",\"keptUntil\":\"{Day(5)}\"}}}}",
            async () => (await BedAsync(city, bed, "state leave { kind keptUntil }")).GetRawText());

        // Each day it was once kept until has a timer: only the last one counts.
        await using var then = await CityUnderTest.StartAheadAsync(database, 5);
        foreach (var day in (int[])[2, 3, 5])
            await GoesOffAsync(then, new LeaveDue(CityHost.DefaultCity, occupied, anna, CityUnderTest.Today.AddDays(day)));
        await Eventually.EqualAsync("TO_CLEAN", () => StateAsync(then, bed));
        Assert.Equal((1, 0), (await then.EventsAsync("bed_released_from_leave"), await then.CountAsync("select count(*) from eldercare.claims where kind = 'resident'")));
    }

    private static string Day(int fromToday) => CityUnderTest.Text(CityUnderTest.Today.AddDays(fromToday));

    private static async Task GoesOffAsync(CityUnderTest city, object due)
    {
        var type = due.GetType().Name;
        var before = await HandledAsync(city, type);
        await using var scope = city.Get<IServiceScopeFactory>().CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().PublishAsync(due);
        await Eventually.EqualAsync(before + 1, () => HandledAsync(city, type));
    }

    private static Task<long> HandledAsync(CityUnderTest city, string type) => city.CountAsync(
        $"select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Handled' and message_type ilike '%{type}%'");

    private static async Task<long> OccupiedAsync(CityUnderTest city, HomeId home, string on, string? knownAt)
    {
        var known = knownAt is null ? string.Empty : $", asKnownAt: \"{knownAt}\"";
        return (await city.Http.AskAsync($"{{ census(on: \"{on}\", home: \"{GlobalId.Of(home)}\"{known}) {{ occupied }} }}"))
            .GetProperty("census").GetProperty("occupied").GetInt64();
    }

    /// <summary>Null while no view shows the bed yet.</summary>
    private static async Task<string?> StateAsync(CityUnderTest city, string bed) =>
        await BedAsync(city, bed, "state") is { ValueKind: JsonValueKind.Object } shown ? shown.GetProperty("state").GetString() : null;

    private static async Task<JsonElement> BedAsync(CityUnderTest city, string bed, string fields) =>
        (await city.Http.AskAsync($"{{ node(id: \"{bed}\") {{ ... on Bed {{ {fields} }} }} }}")).GetProperty("node");
}
