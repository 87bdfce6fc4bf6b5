using Eldercare.Api.Hosting;
using Eldercare.City.Reactions;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Eldercare.Scenarios.CityDay;

/// <summary>A real host over the town, at the hour its clock shows, and what those who act know that they did.</summary>
internal sealed class Day : IAsyncDisposable
{
    /// <summary>The same day each time, as far as those who act have the choice.</summary>
    private const int Seed = 20261126;

    /// <summary>Commands under way at once: enough to fill the writer's groups, and far from its queue's end.</summary>
    private const int AtOnce = 4_000;

    private static readonly KeyValuePair<string, string?>[] s_settings =
    [
        // No quiet hours: the day may be simulated at night. Sending is not the day's subject, and only to the log.
        new("Messages:QuietFrom", "00:00"), new("Messages:QuietUntil", "00:00"), new("Messages:PerSecond", "20"), new("Messages:AtOnce", "2"),
    ];

    private Day(CityUnderTest city, DayClock clock, Town town) => (City, Clock, Town) = (city, clock, town);

    public CityUnderTest City { get; }

    public DayClock Clock { get; }

    public Town Town { get; }

    public Truth Truth { get; } = new();

    public Random Random { get; } = new(Seed);

    public DateOnly Date => Clock.Date;

    private NpgsqlDataSource Database => City.Get<NpgsqlDataSource>();

    /// <summary>Founds the town and opens the host on it: its points' sittings are open, and its boards are up.</summary>
    public static async Task<Day> BeginAsync(string database)
    {
        var clock = new DayClock();
        var town = new Town(clock);
        await using var store = CityHost.Build(database, "http://127.0.0.1:0", CityUnderTest.Keys, quiet: true, clock);
        await FoundAsync(store.Services, town, clock);
        // The day's run of the standing orders is not made on boards that are not up yet.
        await using var turn = await store.Services.GetRequiredService<IDueMeals>().TryTakeTurnAsync(CancellationToken.None);
        var day = new Day(await CityUnderTest.StartByAsync(clock, database, s_settings), clock, town);
        await day.ViewsAsync();
        await day.KeptAsync(
            day.City.Get<IEnumerable<IHostedService>>().OfType<HorizonKeeper>().Single().LookAsync, Town.PointCount,
            $"select count(*) from eldercare.sitting_boards where date = '{CityUnderTest.Text(clock.Date)}'");
        return day;
    }

    /// <summary>Sends commands, many at a time; each has to be accepted.</summary>
    public async Task AllAsync(IEnumerable<ICommand> commands)
    {
        foreach (var (command, answer) in await TryAllAsync(commands))
            Assert.True(answer.Refusal is null, $"{command} was refused: {answer.Refusal}");
    }

    /// <summary>Sends commands, many at a time, in order as far as they are about one sitting.</summary>
    public async Task<IReadOnlyList<(ICommand Command, Answer Answer)>> TryAllAsync(IEnumerable<ICommand> commands)
    {
        var writer = City.Get<ICommandWriter>();
        var answers = new List<(ICommand, Answer)>();
        foreach (var some in commands.Chunk(AtOnce))
        {
            answers.AddRange(await Task.WhenAll(some.Select(async command => (command, await writer.ExecuteAsync(
                command, new Envelope(CityHost.DefaultCity, "staff", Guid.CreateVersion7().ToString()), CancellationToken.None)))));
        }

        return answers;
    }

    /// <summary>What stands in a stream.</summary>
    public async Task<TState?> StateAsync<TState>(StreamRef stream)
        where TState : class =>
        await City.Get<IStateReader>().ReadAsync<TState>(CityHost.DefaultCity, stream, CancellationToken.None);

    /// <summary>Who has a portion today, and at which sitting: by the claims.</summary>
    public async Task<IReadOnlyDictionary<ElderId, Guid>> PortionsAsync()
    {
        var slot = Portion.Claim(default, Date, Meal.Lunch).Slot;
        await using var command = Database.CreateCommand($"select subject, holder from eldercare.claims where kind = 'portion' and slot = {slot}");
        var portions = new Dictionary<ElderId, Guid>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) portions[new ElderId(reader.GetGuid(0))] = reader.GetGuid(1);
        return portions;
    }

    /// <summary>Until the views show every event there is.</summary>
    public async Task ViewsAsync()
    {
        var progress = City.Get<IViewProgress>();
        Assert.True(await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(3)), "The views are far behind.");
    }

    /// <summary>Until everybody has been written to about every event there is.</summary>
    public async Task MessagesAsync()
    {
        var last = await City.CountAsync("select max(seq_id) from eldercare.mt_events");
        await UntilAsync(1, $"select count(*) from eldercare.mt_event_progression where name = 'Messages:All' and last_seq_id >= {last}");
    }

    /// <summary>Until a count is right; meanwhile what was to happen by this hour by itself is let happen.</summary>
    public Task UntilAsync(long expected, string sql) => Eventually.EqualAsync(expected, async () =>
    {
        await BringForwardAsync();
        return await City.CountAsync(sql);
    });

    /// <summary>Has a keeper look now instead of at its own time, again if it was just looking, until a count is right.</summary>
    public Task KeptAsync<T>(Func<CancellationToken, Task<T>> look, long expected, string sql) => Eventually.EqualAsync(expected, async () =>
    {
        await look(CancellationToken.None);
        await BringForwardAsync();
        return await City.CountAsync(sql);
    });

    public ValueTask DisposeAsync() => City.DisposeAsync();

    /// <summary>
    /// Before a host is there: all of it at once, as an import brings it. What followed from orders placed long ago followed then, so the
    /// reactions begin after it.
    /// </summary>
    private static async Task FoundAsync(IServiceProvider store, Town town, DayClock clock)
    {
        await store.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        var founding = new Founding(clock.GetUtcNow());
        foreach (var command in town.Founded()) founding.Do(command);
        await store.GetRequiredService<IBulkAppender>().AppendAsync(CityHost.DefaultCity, founding.Batch, CancellationToken.None);
        await using var reacted = store.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            insert into eldercare.mt_event_progression (name, last_seq_id)
            select 'Reactions:All', last_value from eldercare.mt_events_sequence;
            analyze
            """);
        await reacted.ExecuteNonQueryAsync();
    }

    /// <summary>Wolverine's clock is the machine's: what waits for an hour the day's clock has reached is due now.</summary>
    private async Task BringForwardAsync()
    {
        await using var due = Database.CreateCommand(
            """
            update wolverine.wolverine_incoming_envelopes set execution_time = now()
            where status = 'Scheduled' and execution_time > now() and execution_time <= $1
            """);
        due.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = Clock.GetUtcNow() });
        await due.ExecuteNonQueryAsync();
    }
}
