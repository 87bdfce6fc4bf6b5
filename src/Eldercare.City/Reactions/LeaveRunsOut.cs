using Eldercare.Beds;
using Eldercare.People;
using JasperFx.Events;
using Wolverine;

namespace Eldercare.City.Reactions;

/// <summary>
/// A bed kept for a resident on leave is released on the contract's date (domain, beds, rule 8). What else follows from a leave is told on, as
/// a message of its own: each can fail and be tried again by itself.
/// </summary>
public sealed class LeaveRunsOut(Reaction reaction, TimeProvider clock)
{
    private const string Name = "leave-runs-out";

    public static OutgoingMessages Handle(IEvent<LeaveBegan> e)
    {
        var messages = Wait(e.TenantId, e.Data.Bed, e.Data.Elder, e.Data.KeptUntil);
        if (e.Data.Kind == LeaveKind.Hospital) messages.Add(new WentToHospital(e.TenantId, e.Id, e.Data.Elder, e.Data.On, e.Data.KeptUntil));
        return messages;
    }

    public static OutgoingMessages Handle(IEvent<LeaveExtended> e) => Wait(e.TenantId, e.Data.Bed, e.Data.Elder, e.Data.KeptUntil);

    public async Task<OutgoingMessages> Handle(LeaveDue due, CancellationToken cancellation)
    {
        // Hosts' clocks differ: who wakes early waits on.
        if (clock.GetUtcNow() < CityTime.At(due.KeptUntil, TimeOnly.MinValue)) return Wait(due.City, due.Bed, due.Elder, due.KeptUntil);
        await reaction.SendAsync(
            Name, due.City, $"{due.Bed.Value}:{due.Elder.Value}:{due.KeptUntil:yyyyMMdd}",
            new ReleaseBedFromLeave(due.Bed, due.Elder, due.KeptUntil), [], cancellation);
        return [];
    }

    private static OutgoingMessages Wait(string city, BedId bed, ElderId elder, DateOnly keptUntil) =>
        Later.At(new LeaveDue(city, bed, elder, keptUntil), CityTime.At(keptUntil, TimeOnly.MinValue));
}

/// <summary>A resident is in hospital.</summary>
/// <param name="City">The tenant.</param>
/// <param name="Leave">The event that says so.</param>
/// <param name="Elder">Who.</param>
/// <param name="On">Her first day away.</param>
/// <param name="KeptUntil">The first day her bed is not kept any more.</param>
public sealed record WentToHospital(string City, Guid Leave, ElderId Elder, DateOnly On, DateOnly KeptUntil);

/// <summary>The last day a bed is kept is over.</summary>
public sealed record LeaveDue(string City, BedId Bed, ElderId Elder, DateOnly KeptUntil);
