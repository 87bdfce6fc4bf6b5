using Eldercare.Beds;
using Eldercare.City.Deliveries;
using Eldercare.City.Messages;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>A host with every context and the reactions, on a real database.</summary>
internal sealed class CityHost : IAsyncDisposable
{
    /// <summary>Far more than it takes: machines that run tests are busy.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly IHost _host;

    private CityHost(IHost host) => _host = host;

    /// <summary>It is morning in the city when the tests start, so that no test runs into the next day.</summary>
    public static ShiftedClock Morning { get; } = new(
        CityTime.At(CityTime.Today(DateTimeOffset.UtcNow), new TimeOnly(8, 0)) - DateTimeOffset.UtcNow);

    /// <param name="connectionString">Its database.</param>
    /// <param name="clock">Morning when not given.</param>
    /// <param name="services">What a test puts in the place of the host's own.</param>
    public static async Task<CityHost> StartAsync(string connectionString, TimeProvider? clock = null, Action<IServiceCollection>? services = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(clock ?? Morning);
        builder.AddEldercareStore(
            connectionString, [new PeopleModule(), new SubsidiesModule(), new MealsModule(), new BedsModule(), new CityModule()],
            options => options.UseCityReactions());
        services?.Invoke(builder.Services);
        builder.Services.AddCityReactions().AddCityReading().AddCityMessages().AddCityDeliveries();
        var host = builder.Build();
        await host.StartAsync();
        return new CityHost(host);
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Sends a command that must be accepted, and waits until the views show it.</summary>
    public async Task DoAsync(ICommand command) =>
        Assert.True(await Get<IViewProgress>().WaitFor(await SendAsync(command), s_patience));

    /// <summary>The same without waiting for the views.</summary>
    /// <returns>The sequence number of its last event.</returns>
    public async Task<long> SendAsync(ICommand command)
    {
        var answer = await Get<ICommandWriter>().ExecuteAsync(
            await command.PlacedAsync(Get<IStateReader>(), City.Name), new Envelope(City.Name, "tester", Guid.NewGuid().ToString()), CancellationToken.None);
        Assert.Null(answer.Refusal);
        return answer.Sequence;
    }

    /// <summary>Asks again and again until the answer is right, or time is up.</summary>
    public static async Task<T> EventuallyAsync<T>(Func<Task<T>> ask, Func<T, bool> isRight)
    {
        var until = DateTimeOffset.UtcNow + s_patience;
        T answer;
        while (!isRight(answer = await ask()) && DateTimeOffset.UtcNow < until) await Task.Delay(50);
        Assert.True(isRight(answer), $"Still {answer} after {s_patience}.");
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
