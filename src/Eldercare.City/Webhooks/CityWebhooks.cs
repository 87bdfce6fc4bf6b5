using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eldercare.City.Webhooks;

/// <summary>Events to districts' systems. Needs an <see cref="IPublicIds"/>.</summary>
public static class CityWebhooks
{
    /// <param name="services">The host's.</param>
    /// <param name="sends">Not for a command's host: what is due goes out by those that serve.</param>
    /// <exception cref="InvalidOperationException">When the host starts: the section <c>Webhooks</c> cannot be worked with.</exception>
    public static IServiceCollection AddCityWebhooks(this IServiceCollection services, bool sends = true)
    {
        services.TryAddSingleton(p => From(p.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton(p => new WebhookSecrets(
            p.GetRequiredService<WebhookSettings>().SecretKey(p.GetRequiredService<IConfiguration>()["SignIn:SigningKey"])));
        services.TryAddSingleton<IWebhooksReader, WebhooksReader>();
        services.AddSingleton<WebhookPayload>();
        services.AddSingleton<WebhookPost>();
        services.AddSingleton<WebhookQueue>();
        services.AddSingleton<WebhookPump>();
        if (sends) services.AddHostedService<WebhookDispatcher>();
        return services;
    }

    private static WebhookSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(WebhookSettings.Section).Get<WebhookSettings>() ?? new WebhookSettings();
        return settings.Fault() is { } fault ? throw new InvalidOperationException(fault) : settings;
    }
}
