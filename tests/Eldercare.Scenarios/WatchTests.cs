using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.Store.Pruning;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Who read of whose file and who did what, on a real database.</summary>
public sealed class WatchTests(WatchTests.WatchedCity watched) : IClassFixture<WatchTests.WatchedCity>
{
    private readonly CityUnderTest _city = watched.City;

    public sealed class WatchedCity(PostgresFixture postgres) : IAsyncLifetime
    {
        internal CityUnderTest City { get; private set; } = null!;

        public async ValueTask InitializeAsync() => City = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());

        public ValueTask DisposeAsync() => City.DisposeAsync();
    }

    [Fact]
    public async Task Every_reading_is_a_row_that_she_can_page_through_until_her_data_is_erased()
    {
        var id = await _city.RegisterElderAsync(1);
        var (elder, other) = (GlobalId.Of(id), GlobalId.Of(await _city.RegisterElderAsync(2)));
        using var clerk = _city.As(Role.DistrictOffice, "clerk");
        using var herself = _city.As(Role.Elder, "herself", id.Value);
        var file = $"{{ elder(id: \"{elder}\") {{ phone careLevel ledger {{ nodes {{ kind }} }} }} other: elder(id: \"{other}\") {{ phone }} }}";
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => clerk.AskAsync(file)));
        await herself.AskAsync($"{{ elder(id: \"{elder}\") {{ phone }} }}");

        Assert.Equal(80, await _city.CountAsync("select count(*) from eldercare.file_reads where reader = 'clerk'"));
        var (seen, after) = (new List<string>(), "");
        for (var more = true; more;)
        {
            var page = (await herself.AskAsync(
                $"{{ elder(id: \"{elder}\") {{ fileReads(first: 15{after}) {{ edges {{ cursor node {{ at reader parts request }} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"))
                .GetProperty("elder").GetProperty("fileReads");
            seen.AddRange(page.GetProperty("edges").EnumerateArray().Select(e => e.GetProperty("cursor").GetString()!));
            var last = page.GetProperty("edges")[0].GetProperty("node");
            Assert.Equal(("clerk", "[\"PERSONAL_DATA\",\"CARE_LEVEL\",\"LEDGER\"]"), (last.GetProperty("reader").GetString(), last.GetProperty("parts").GetRawText()));
            Assert.Equal(JsonValueKind.String, last.GetProperty("request").ValueKind);
            (more, after) = (page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean(), $", after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\"");
        }

        Assert.Equal(40, seen.Distinct(StringComparer.Ordinal).Count());

        // Nothing is left of who read of her once she is erased, and nothing old of anybody.
        Assert.Null((await _city.Http.MutateAsync("erasePerson", new { elder, reason = "REQUEST" })).Code);
        await Eventually.EqualAsync(0L, () => _city.CountAsync($"select count(*) from eldercare.file_reads where elder = '{id.Value}'"));
        Assert.Equal(40, await _city.CountAsync(
            "with old as (update eldercare.file_reads set at = at - interval '3 years 2 days' where reader = 'clerk' returning 1) select count(*) from old"));
        await clerk.AskAsync($"{{ elder(id: \"{other}\") {{ phone }} }}");
        await _city.Get<Pruner>().PruneAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await _city.CountAsync("select count(*) from eldercare.file_reads where reader = 'clerk'"));
    }

    [Fact]
    public async Task Who_did_what_is_found_by_actor_thing_person_and_time()
    {
        var (point, lunch) = (new MealPointId(Guid.CreateVersion7()), CityUnderTest.Today.AddDays(2));
        await _city.OpenPointAsync(point, lunch, 5);
        var elder = await _city.RegisterElderAsync(3);
        using var staff = _city.As(Role.MealPointStaff, "staff-7", site: point.Value);
        Assert.Null((await staff.MutateAsync("bookMeal", Booking())).Code);
        Assert.Null((await staff.MutateAsync("cancelBooking", CityUnderTest.Lunch(point, lunch, elder))).Code);
        Assert.Null((await staff.MutateAsync("suspendMealPoint", new { mealPoint = GlobalId.Of(point), reason = "Water" })).Code);

        var (all, _) = await TrailAsync("actor: \"staff-7\"");
        Assert.Equal(["MealPointSuspended staff-7", "BookingCancelled staff-7", "MealBooked staff-7"], all);
        Assert.Equal(["MealPointSuspended staff-7"], (await TrailAsync($"actor: \"staff-7\", about: \"{GlobalId.Of(point)}\"")).Entries);
        var sitting = GlobalId.Of(SittingId.Of(point, lunch, Meal.Lunch));
        Assert.Equal(["BookingCancelled staff-7", "MealBooked staff-7"], (await TrailAsync($"about: \"{sitting}\", first: 2")).Entries);
        await Eventually.EqualAsync(
            "BookingCancelled staff-7, MealBooked staff-7, ElderRegistered scenario",
            async () => string.Join(", ", (await TrailAsync($"about: \"{GlobalId.Of(elder)}\"")).Entries));

        // A page goes on behind its cursor, and times bound it.
        var (first, cursor) = await TrailAsync("actor: \"staff-7\", first: 2");
        var (rest, _) = await TrailAsync($"actor: \"staff-7\", after: \"{cursor}\"");
        Assert.Equal(all, first.Concat(rest));
        Assert.Empty((await TrailAsync("actor: \"staff-7\", until: \"2026-01-01T00:00:00+08:00\"")).Entries);
        Assert.Equal(3, (await TrailAsync("actor: \"staff-7\", from: \"2026-01-01T00:00:00+08:00\"")).Entries.Count);

        // A request's trace leads from the event to whatever else it left behind.
        Assert.Equal(3, await _city.CountAsync("select count(distinct correlation_id) from eldercare.mt_events where user_name = 'staff-7'"));

        object Booking() => new { mealPoint = GlobalId.Of(point), date = CityUnderTest.Text(lunch), meal = "LUNCH", elder = GlobalId.Of(elder), channel = "DINE_IN" };
    }

    private async Task<(IReadOnlyList<string> Entries, string? Cursor)> TrailAsync(string arguments)
    {
        using var auditor = _city.As(Role.Auditor, "auditor");
        var trail = (await auditor.AskAsync($"{{ auditTrail({arguments}) {{ nodes {{ what actor }} pageInfo {{ endCursor }} }} }}")).GetProperty("auditTrail");
        return (
            [.. trail.GetProperty("nodes").EnumerateArray().Select(n => $"{n.GetProperty("what").GetString()} {n.GetProperty("actor").GetString()}")],
            trail.GetProperty("pageInfo").GetProperty("endCursor").GetString());
    }
}
