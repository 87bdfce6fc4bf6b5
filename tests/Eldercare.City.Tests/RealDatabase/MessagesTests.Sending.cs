using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.People;
using Microsoft.Extensions.DependencyInjection;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>Once a fact and at least once to the receiver: repeated reading, several hosts, failures, hosts that stop or die.</summary>
public sealed partial class MessagesTests
{
    [Fact]
    public async Task A_booking_is_told_once_however_often_its_event_is_read_and_by_how_many_hosts()
    {
        await StartAsync("08:00");
        await using (var second = await HostAsync())
        {
            var elders = await Task.WhenAll(Enumerable.Range(0, 30).Select(RegisterAsync));
            await Task.WhenAll(elders.Select(e => _city.DoAsync(Book(e))));
            await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 30);
        }

        await _city.DisposeAsync();
        await ExecuteAsync("update eldercare.mt_event_progression set last_seq_id = 1 where name = 'Messages:All'");
        _city = await HostAsync();
        await _city.DoAsync(Book(await RegisterAsync(31)));
        await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Taken.Count), count => count == 31);

        Assert.Equal(31, await CountAsync("select count(*) from eldercare.messages"));
        Assert.Equal(31, _gateway.Taken.Select(t => t.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal(31, await CountAsync("select count(*) from eldercare.messages where state = 'Sent' and attempts = 1 and sent_at is not null"));
    }

    [Fact]
    public async Task A_receiver_that_fails_is_asked_again_and_one_that_never_takes_it_leaves_a_dead_letter_that_can_be_sent_again()
    {
        await StartAsync("08:00");
        _gateway.Answer = nth => nth <= 3 ? 503 : 200;
        await _city.DoAsync(Book(Anna));

        for (var asked = 1; asked <= 3; asked++)
        {
            var until = asked;
            await CityHost.EventuallyAsync(() => Task.FromResult(_gateway.Asked), count => count == until);
            if (asked == 1) await StateAsync(MessageState.Waiting, 1);
            _clock.Forward(TimeSpan.FromMinutes(2));
        }

        var dead = await StateAsync(MessageState.Dead, 3);
        Assert.Equal("HTTP_503", dead.Reason);
        var reader = _city.Get<IMessagesReader>();
        Assert.Equal([dead], (await reader.DeadAsync(City.Name, Jingkou, new(10), Cancel)).Rows);
        Assert.Empty((await reader.DeadAsync(City.Name, "321111", new(10), Cancel)).Rows);
        Assert.Equal([dead], (await reader.OfElderAsync(City.Name, Anna, new(10), Cancel)).Rows);

        await _city.DoAsync(new ResendMessage(dead.Id, Anna));

        await StateAsync(MessageState.Sent, 1);
        Assert.Equal(dead.Id.Value, Assert.Single(_gateway.Taken).GetProperty("id").GetGuid());
        Assert.Equal("tester", await TextAsync("select user_name from eldercare.mt_events where type = 'message_resent'"));
    }

    [Fact]
    public async Task A_receiver_that_says_the_request_is_wrong_is_not_asked_again()
    {
        await StartAsync("08:00");
        _gateway.Answer = _ => 422;
        await _city.DoAsync(Book(Anna));

        Assert.Equal("HTTP_422", (await StateAsync(MessageState.Dead, 1)).Reason);
        Assert.Equal(1, _gateway.Asked);
    }

    [Fact]
    public async Task A_message_a_host_took_and_died_with_is_sent_by_another_under_the_same_id()
    {
        await StartAsync("23:00");
        await _city.DoAsync(Book(Anna));
        var waiting = await UntilMorningAsync();
        var (outbox, settings) = (_city.Get<MessageOutbox>(), _gateway.Settings);
        var morning = waiting.DueAt;
        var taken = Assert.Single(await outbox.TakeAsync(City.Name, morning, settings.Lease, 10, Cancel));
        Assert.Empty(await outbox.TakeAsync(City.Name, morning, settings.Lease, 10, Cancel));

        _clock.Forward(TimeSpan.FromHours(8) + settings.Lease);

        var sent = await StateAsync(MessageState.Sent, 2);
        Assert.Equal(taken.Id.Value, Assert.Single(_gateway.Taken).GetProperty("id").GetGuid());
        // The host comes to itself and would note a failure: too late, it is another's.
        await outbox.NoteAsync(City.Name, [(taken, taken with { State = MessageState.Dead })], Cancel);
        Assert.Equal(sent, await StateAsync(MessageState.Sent, 2));
    }

    [Fact]
    public async Task What_could_not_be_filled_in_for_the_database_s_sake_is_tried_again_at_once_and_is_no_attempt()
    {
        var consent = new FailingTwice();
        await StartAsync("08:00", services => services.AddSingleton<IMessageConsent>(consent));
        await _city.DoAsync(Book(Anna));

        // The clock stands: the lease does not end.
        await StateAsync(MessageState.Sent, 1);
        Assert.Equal(3, consent.Asked);
        Assert.Null(_city.Get<MessageDispatcher>().Failing);
    }

    [Fact]
    public async Task A_receiver_that_wants_to_be_left_alone_for_a_year_is_asked_again_within_the_hour()
    {
        await StartAsync("08:00", services => services.AddSingleton<IMessageSender>(new Busy()));
        await _city.DoAsync(Book(Anna));

        var waiting = await CityHost.EventuallyAsync(() => StateAsync(MessageState.Waiting, 1), m => m.Reason == "HTTP_429");
        Assert.InRange(waiting.DueAt - _clock.GetUtcNow(), TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_host_that_stops_gives_back_what_it_was_sending()
    {
        var sender = new Hanging();
        await StartAsync("08:00", services => services.AddSingleton<IMessageSender>(sender));
        await _city.DoAsync(Book(Anna));
        await sender.Asked.WaitAsync(TimeSpan.FromMinutes(1), Cancel);
        Assert.Equal(1, await CountAsync("select count(*) from eldercare.messages where attempts = 1"));
        await _city.DisposeAsync();

        _city = await HostAsync();

        await StateAsync(MessageState.Sent, 1);
        Assert.Equal(["MealBooked"], _gateway.Kinds);
    }

    [Fact]
    public async Task Settled_messages_go_after_their_time_and_dead_ones_stay()
    {
        await StartAsync("08:00");
        var elders = await Task.WhenAll(Enumerable.Range(0, 2).Select(RegisterAsync));
        _gateway.Answer = nth => nth == 1 ? 400 : 200;
        await Task.WhenAll(elders.Select(e => _city.DoAsync(Book(e))));
        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.messages where state in ('Sent', 'Dead')"), count => count == 2);

        _clock.Forward(TimeSpan.FromDays(89));
        await _city.Get<MessageDispatcher>().PruneAsync(Cancel);
        Assert.Equal(2, await CountAsync("select count(*) from eldercare.messages"));
        _clock.Forward(TimeSpan.FromDays(2));
        await _city.Get<MessageDispatcher>().PruneAsync(Cancel);

        Assert.Equal("Dead", await TextAsync("select state from eldercare.messages"));
    }

    /// <summary>Never comes to an end by itself.</summary>
    private sealed class Hanging : IMessageSender
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public async Task<Delivery> SendAsync(Letter letter, CancellationToken cancellation)
        {
            _asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellation);
            return Delivery.Taken;
        }
    }

    private sealed class FailingTwice : IMessageConsent
    {
        private int _asked;

        public int Asked => _asked;

        public Task<IReadOnlySet<ElderId>> WithdrawnAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
            Interlocked.Increment(ref _asked) <= 2 ? throw new TimeoutException() : Task.FromResult<IReadOnlySet<ElderId>>(new HashSet<ElderId>());
    }

    private sealed class Busy : IMessageSender
    {
        public Task<Delivery> SendAsync(Letter letter, CancellationToken cancellation) =>
            Task.FromResult(new Delivery("HTTP_429", NotBefore: TimeSpan.FromDays(365)));
    }
}
