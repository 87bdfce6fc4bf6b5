using System.Collections.Concurrent;
using Eldercare.Beds;
using Eldercare.City;
using Eldercare.City.Checks;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Eldercare.Store.Writing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Benchmarks.Beds;

/// <summary>The real command path of a host with every context, views running; what follows by itself is sent by whoever drives it.</summary>
public sealed class BedHost : IAsyncDisposable
{
    public const string City = "bench";

    private readonly IHost _host;
    private readonly ICommandWriter _writer;

    private BedHost(IHost host)
    {
        _host = host;
        _writer = host.Services.GetRequiredService<ICommandWriter>();
        Database = host.Services.GetRequiredService<NpgsqlDataSource>();
    }

    public NpgsqlDataSource Database { get; }

    public TimeProvider Clock => _host.Services.GetRequiredService<TimeProvider>();

    /// <summary>How often each command was refused, and why; null: done.</summary>
    public ConcurrentDictionary<(string Command, string? Refusal), long> Answers { get; } = [];

    public static async Task<BedHost> StartAsync(string connectionString, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.AddEldercareStore(connectionString, [new PeopleModule(), new MealsModule(), new BedsModule(), new CityModule()], _ => { });
        var host = builder.Build();
        await host.StartAsync();
        return new BedHost(host);
    }

    /// <returns>Whether it was done.</returns>
    public async Task<bool> SendAsync(ICommand command)
    {
        var answer = await _writer.ExecuteAsync(command, new Envelope(City, "bench", Guid.CreateVersion7().ToString("N")), default);
        Answers.AddOrUpdate((command.GetType().Name, answer.Refusal?.Code), 1, (_, n) => n + 1);
        return answer.Refusal is null;
    }

    /// <summary>Sends all of them, many at a time, in no order.</summary>
    /// <returns>Those that were done.</returns>
    public async Task<TCommand[]> SendAsync<TCommand>(IEnumerable<TCommand> commands)
        where TCommand : ICommand
    {
        var done = new ConcurrentBag<TCommand>();
        await Parallel.ForEachAsync(commands, new ParallelOptions { MaxDegreeOfParallelism = 400 }, async (command, _) =>
        {
            if (await SendAsync(command)) done.Add(command);
        });
        return [.. done];
    }

    /// <summary>The views have processed everything.</summary>
    public async Task<bool> SettledAsync()
    {
        var progress = _host.Services.GetRequiredService<IViewProgress>();
        return await progress.WaitFor((await progress.CurrentAsync()).Last, TimeSpan.FromMinutes(10));
    }

    /// <summary>Every invariant of the beds.</summary>
    public Task<IReadOnlyList<CheckResult>> CheckAsync() => new CityChecks(
        Database, _host.Services.GetRequiredService<EventTypes>(), Clock).RunAsync(City, default);

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Reads every event as text, in the store's order.</summary>
    public async Task ReadEventsAsync()
    {
        await using var command = Database.CreateCommand("select e.seq_id, e.data::text from eldercare.mt_events e order by e.seq_id");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) _ = reader.GetString(1);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
