using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Eldercare.Benchmarks.Bookings;

/// <summary>The real command path: <see cref="ICommandWriter"/> of a host with the people and meals contexts, views running.</summary>
public sealed class OurPath : IAsyncDisposable
{
    private readonly IHost _host;

    private OurPath(IHost host) => (_host, City) = (host, new BenchCity(host.Services, "bench"));

    public BenchCity City { get; }

    public static async Task<OurPath> StartAsync(string connectionString)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Critical);
        builder.AddEldercareStore(connectionString, [new PeopleModule(), new SubsidiesModule(), new MealsModule()], _ => { });
        var host = builder.Build();
        await host.StartAsync();
        return new OurPath(host);
    }

    public async Task<bool> BookAsync(BookingWorkload workload, long n)
    {
        var (point, date, elder) = workload.At(n);
        var answer = await City.Writer.ExecuteAsync(
            new BookMeal(point, date, Meal.Lunch, elder, Channel.DineIn),
            new Envelope(City.Name, "bench", Guid.CreateVersion7().ToString("N")), default);
        return answer.Refusal is null;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
