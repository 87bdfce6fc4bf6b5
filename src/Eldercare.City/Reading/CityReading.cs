using Microsoft.Extensions.DependencyInjection;

namespace Eldercare.City.Reading;

public static class CityReading
{
    public static IServiceCollection AddCityReading(this IServiceCollection services) => services
        .AddSingleton<IMealPointsReader, MealPointsReader>()
        .AddSingleton<IHomesReader, HomesReader>()
        .AddSingleton<IElderReader, ElderReader>()
        .AddSingleton<ICityReader, CityReader>()
        .AddSingleton<IStandingOrdersReader, StandingOrdersReader>()
        .AddSingleton<IDisplacedReader, DisplacedReader>()
        .AddSingleton<IDeadLetters, DeadLetters>();
}
