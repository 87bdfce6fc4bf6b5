using Eldercare.Beds;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;

namespace Eldercare.City.Reactions;

/// <summary>
/// A death cancels the elder's coming meals, ends the application with its offer, and frees the bed (domain, beds, rule 9).
/// </summary>
public sealed class DeathEndsEverything(IElderClaims claims, Reaction reaction, TimeProvider clock)
{
    private const string Name = "death";

    /// <summary>What a person did meanwhile needs no second doing.</summary>
    private static readonly ImmutableHashSet<Type> s_settled =
        [typeof(NotBooked), typeof(AlreadyServed), typeof(NoShowAlreadyRecorded)];

    public async Task Handle(IEvent<ElderDied> e, CancellationToken cancellation)
    {
        var (city, elder) = (e.TenantId, e.Data.Elder);
        var held = await claims.OfAsync(city, elder, CityTime.Today(clock.GetUtcNow()), cancellation);
        var commands = held.Portions.Select(ICommand (p) => new CancelBooking(p.Point, p.Date, p.Meal, elder, "Died", Late: true))
            .Concat(held.Applications.Select(ICommand (a) => new EndApplicationOnDeath(a)))
            .Concat(held.Beds.Select(ICommand (b) => new ReleaseBedOnDeath(b, elder, e.Data.DiedOn)));
        await Task.WhenAll(commands.Select(command =>
            reaction.SendAsync(Name, city, $"{e.Id}:{TargetOf(command)}", command, s_settled, cancellation)));
    }

    private static string TargetOf(ICommand command) => command switch
    {
        CancelBooking c => $"{SittingId.Of(c.Point, c.Date, c.Meal).Value}",
        EndApplicationOnDeath c => $"{c.Application.Value}",
        ReleaseBedOnDeath c => $"{c.Bed.Value}",
        _ => throw new InvalidOperationException(command.GetType().Name),
    };
}
