using Eldercare.Store;
using Eldercare.Store.Deciding;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Wolverine;
using Wolverine.ErrorHandling;

namespace Eldercare.City.Reactions;

/// <summary>What follows from events by itself: which handlers, on which queues, and what happens when one fails.</summary>
public static class CityReactions
{
    public static IServiceCollection AddCityReactions(this IServiceCollection services) => services
        .AddSingleton<Reaction>()
        .AddSingleton<IElderClaims, ElderClaims>()
        .AddSingleton<IPersonSamples, PersonSamples>()
        .AddSingleton<ISignInTraces, SignInTraces>()
        .AddSingleton<IHorizonPlans, HorizonPlans>()
        .AddSingleton<SittingHorizon>()
        .AddSingleton<IKitchenPlans, KitchenPlans>()
        .AddSingleton<Cooking>()
        .AddSingleton<KitchenKeeper>()
        .AddSingleton<IComingSittings, ComingSittings>()
        .AddSingleton<IDueMeals, DueMeals>()
        .AddSingleton<OrderedMeals>()
        .AddSingleton<StandingOrderKeeper>()
        .AddSingleton<IOverdueMeals, OverdueMeals>()
        .AddSingleton<OverdueMealsKeeper>()
        .AddSingleton<IQueuePlans, QueuePlans>()
        .AddSingleton<QueueKeeper>()
        .AddSingleton<IQueueOrder>(p => p.GetRequiredService<QueueKeeper>())
        .AddSingleton<IOfferPlans, OfferPlans>()
        .AddSingleton<OfferRounds>()
        .AddSingleton<OfferKeeper>()
        .AddHostedService(p => p.GetRequiredService<OfferKeeper>())
        .AddHostedService<HorizonKeeper>()
        .AddHostedService(p => p.GetRequiredService<QueueKeeper>())
        .AddHostedService(p => p.GetRequiredService<KitchenKeeper>())
        .AddHostedService(p => p.GetRequiredService<StandingOrderKeeper>())
        .AddHostedService(p => p.GetRequiredService<OverdueMealsKeeper>());

    public static WolverineOptions UseCityReactions(this WolverineOptions options)
    {
        // Where the code around the handlers is found: Generated, written by `./eldercare schema`.
        options.ApplicationAssembly = typeof(CityReactions).Assembly;
        options.Discovery.DisableConventionalDiscovery()
            .IncludeType<OfferExpiry>()
            .IncludeType<ReservationDays>()
            .IncludeType<LeaveRunsOut>()
            .IncludeType<FirstClaims>()
            .IncludeType<DeathEndsEverything>()
            .IncludeType<ErasureEndsMeals>()
            .IncludeType<DepartureEndsMeals>()
            .IncludeType<AdmissionPausesMeals>()
            .IncludeType<SittingHorizon>()
            .IncludeType<WaitingListTimers>()
            .IncludeType<WelfareEscalation>()
            .IncludeType<DishClashes>()
            .IncludeType<StandingOrderReactions>()
            .IncludeType<DisplacedBookings>();
        options.UseSystemTextJsonForSerialization(EventJson.Configure);

        // Repeating does not change a refusal: straight to where a person sees it.
        options.OnException<ReactionRefusedException>().MoveToErrorQueue();
        // Trouble with the database may pass: pauses as long as an outage, then a dead letter, to be replayed.
        options.OnException<WriterOverloadedException>().Or<NpgsqlException>().Or<TimeoutException>().Or<OperationCanceledException>()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(2))
            .Then.ScheduleRetry(
                TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1))
            .WithFullJitter();
        options.OnAnyException()
            .RetryWithCooldown(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1))
            .WithFullJitter();
        return options;
    }
}
