using Eldercare.Beds;
using Eldercare.City.Reactions;
using Eldercare.People;
using Eldercare.People.Entitlements;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Microsoft.Extensions.Logging.Abstractions;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Reactions;

public static class QueueKeeperTests
{
    private static readonly QueuePolicy s_chengdu = QueuePolicyDocument.Parse(QueuePolicyDocument.Shipped["chengdu"]);

    [Fact]
    public static async Task Moves_those_who_stand_at_a_wrong_place_past_one_that_fails()
    {
        var writer = new FakeWriter(command => command is MoveInQueue { Elder: var elder } && elder == Anna ? throw new InvalidOperationException("Broken") : null);
        // Anna has turned 80, Bruno became destitute, Clara stands where she belongs.
        QueuedElder[] open = [Queued(Anna, new(1940, 1, 1)), Queued(Bruno, new(1960, 1, 1), EntitlementCategory.Destitute), Queued(new(Id("Clara")), new(1960, 1, 1))];

        Assert.Equal(2, await Keeper(writer, open).LookAsync(TestContext.Current.CancellationToken));

        Assert.Equal(2, writer.Commands.Count);
        Assert.Contains(new MoveInQueue(open[1].Application, Bruno), writer.Commands);
        Assert.Equal((Name, QueueKeeper.Actor), (writer.Envelopes[0].City, writer.Envelopes[0].Actor));
    }

    [Fact]
    public static async Task Leaves_it_to_the_host_that_has_the_turn()
    {
        var writer = new FakeWriter();
        Assert.Equal(0, await Keeper(writer, [Queued(Anna, new(1940, 1, 1))], taken: true).LookAsync(TestContext.Current.CancellationToken));
        Assert.Empty(writer.Commands);
    }

    /// <summary>Before beds are offered by it: who stands wrong is moved, and the views show it.</summary>
    [Fact]
    public static async Task The_order_of_a_city_holds_once_all_are_moved_and_shown()
    {
        QueuedElder[] open = [Queued(Anna, new(1940, 1, 1)), Queued(Bruno, new(1960, 1, 1)) with { City = "elsewhere" }];
        var (writer, shown) = (new FakeWriter(), new Shown());
        Assert.True(await HoldsAsync(Keeper(writer, open, views: shown)));
        Assert.Equal([new MoveInQueue(open[0].Application, Anna)], writer.Commands);
        Assert.Equal(9, shown.WaitedFor);

        Assert.False(await HoldsAsync(Keeper(new(), open, views: new Shown { Lag = true })));
        Assert.False(await HoldsAsync(Keeper(new(_ => throw new InvalidOperationException("Broken")), open)));
        Assert.False(await HoldsAsync(Keeper(new(), open, taken: true)));
    }

    [Fact]
    public static async Task Where_all_stand_right_the_order_holds_without_waiting()
    {
        var shown = new Shown { Lag = true };
        Assert.True(await HoldsAsync(Keeper(new(), [Queued(Anna, new(1960, 1, 1))], views: shown)));
        Assert.Null(shown.WaitedFor);
    }

    private static Task<bool> HoldsAsync(QueueKeeper keeper) => keeper.HoldsAsync(Name, TestContext.Current.CancellationToken);

    private static QueuedElder Queued(ElderId elder, DateOnly born, params EntitlementCategory[] held) => new(
        Name, new(Id($"wish of {elder}")), elder, new("chengdu", 1, "everyone", 3, 0, "everyone"), born, null,
        new EntitlementRecord(elder, [.. held.Select(c => new HeldEntitlement(c, born, null))], LocalHukou: true));

    private static QueueKeeper Keeper(FakeWriter writer, QueuedElder[] open, bool taken = false, Shown? views = null) =>
        new(new Plans(open, taken), new Books(), writer, views ?? new(), Given.Clock(), NullLogger<QueueKeeper>.Instance);

    private sealed class Plans(QueuedElder[] open, bool taken) : IQueuePlans, IAsyncDisposable
    {
        public Task<IAsyncDisposable?> TryTakeTurnAsync(CancellationToken cancellation) => Task.FromResult<IAsyncDisposable?>(taken ? null : this);

        public Task<IReadOnlyList<QueuedElder>> OpenAsync(string? city, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<QueuedElder>>([.. open.Where(q => city is null || q.City == city)]);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Shown : IViewProgress
    {
        public bool Lag { get; init; }

        public long? WaitedFor { get; private set; }

        public ValueTask<bool> WaitFor(long sequence, TimeSpan atMost, CancellationToken cancellation = default)
        {
            WaitedFor = sequence;
            return ValueTask.FromResult(!Lag);
        }

        public Task<(long Processed, long Last)> CurrentAsync(CancellationToken cancellation = default) => Task.FromResult((7L, 9L));
    }

    private sealed class Books : IStateReader
    {
        public Task<TState?> ReadAsync<TState>(string city, StreamRef stream, CancellationToken cancellation)
            where TState : class => Task.FromResult((TState?)(object)new QueuePolicyBook([s_chengdu]));
    }
}
