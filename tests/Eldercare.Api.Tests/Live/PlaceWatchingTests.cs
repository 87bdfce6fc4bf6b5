using System.Globalization;
using System.Text.Json;
using Eldercare.Api.SignIn;
using Eldercare.Beds.Applications;
using Eldercare.People;
using ApplicationId = Eldercare.Beds.ApplicationId;

namespace Eldercare.Api.Tests.Live;

/// <summary>Places in the queue, told when they are others; looked at for all who watch together.</summary>
public sealed class PlaceWatchingTests
{
    private const int Many = 100;

    [Fact]
    public async Task All_who_watch_are_looked_at_together_and_told_when_their_place_is_another()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Live:PlacesEvery", "00:00:00.05"));
        await host.InitializeAsync();
        using var socket = await TestSocket.BegunAsync(host, host.Token(Role.CityOffice));
        for (var i = 0; i < Many; i++)
        {
            await socket.SubscribeAsync(Place(new(FakeCity.Id(8000 + i))), i.ToString(CultureInfo.InvariantCulture));
            await socket.NextAsync();
        }

        // They had none until now: each is told her number, and then what it becomes.
        var happened = Happens(host);
        Assert.Equal(Enumerable.Range(1, Many).Select(n => (happened, n)), await AllAsync());
        host.City.CameAhead = 2;
        happened = Happens(host);
        Assert.Equal(Enumerable.Range(3, Many).Select(n => (happened, n)), await AllAsync());

        // Nothing that says anything else: nobody is told.
        Happens(host);
        await Until(() => host.City.QueueRounds.Count == 3);
        Assert.Equal([Many, Many, Many], host.City.QueueRounds);
        host.City.CameAhead = 0;
        happened = Happens(host);
        Assert.Equal(Enumerable.Range(1, Many).Select(n => (happened, n)), await AllAsync());
        Assert.Equal(4, host.City.QueueRounds.Count);

        async Task<IEnumerable<(long, int)>> AllAsync()
        {
            var told = new List<(long, int)>();
            for (var i = 0; i < Many; i++) told.Add(Told(await socket.NextAsync()));
            return told.Order();
        }
    }

    [Fact]
    public async Task Over_an_event_stream_likewise()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Live:PlacesEvery", "00:00:00.05"));
        await host.InitializeAsync();
        using var stream = await TestStream.OpenAsync(host, Place(FakeCity.Application), host.Token(Role.CityOffice));
        await stream.ReadAsync();
        host.City.CameAhead = 4;
        var happened = Happens(host);
        using var message = JsonDocument.Parse((await stream.ReadAsync())!["next ".Length..]);
        Assert.Equal((happened, 5), Told(message.RootElement.GetProperty("data").GetProperty("queuePositionChanged")));
    }

    /// <summary>At midnight places move by themselves: the message's place is that of the last event all the same.</summary>
    [Fact]
    public async Task A_new_day_is_told_too()
    {
        var tonight = CityTime.At(CityTime.Today(DateTimeOffset.UtcNow), new TimeOnly(23, 45));
        var clock = new Ahead { By = tonight - DateTimeOffset.UtcNow };
        await using var host = new TestApi(clock, new KeyValuePair<string, string?>("Live:PlacesEvery", "00:00:00.05"));
        await host.InitializeAsync();
        using var socket = await TestSocket.BegunAsync(host, host.Token(Role.CityOffice));
        await socket.SubscribeAsync(Place(FakeCity.Application));
        await socket.NextAsync();
        host.City.CameAhead = 6;
        clock.By += TimeSpan.FromMinutes(30);
        Assert.Equal((FakeFeed.Begin, 7), Told(await socket.NextAsync()));
    }

    private sealed class Ahead : TimeProvider
    {
        public TimeSpan By { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + By;
    }

    private static long Happens(TestApi host) => host.Feed.Happens(FakeCity.Id(8999), new ApplicationEnded(new(FakeCity.Id(8999)), EndReason.Withdrawn));

    private static (long, int) Told(JsonElement message) => (message.Sequence(), message.GetProperty("position").GetProperty("places")[0].GetProperty("number").GetInt32());

    private static async Task Until(Func<bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isSo()) await Task.Delay(10, patience.Token);
    }

    private static string Place(ApplicationId application) =>
        $$"""subscription { queuePositionChanged(application: "{{TestApi.GlobalId(application)}}") { sequence position { places { number } } } }""";
}
