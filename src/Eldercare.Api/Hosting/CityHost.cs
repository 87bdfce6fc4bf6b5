using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn.Server;
using Eldercare.Beds;
using Eldercare.City;
using Eldercare.City.Deliveries;
using Eldercare.City.Messages;
using Eldercare.City.Reactions;
using Eldercare.City.Reading;
using Eldercare.City.Webhooks;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store;

namespace Eldercare.Api.Hosting;

/// <summary>The host: every context on one store, behind one API.</summary>
public static class CityHost
{
    public const string DefaultCity = "zhenjiang";

    /// <summary>The contexts, in the order their views run.</summary>
    public static IReadOnlyList<IContextModule> Contexts { get; } =
        [new PeopleModule(), new SubsidiesModule(), new MealsModule(), new BedsModule(), new CityModule(), new SignInModule()];

    /// <param name="connectionString">PostgreSQL.</param>
    /// <param name="urls">Addresses to listen on, semicolon separated.</param>
    /// <param name="settings">Configuration: of the sections <c>SignIn</c> and <c>Cards</c> at least.</param>
    /// <param name="quiet">Logs warnings and errors only: for commands that talk to a person at a terminal.</param>
    /// <param name="clock">The time that decisions and daily jobs go by; the machine's when not given.</param>
    /// <param name="sends">Sends people the messages that are due: not for a command beside the host that serves.</param>
    public static WebApplication Build(
        string connectionString, string urls, IEnumerable<KeyValuePair<string, string?>> settings, bool quiet,
        TimeProvider? clock = null, bool sends = true)
    {
        var builder = WebApplication.CreateBuilder();
        if (clock is not null) builder.Services.AddSingleton(clock);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseUrls(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.AddCertificateRenewal();
        builder.AddEldercareLogging(quiet);
        builder.AddEldercareTelemetry();
        builder.AddEldercareStore(connectionString, Contexts, wolverine => wolverine.UseCityReactions());
        builder.Services.AddCityReading();
        builder.Services.AddCityReactions();
        builder.Services.AddCityMessages(sends);
        builder.Services.AddCityWebhooks(sends);
        builder.Services.AddCityDeliveries();
        builder.Services.AddEldercareHealth();
        builder.Services.AddEldercareApi(builder.Configuration);

        var app = builder.Build();
        app.MapEldercareHealth();
        app.MapEldercareApi();
        return app;
    }
}
