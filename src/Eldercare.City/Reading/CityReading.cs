using Eldercare.City.Charges;
using Microsoft.Extensions.DependencyInjection;

namespace Eldercare.City.Reading;

public static class CityReading
{
    public static IServiceCollection AddCityReading(this IServiceCollection services) => services
        .AddSingleton<IMealPointsReader, MealPointsReader>()
        .AddSingleton<IHomesReader, HomesReader>()
        .AddSingleton<IHomeRegisterReader, HomeRegisterReader>()
        .AddSingleton<ICensusReader, CensusReader>()
        .AddSingleton<IStayChargesReader, StayChargesReader>()
        .AddSingleton<IBedFiguresReader, BedFiguresReader>()
        .AddSingleton<IInterchangeReader, InterchangeReader>()
        .AddSingleton<IMatchingReader, MatchingReader>()
        .AddSingleton<IQueueReader, QueueReader>()
        .AddSingleton<IElderReader, ElderReader>()
        .AddSingleton<ICheckInReader, CheckInReader>()
        .AddSingleton<IPeopleReader, PeopleReader>()
        .AddSingleton<IPeopleSearch, PeopleSearch>()
        .AddSingleton<SearchKeys>()
        .AddHostedService(p => p.GetRequiredService<SearchKeys>())
        .AddSingleton<IKitchenReader, KitchenReader>()
        .AddSingleton<ICityReader, CityReader>()
        .AddSingleton<ISettlementsReader, SettlementsReader>()
        .AddSingleton<IMessagesReader, MessagesReader>()
        .AddSingleton<IStandingOrdersReader, StandingOrdersReader>()
        .AddSingleton<IDisplacedReader, DisplacedReader>()
        .AddSingleton<IFileReads, FileReads>()
        .AddSingleton<IAuditReader, AuditReader>()
        .AddSingleton<IAccountsReader, AccountsReader>()
        .AddSingleton<IDeadLetters, DeadLetters>();
}
