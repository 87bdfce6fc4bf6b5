using Marten;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Eldercare.City.Messages;

/// <summary>Messages to people: written from the events, sent by every host that serves.</summary>
public static class CityMessages
{
    /// <param name="services">The host's.</param>
    /// <param name="sends">Not for a command's host: what is due goes out by the sender that the city is served with, which it does not know.</param>
    /// <exception cref="InvalidOperationException">When the host starts: the section <c>Messages</c> cannot be worked with.</exception>
    public static IServiceCollection AddCityMessages(this IServiceCollection services, bool sends = true)
    {
        services.TryAddSingleton(p => From(p.GetRequiredService<IConfiguration>()));
        services.TryAddSingleton<IMessageConsent, MessageConsent>();
        services.TryAddSingleton(SenderOf);
        services.AddSingleton<MessageOutbox>();
        services.AddSingleton<MessageComposer>();
        services.AddSingleton<MessageDispatcher>();
        if (sends) services.AddHostedService(p => p.GetRequiredService<MessageDispatcher>());
        services.ConfigureMarten((provider, options) => options.Projections.Subscribe(
            new MessageWriter(provider.GetRequiredService<MessageSettings>(), provider.GetRequiredService<TimeProvider>())));
        return services;
    }

    private static MessageSettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(MessageSettings.Section).Get<MessageSettings>() ?? new MessageSettings();
        return settings.Fault() is { } fault ? throw new InvalidOperationException(fault) : settings;
    }

    private static IMessageSender SenderOf(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<MessageSettings>();
        return settings.Sender == "webhook"
            ? new WebhookSender(settings, provider.GetRequiredService<TimeProvider>())
            : new LogSender(provider.GetRequiredService<ILogger<LogSender>>());
    }
}
