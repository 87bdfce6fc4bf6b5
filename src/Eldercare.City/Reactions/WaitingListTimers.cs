using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Store.Deciding;
using JasperFx.Events;
using Wolverine;

namespace Eldercare.City.Reactions;

/// <summary>
/// Ends by itself what time ends at a waiting list: a place that was offered and not taken goes to the next, and at the cut-off nobody
/// waits any longer (domain, meals, rule 6). A place kept for who has a portion at another point goes to the next at once, or, when she
/// gets that portion later, within ten minutes.
/// </summary>
public sealed class WaitingListTimers(Reaction reaction, IStateReader states, TimeProvider clock)
{
    private const string Name = "waiting-list";

    private static readonly TimeSpan s_looksAgain = TimeSpan.FromMinutes(10);

    public async Task<OutgoingMessages> Handle(IEvent<WaitingListJoined> e, CancellationToken cancellation) =>
        await SittingAsync(e.TenantId, e.Data.Sitting, cancellation) is { } s
            ? At(new WaitingListDue(e.TenantId, s.Point, s.Date, s.Meal, s.CutOff))
            : [];

    /// <summary>The cut-off may have been moved to where nobody wakes for it yet.</summary>
    public async Task<OutgoingMessages> Handle(IEvent<SittingPlanChanged> e, CancellationToken cancellation) =>
        await SittingAsync(e.TenantId, e.Data.Sitting, cancellation) is { } s && s.OnList.Any()
            ? At(new WaitingListDue(e.TenantId, s.Point, s.Date, s.Meal, s.CutOff))
            : [];

    public async Task<OutgoingMessages> Handle(IEvent<PlaceOffered> e, CancellationToken cancellation) =>
        await SittingAsync(e.TenantId, e.Data.Sitting, cancellation) is { } s
            ? await LookAsync(new(e.TenantId, s.Point, s.Date, s.Meal, e.Data.Elder, e.Data.Until), s, cancellation)
            : [];

    public async Task<OutgoingMessages> Handle(PlaceOfferDue due, CancellationToken cancellation)
    {
        var id = SittingId.Of(due.Point, due.Date, due.Meal);
        // Hosts' clocks differ: who wakes early waits on, lest 'not yet' become the key's only answer.
        if (clock.GetUtcNow() < due.Until) return await LookAsync(due, await SittingAsync(due.City, id, cancellation), cancellation);
        await reaction.SendAsync(
            Name, due.City, $"{id.Value}:{due.Elder.Value}:{due.Until.ToUnixTimeMilliseconds()}",
            new LapsePlaceOffer(due.Point, due.Date, due.Meal, due.Elder, due.Until), [], cancellation);
        return [];
    }

    /// <summary>While the offer stands: whether she has a portion elsewhere, and when to look again.</summary>
    private async Task<OutgoingMessages> LookAsync(PlaceOfferDue due, Sitting? sitting, CancellationToken cancellation)
    {
        if (sitting?.Offers.TryGetValue(due.Elder, out var offer) != true || offer.Until != due.Until) return [];
        var now = clock.GetUtcNow();
        await reaction.SendAsync(
            Name, due.City, $"{sitting.Id.Value}:{due.Elder.Value}:elsewhere:{now.ToUnixTimeMilliseconds()}",
            new LeaveForPortionElsewhere(due.Point, due.Date, due.Meal, due.Elder), [], cancellation);
        return Scheduled(due, now + s_looksAgain < due.Until ? now + s_looksAgain : due.Until);
    }

    public async Task<OutgoingMessages> Handle(WaitingListDue due, CancellationToken cancellation)
    {
        var id = SittingId.Of(due.Point, due.Date, due.Meal);
        // The cut-off may have been moved, as long as the old one had not come.
        if (await SittingAsync(due.City, id, cancellation) is { } sitting) due = due with { CutOff = sitting.CutOff };
        if (clock.GetUtcNow() < due.CutOff) return At(due);
        await reaction.SendAsync(
            Name, due.City, $"{id.Value}:{due.CutOff.ToUnixTimeMilliseconds()}", new EndWaitingList(due.Point, due.Date, due.Meal), [],
            cancellation);
        return [];
    }

    private Task<Sitting?> SittingAsync(string city, SittingId sitting, CancellationToken cancellation) =>
        states.ReadAsync<Sitting>(city, Sitting.Stream.At(sitting.Value), cancellation);

    private static OutgoingMessages At(WaitingListDue due) => Scheduled(due, due.CutOff);

    /// <summary>Waits in the database, not in the process.</summary>
    private static OutgoingMessages Scheduled<T>(T message, DateTimeOffset at)
    {
        var messages = new OutgoingMessages();
        messages.Schedule(message, at);
        return messages;
    }
}

/// <summary>An offered place's time has come.</summary>
public sealed record PlaceOfferDue(string City, MealPointId Point, DateOnly Date, Meal Meal, ElderId Elder, DateTimeOffset Until);

/// <summary>The cut-off of a sitting with a waiting list has come.</summary>
public sealed record WaitingListDue(string City, MealPointId Point, DateOnly Date, Meal Meal, DateTimeOffset CutOff);
