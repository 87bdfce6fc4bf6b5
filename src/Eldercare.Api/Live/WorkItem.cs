using System.Collections.Frozen;
using Eldercare.Api.GraphQL;
using Eldercare.Store.Feed;

namespace Eldercare.Api.Live;

/// <summary>Work for a person that comes up by an event.</summary>
public enum WorkKind
{
    SecondPortion, WelfareAlert, WelfareAlertOverdue, DisplacedBooking, DisplacedBookingOverdue, DishClash, OrderedMealMissed,
    BedToClean, ArrivalToPrepare, OfferNotTaken, ApplicationToCheck,
}

/// <summary>One piece of work; ids only. Which of the ids are there follows from the kind.</summary>
public sealed record WorkItem(WorkKind Kind)
{
    public long Sequence { get; init; }

    public DateTimeOffset At { get; init; }

    public SittingId? Sitting { get; init; }

    public ElderId? Elder { get; init; }

    public BedId? Bed { get; init; }

    public ApplicationId? Application { get; init; }

    public WelfareAlertId? Alert { get; init; }

    public MealPointId? Point { get; init; }

    /// <summary>The sitting that has the other of two portions.</summary>
    public SittingId? Elsewhere { get; init; }

    /// <summary>Its point: the staff of either may settle it.</summary>
    public MealPointId? OtherPoint { get; init; }

    public HomeId? Home { get; init; }

    public string? District { get; init; }
}

/// <summary>Which events are work, and whose.</summary>
public static class WorkItems
{
    private static readonly FrozenDictionary<Type, Func<object, WorkItem?>> s_rules = new Dictionary<Type, Func<object, WorkItem?>>
    {
        // A walk-in who has a portion elsewhere is a second portion as much as two scans at one place.
        [typeof(WalkInServed)] = f => f is WalkInServed { Elsewhere: { } elsewhere } w
            ? new(WorkKind.SecondPortion) { Sitting = w.Sitting, Elder = w.Elder, Elsewhere = elsewhere } : null,
        [typeof(SecondPortionFound)] = f => f is SecondPortionFound s ? new(WorkKind.SecondPortion) { Sitting = s.Sitting, Elder = s.Elder } : null,
        [typeof(WelfareAlertRaised)] = f => f is WelfareAlertRaised a
            ? new(WorkKind.WelfareAlert) { Alert = a.Alert, Elder = a.Elder, Point = a.Point, District = a.District } : null,
        [typeof(WelfareAlertEscalated)] = f => f is WelfareAlertEscalated a ? new(WorkKind.WelfareAlertOverdue) { Alert = a.Alert } : null,
        [typeof(BookingDisplaced)] = f => f is BookingDisplaced b ? new(WorkKind.DisplacedBooking) { Sitting = b.Sitting, Elder = b.Elder } : null,
        [typeof(DisplacedBookingEscalated)] = f => f is DisplacedBookingEscalated b
            ? new(WorkKind.DisplacedBookingOverdue) { Sitting = b.Sitting, Elder = b.Elder } : null,
        [typeof(DishesChecked)] = f => f is DishesChecked { Clashes.IsDefaultOrEmpty: false } d ? new(WorkKind.DishClash) { Sitting = d.Sitting } : null,
        [typeof(OrderedMealMissed)] = f => f is OrderedMealMissed m
            ? new(WorkKind.OrderedMealMissed) { Sitting = SittingId.Of(m.Point, m.Date, m.Meal), Elder = m.Elder, Point = m.Point } : null,
        [typeof(ResidentDeparted)] = f => f is ResidentDeparted d ? new(WorkKind.BedToClean) { Bed = d.Bed, Elder = d.Elder } : null,
        [typeof(ResidentTransferredOut)] = f => f is ResidentTransferredOut t ? new(WorkKind.BedToClean) { Bed = t.Bed, Elder = t.Elder } : null,
        [typeof(BedReleasedFromLeave)] = f => f is BedReleasedFromLeave r ? new(WorkKind.BedToClean) { Bed = r.Bed, Elder = r.Elder } : null,
        [typeof(BedReserved)] = f => f is BedReserved r
            ? new(WorkKind.ArrivalToPrepare) { Bed = r.Bed, Elder = r.Elder, Application = r.Application } : null,
        [typeof(OfferDeclined)] = f => f is OfferDeclined o ? new(WorkKind.OfferNotTaken) { Bed = o.Bed, Application = o.Application } : null,
        [typeof(OfferExpired)] = f => f is OfferExpired o ? new(WorkKind.OfferNotTaken) { Bed = o.Bed, Application = o.Application } : null,
        [typeof(BedAppliedFor)] = f => f is BedAppliedFor a ? new(WorkKind.ApplicationToCheck) { Application = a.Application, Elder = a.Elder } : null,
    }.ToFrozenDictionary();

