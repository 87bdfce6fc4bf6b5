using Eldercare.Store.Deciding;
using Eldercare.Store.Tests.Sample;
using Eldercare.Store.Views;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Eldercare.Store.Tests;

/// <summary>A host with the sample context on a real database.</summary>
public sealed class StoreHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StoreHost(IHost host) => _host = host;

    public ICommandWriter Writer => _host.Services.GetRequiredService<ICommandWriter>();

    public IViewProgress Progress => _host.Services.GetRequiredService<IViewProgress>();

    public NpgsqlDataSource Database => _host.Services.GetRequiredService<NpgsqlDataSource>();

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public static async Task<StoreHost> StartAsync(string connectionString, TimeProvider? clock = null)
    {
        var builder = Host.CreateApplicationBuilder();
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddEldercareStore(connectionString, [new RaffleModule()], _ => { });
        var host = builder.Build();
        await host.StartAsync();
        return new StoreHost(host);
    }

    public Task<Answer> SendAsync(ICommand command, string? key = null, string actor = "tester", string city = "testcity", long? asked = null) =>
        Writer.ExecuteAsync(
            command, new Envelope(city, actor, key ?? Guid.NewGuid().ToString(), Asked: asked), CancellationToken.None);

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task<List<object?[]>> RowsAsync(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<object?[]>();
        while (await reader.ReadAsync())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
