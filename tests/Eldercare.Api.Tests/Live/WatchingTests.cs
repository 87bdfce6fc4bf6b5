using System.Globalization;
using System.Text.Json;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Meals;
using Eldercare.People.Elders;

namespace Eldercare.Api.Tests.Live;

/// <summary>What is watched in these tests.</summary>
internal static class Watching
{
    private static readonly string s_point = TestApi.GlobalId(FakeCity.PointA);

    public static string Board { get; } = BoardAfter(null);

    public static string BoardAfter(long? after) =>
        $$"""subscription { mealPointBoardChanged(mealPoint: "{{s_point}}", date: "2026-03-02", after: {{after?.ToString(CultureInfo.InvariantCulture) ?? "null"}}) { sequence happened board { sittings { booked } } } }""";

    public static string Work(long? after, string kinds = "null") =>
        $$"""subscription { workItemRaised(mealPoint: "{{s_point}}", kinds: {{kinds}}, after: {{after?.ToString(CultureInfo.InvariantCulture) ?? "null"}}) { sequence item { kind mealPoint { id } sitting { meal } } } }""";

    public static MealBooked Booked { get; } = new(FakeCity.Lunch, FakeCity.Anna, Eldercare.Subsidies.Channel.DineIn);

    public static BookingDisplaced Displaced { get; } = new(FakeCity.Lunch, FakeCity.Anna, DisplacedBy.Suspended);

    public static long Sequence(this JsonElement message) => message.GetProperty("sequence").GetInt64();

    public static string Happened(this JsonElement message) => string.Join(' ', message.GetProperty("happened").EnumerateArray().Select(h => h.GetString()));
}

public sealed class WatchingTests(TestApi api)
{
    [Fact]
    public async Task The_first_message_says_what_is_so_and_the_next_what_happened()
    {
        using var socket = await TestSocket.BegunAsync(api);
        await socket.SubscribeAsync(Watching.Board);
        var first = await socket.NextAsync();
        Assert.Equal("", first.Happened());
        Assert.NotEqual(JsonValueKind.Null, first.GetProperty("board").ValueKind);
        api.Feed.Happens(FakeCity.PointB.Value, new MealPointResumed(FakeCity.PointB));
        var sequence = api.Feed.Happens(FakeCity.Lunch.Value, Watching.Booked, new SittingClosed(FakeCity.Lunch));
        var next = await socket.NextAsync();
        Assert.Equal((sequence, "BOOKED CLOSED"), (next.Sequence(), next.Happened()));
    }

    [Fact]
    public async Task Who_comes_back_is_told_once_what_a_board_missed_or_nothing()
    {
        var before = api.Feed.Happens(FakeCity.Lunch.Value, Watching.Booked);
        var missed = api.Feed.Happens(FakeCity.Lunch.Value, new NoShowRecorded(FakeCity.Lunch, FakeCity.Anna), Watching.Booked);
        using var socket = await TestSocket.BegunAsync(api);
        await socket.SubscribeAsync(Watching.BoardAfter(before), "late");
        var message = await socket.NextAsync();
        Assert.Equal((missed, "BOOKED NO_SHOW"), (message.Sequence(), message.Happened()));
        await socket.SubscribeAsync(Watching.BoardAfter(missed), "in time");
        await socket.SendAsync("""{"type":"complete","id":"late"}""");
        await socket.SubscribeAsync("{ __typename }", "meanwhile");
        Assert.Equal("meanwhile", (await socket.ReceiveAsync())?.GetProperty("id").GetString());
        await socket.ReceiveAsync();
        var later = api.Feed.Happens(FakeCity.Lunch.Value, Watching.Booked);
        Assert.Equal(later, (await socket.NextAsync()).Sequence());
    }

    [Fact]
    public async Task Each_piece_of_work_comes_in_order_also_what_came_up_meanwhile()
    {
        var begin = api.Feed.Happens(FakeCity.PointB.Value, new MealPointResumed(FakeCity.PointB));
        var facts = Enumerable.Repeat<object>(Watching.Displaced, 1_200).ToArray();
        api.Feed.Happens(FakeCity.Lunch.Value, facts[..1_100]);
        using var socket = await TestSocket.BegunAsync(api, api.Token(Role.MealPointStaff));
        await socket.SubscribeAsync(Watching.Work(begin));
        api.Feed.Happens(FakeCity.Lunch.Value, facts[1_100..]);
        for (var i = 1; i <= facts.Length; i++)
        {
            var message = await socket.NextAsync();
            Assert.Equal((begin + i, "DISPLACED_BOOKING"), (message.Sequence(), message.GetProperty("item").GetProperty("kind").GetString()));
        }
    }