    public static IReadOnlyCollection<Type> Types => s_rules.Keys;

    /// <summary>A bit each kind.</summary>
    public static ulong All { get; } = BitsOf(Enum.GetValues<WorkKind>());

    public static ulong BitsOf(IEnumerable<WorkKind> kinds) => kinds.Aggregate(0UL, (bits, kind) => bits | (1UL << (int)kind));

    /// <summary>
    /// The work in a page of events, in their order, each with the point, home and district it belongs to: looked up for all of them
    /// together, in what the views show.
    /// </summary>
    public static async Task<IReadOnlyList<WorkItem>> OfAsync(IReadOnlyList<FedEvent> events, ApiServices api, CancellationToken cancellation)
    {
        var items = new List<WorkItem>();
        foreach (var e in events)
        {
            if (e.Fact is { } fact && s_rules.TryGetValue(e.Type, out var rule) && rule(fact) is { } found)
                items.Add(found with { Sequence = e.Sequence, At = e.RecordedAt });
        }

        if (items.Count == 0) return items;
        var places = await PlacesOf.ReadAsync(items, api, cancellation);
        for (var i = 0; i < items.Count; i++) items[i] = await places.OfAsync(items[i]);
        return items;
    }

    /// <summary>Where the things are that items name.</summary>
    private sealed record PlacesOf(
        ApiServices Api, IReadOnlyDictionary<SittingId, SittingBoard>? Sittings, IReadOnlyDictionary<BedId, BedBoard>? Beds,
        IReadOnlyDictionary<ElderId, ElderRecord>? Elders, CancellationToken Cancellation)
    {
        public static async Task<PlacesOf> ReadAsync(List<WorkItem> items, ApiServices api, CancellationToken cancellation)
        {
            var city = api.CityName;
            SittingId[] sittings = [.. items.SelectMany(i => new[] { i.Sitting, i.Elsewhere }).OfType<SittingId>().Distinct()];
            BedId[] beds = [.. items.Select(i => i.Bed).OfType<BedId>().Distinct()];
            ElderId[] elders = [.. items.Where(i => i.Kind == WorkKind.ApplicationToCheck).Select(i => i.Elder).OfType<ElderId>().Distinct()];
            return new PlacesOf(
                api,
                sittings.Length == 0 ? null : await api.MealPoints.SittingsByIdsAsync(city, sittings, cancellation),
                beds.Length == 0 ? null : await api.Homes.BedsByIdsAsync(city, beds, cancellation),
                elders.Length == 0 ? null : await api.Elders.ByIdsAsync(city, elders, cancellation),
                cancellation);
        }

        public async ValueTask<WorkItem> OfAsync(WorkItem item)
        {
            if (item is { Kind: WorkKind.WelfareAlertOverdue, Alert: { } id }
                && await Api.States.ReadAsync<WelfareAlert>(Api.CityName, WelfareAlert.Stream.At(id.Value), Cancellation) is { } alert)
                item = item with { Point = alert.Point, Elder = alert.Elder };
            if (item.Sitting is { } sitting && Sittings?.GetValueOrDefault(sitting) is { } board)
                item = item with { Point = board.Point, District = board.District };
            if (item.Elsewhere is { } elsewhere && Sittings?.GetValueOrDefault(elsewhere) is { } other) item = item with { OtherPoint = other.Point };
            if (item.Bed is { } bed && Beds?.GetValueOrDefault(bed) is { } place) item = item with { Home = place.Home, District = place.District };
            if (item.Kind == WorkKind.ApplicationToCheck && Elders?.GetValueOrDefault(item.Elder!.Value) is { } elder)
                item = item with { District = elder.District };
            return item is { District: null, Point: { } point } ? item with { District = await Api.Places.DistrictOfAsync(point, Cancellation) } : item;
        }
    }
}
