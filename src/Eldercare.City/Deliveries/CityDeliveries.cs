using Eldercare.City.Reading;
using Eldercare.Meals;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Eldercare.City.Deliveries;

/// <summary>Deliveries: their policy out of the configuration, their planning and their readers.</summary>
public static class CityDeliveries
{
    /// <exception cref="InvalidOperationException">When first used: the section <c>Deliveries</c> cannot be worked with.</exception>
    public static IServiceCollection AddCityDeliveries(this IServiceCollection services)
    {
        services.TryAddSingleton(p => From(p.GetRequiredService<IConfiguration>()));
        return services.AddSingleton<DeliveryPlanner>().AddSingleton<IDeliveriesReader, DeliveriesReader>();
    }

    private static DeliverySettings From(IConfiguration configuration)
    {
        var settings = configuration.GetSection(DeliverySettings.Section).Get<DeliverySettings>() ?? new DeliverySettings();
        return settings.Fault() is { } fault ? throw new InvalidOperationException(fault) : settings;
    }
}