    [Fact]
    public async Task Only_the_kinds_that_are_asked_for_come_up_and_first_where_it_begins()
    {
        using var socket = await TestSocket.BegunAsync(api, api.Token(Role.MealPointStaff));
        await socket.SubscribeAsync(Watching.Work(null, "[SECOND_PORTION]"));
        var first = await socket.NextAsync();
        Assert.Equal(JsonValueKind.Null, first.GetProperty("item").ValueKind);
        api.Feed.Happens(FakeCity.Lunch.Value, Watching.Displaced);
        var found = api.Feed.Happens(
            FakeCity.Lunch.Value, new WalkInServed(FakeCity.Lunch, FakeCity.Anna, FakeCity.Noon, Elsewhere: SittingId.Of(FakeCity.PointB, FakeCity.Day, Meal.Lunch)));
        var message = await socket.NextAsync();
        Assert.Equal((found, "SECOND_PORTION"), (message.Sequence(), message.GetProperty("item").GetProperty("kind").GetString()));
    }

    [Fact]
    public async Task A_home_is_told_of_a_bed_it_did_not_have_when_it_began_to_watch()
    {
        var (bed, room) = (new BedId(Guid.NewGuid()), new RoomId(Guid.NewGuid()));
        using var socket = await TestSocket.BegunAsync(api, api.Token(Role.HomeAdmissions));
        await socket.SubscribeAsync($$"""subscription { homeBoardChanged(home: "{{TestApi.GlobalId(FakeCity.HomeA)}}") { happened home { board { ready } } } }""");
        await socket.NextAsync();
        api.Feed.Happens(bed.Value, new BedRegistered(bed, FakeCity.HomeA, room, "1", BedKind.Nursing, GenderRule.Mixed, CareLevel.Total));
        Assert.Equal("BEDS_CHANGED", (await socket.NextAsync()).Happened());
        api.Feed.Happens(bed.Value, new BedCleaned(bed));
        Assert.Equal("CLEANED", (await socket.NextAsync()).Happened());
    }

    [Fact]
    public async Task A_place_in_the_queue_is_said_as_it_is()
    {
        using var socket = await TestSocket.BegunAsync(api, api.Token(Role.CityOffice));
        await socket.SubscribeAsync($$"""subscription { queuePositionChanged(application: "{{TestApi.GlobalId(FakeCity.Application)}}", after: 1) { sequence position { words { en } } } }""");
        Assert.NotEqual(JsonValueKind.Null, (await socket.NextAsync()).GetProperty("position").ValueKind);
    }

    [Fact]
    public async Task A_place_ahead_of_all_events_or_far_behind_is_refused()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Live:FurthestBack", "10"));
        await host.InitializeAsync();
        using var socket = await TestSocket.BegunAsync(host, host.Token(Role.MealPointStaff));
        await socket.SubscribeAsync(Watching.BoardAfter(FakeFeed.Begin + 1_000), "ahead");
        Assert.Equal("BAD_INPUT", CodeIn(await socket.ReceiveAsync()));
        host.Feed.Happens(FakeCity.Lunch.Value, [.. Enumerable.Repeat<object>(Watching.Booked, 20)]);
        await socket.SubscribeAsync(Watching.Work(FakeFeed.Begin), "behind");
        Assert.Equal("AFTER_TOO_OLD", CodeIn(await socket.ReceiveAsync()));
    }

    [Fact]
    public async Task Nothing_is_read_while_nobody_watches()
    {
        await using var host = new TestApi();
        await host.InitializeAsync();
        host.Feed.Happens(FakeCity.Lunch.Value, Watching.Booked);
        using (var socket = await TestSocket.BegunAsync(host))
        {
            await socket.SubscribeAsync("{ __typename }");
            await socket.ReceiveAsync();
            Assert.False(host.Feed.IsListenedTo);
            await socket.ReceiveAsync();
            await socket.SubscribeAsync(Watching.Board);
            await socket.NextAsync();
            await socket.SendAsync("""{"type":"complete","id":"1"}""");
            await socket.SubscribeAsync("{ __typename }", "2");
            await socket.ReceiveAsync();
        }

        var reads = host.Feed.Reads;
        Assert.False(host.Feed.IsListenedTo);
        host.Feed.Happens(FakeCity.Lunch.Value, Watching.Booked);
        Assert.Equal(reads, host.Feed.Reads);
    }

    [Fact]
    public void Every_event_of_a_board_is_a_happening()
    {
        Type[] boards = [typeof(MealPointFact), typeof(SittingFact), typeof(HomeFact), typeof(BedFact)];
        var untold = boards.SelectMany(b => b.Assembly.GetTypes().Where(t => t.IsSubclassOf(b) && !t.IsAbstract)).Distinct()
            .Where(t => Happenings.BitOf(t) == 0).Select(t => t.Name);
        Assert.Empty(untold);
    }

    internal static string? CodeIn(JsonElement? error)
    {
        Assert.True(error?.GetProperty("type").GetString() == "error", error.ToString());
        return error!.Value.GetProperty("payload")[0].GetProperty("extensions").GetProperty("code").GetString();
    }
}
