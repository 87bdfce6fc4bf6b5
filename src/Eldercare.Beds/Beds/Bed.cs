using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A bed: what it can serve, who it is kept for or lies in it, who did and who will.</summary>
public sealed record Bed(
    BedId Id, HomeId Home, RoomId Room, string Number, BedKind Kind, GenderRule GenderRule, CareLevel HighestCareLevel,
    BedState State, ElderId? Elder, ApplicationId? Application, DateTimeOffset? HeldUntil)
{
    /// <summary>What it is kept for from now on, or the stay that goes on; null when neither.</summary>
    public Tenure? Tenure { get; init; }

    /// <summary>The leave the resident is on.</summary>
    public Leave? Leave { get; init; }

    /// <summary>Promised from a later day on, in order.</summary>
    public ImmutableArray<Reservation> Reservations { get; init; } = [];

    /// <summary>Stays that are over, as they ended.</summary>
    public ImmutableArray<EndedStay> Ended { get; init; } = [];

    /// <summary>What for, while it is closed.</summary>
    public ClosureKind? Closure { get; init; }

    /// <summary>The days it is closed for; null while it is not, and of closures from before their days were kept.</summary>
    public ClosureDays? ClosedFor { get; init; }

    /// <summary>It is closed as its whole room is.</summary>
    public bool ClosedWithRoom { get; init; }

    /// <summary>It is closed once it has been left and cleaned; null when it is not.</summary>
    public ClosureOrder? Ordered { get; init; }

    /// <summary>In the order of the list.</summary>
    public ImmutableArray<BedEquipment> Equipment { get; init; } = [];

    /// <summary>By their first day.</summary>
    public ImmutableArray<BedPrice> Prices { get; init; } = [];
    /// <summary>The day the resident moved in; null when nobody lives here.</summary>
    public DateOnly? Since => State is BedState.Occupied or BedState.OnLeave ? Tenure?.From : null;

    public static StreamType<Bed, BedFact> Stream { get; } = new("bed", Evolve);

    public static Bed? Evolve(Bed? bed, BedFact fact) => (bed, fact) switch
    {
        (null, BedRegistered f) => new(
            f.Bed, f.Home, f.Room, f.Number, f.Kind, f.GenderRule, f.HighestCareLevel, BedState.Ready, null, null, null)
        {
            Equipment = f.Equipment ?? [],
            Prices = BedPrice.Beginning(f.DailyPrice),
        },
        ({ } b, not BedRegistered) => b.Moved(fact).With(fact),
        _ => throw new InvalidOperationException($"{fact} cannot follow {bed}"),
    };

    private Bed Moved(BedFact fact) => BedTransitions.ActionOf(fact) is not { } action
        ? this
        : this with
        {
            State = BedTransitions.After(State, action)
                ?? throw new InvalidOperationException($"{action} cannot happen to a bed that is {State}."),
        };

    /// <summary>What a fact says beside the state.</summary>
    private Bed With(BedFact fact) => fact switch
    {
        BedChanged f => this with { Kind = f.Kind, HighestCareLevel = f.HighestCareLevel, Equipment = f.Equipment },
        BedPriceSet f => this with { Prices = BedPrice.After(Prices, new(f.From, f.DailyPrice)) },
        BedGenderRuleChanged f => this with { GenderRule = f.GenderRule },
        BedHeld f => this with
        {
            Elder = f.Elder,
            Application = f.Application,
            HeldUntil = f.Until,
            Tenure = new(f.On ?? default, null, f.From ?? f.On ?? default),
        },
        HoldReleased => Emptied(),
        BedReserved => this with { HeldUntil = null },
        ReservationMade f => this with { Reservations = [.. Reservations.Add(new(f.Elder, f.From, f.Until)).OrderBy(r => r.From)] },
        ReservationBegan f => Without(f.Elder, f.From) with
        {
            Elder = f.Elder,
            Tenure = new(f.From, ReservationOf(f.Elder, f.From)!.Until, f.From),
        },
        ReservationCancelled f => f.Kept ? Emptied() : Without(f.Elder, f.From),
        ResidentAdmitted f => Arrived(f.Elder, f.On, f.Until, byTransfer: false),
        ResidentTransferredIn f => Arrived(f.Elder, f.On, f.Until, byTransfer: true),
        ResidentTransferredOut f => Left(f.On, StayEnd.Transferred),
        ResidentDeparted f => Left(f.On, f.Reason == DepartureReason.Died ? StayEnd.Died : StayEnd.Departed, f.HeldUntil),
        StayEndAgreed f => this with { Tenure = Tenure! with { Until = f.Until } },
        LeaveBegan f => this with { Leave = new(f.Kind, f.On, f.KeptUntil) },
        LeaveExtended f => this with { Leave = Leave! with { KeptUntil = f.KeptUntil } },
        LeaveEnded => this with { Leave = null },
        BedReleasedFromLeave f => Left(f.On, StayEnd.NotKept),
        StayCorrected f => Corrected(f),
        BedClosed f => this with
        {
            Closure = f.Kind ?? ClosureKind.Maintenance,
            ClosedFor = f.On is { } on ? new(on, f.Until) : null,
            ClosedWithRoom = f.WithRoom,
            Ordered = null,
        },
        BedReopened or BedRetired => this with { Closure = null, ClosedFor = null, ClosedWithRoom = false, Ordered = null },
        ClosureOrdered f => this with { Ordered = new(f.Kind, f.Reason, f.On, f.Until) },
        ClosureLifted => this with { Ordered = null },
        ClosureEndChanged f => Ordered is { } order
            ? this with { Ordered = order with { Until = f.Until } }
            : this with { ClosedFor = new(f.From, f.Until) },
        BedCleaned => this,
        _ => throw new InvalidOperationException($"{fact} is not known to a bed."),
    };

    /// <summary>The days the bed and its elders are each other's, as its facts say; the timelines hold the same.</summary>
    public IEnumerable<(Timeline Timeline, Span Span)> Spans =>
        Ended.Where(s => s.From != s.HeldUntil).Select(s => (s.Elder, s.From, (DateOnly?)s.HeldUntil, s.From))
            .Concat(Reservations.Select(r => (r.Elder, r.From, r.Until, r.From)))
            .Concat(Tenure is { } t ? [(Elder!.Value, t.From, t.Until, t.ElderFrom)] : [])
            .SelectMany(d => new (Timeline, Span)[]
            {
                (Days.Of(Id), new(d.Item2, d.Item3, d.Item1.Value)), (Days.Of(d.Item1), new(d.Item4, d.Item3, Id.Value)),
            })
            .Concat(ClosedFor is { } days ? [(Days.Of(Id), days.Of(Id))] : []);

    /// <summary>Everybody who lies in it, for whom it is kept or to whom it is promised: what the bed is must suit them all.</summary>
    public IEnumerable<ElderId> GivenTo => [.. Elder is { } elder ? [elder] : Array.Empty<ElderId>(), .. Reservations.Select(r => r.Elder)];

    /// <summary>Null when the action is allowed in the bed's state.</summary>
    public BedStateForbids? Check(BedAction action) =>
        BedTransitions.After(State, action) is null ? new BedStateForbids(Id, State, action) : null;

    /// <summary>Null when the resident's stay may end on that day.</summary>
    public StayTooEarly? CheckEnd(DateOnly on) => Since is { } since && on < since ? new StayTooEarly(Id, since) : null;

    /// <summary>The elder's reservation that has not begun, by its day or whichever is next.</summary>
    public Reservation? ReservationOf(ElderId elder, DateOnly? from = null) =>
        Reservations.FirstOrDefault(r => r.Elder == elder && (from is null || r.From == from));

    /// <summary>A reservation of the elder from that day stands, whether it has begun or not.</summary>
    public bool IsReserved(ElderId elder, DateOnly from) => PromisedTo(elder, from) is not null;

    /// <summary>It has begun: the bed is kept for it.</summary>
    internal bool IsKept(ElderId elder, DateOnly from) =>
        State == BedState.Reserved && Application is null && Elder == elder && Tenure?.From == from;

    /// <summary>
    /// The reservation of that day, also one the bed is kept for by now. What an offer or an application keeps is none.
    /// </summary>
    public Reservation? PromisedTo(ElderId elder, DateOnly from) =>
        Promised.FirstOrDefault(r => r.Elder == elder && r.From == from);

    /// <summary>Every reservation, the one the bed is kept for by now first.</summary>
    public IEnumerable<Reservation> Promised =>
        State == BedState.Reserved && Application is null ? [new(Elder!.Value, Tenure!.From, Tenure.Until), .. Reservations] : Reservations;

    /// <summary>What is promised of these days.</summary>
    public IEnumerable<ReservationInTheWay> InTheWay(DateOnly from, DateOnly? until) =>
        Promised.Where(r => new Span(r.From, r.Until, r.Elder.Value).Overlaps(from, until)).Select(r => new ReservationInTheWay(Id, r.Elder, r.From, r.Until));

    /// <summary>The elder's reservations that a stay on these days uses up.</summary>
    public ImmutableArray<Reservation> ReservedFor(ElderId elder, DateOnly on, DateOnly? until) =>
        [.. Reservations.Where(r => r.Elder == elder && new Span(r.From, r.Until, elder.Value).Overlaps(on, until))];

    /// <summary>Also uses up what was reserved for her in those days.</summary>
    private Bed Arrived(ElderId elder, DateOnly on, DateOnly? until, bool byTransfer) => this with
    {
        Elder = elder,
        Application = null,
        HeldUntil = null,
        Tenure = new(on, until, on, byTransfer),
        Reservations = Reservations.RemoveRange(ReservedFor(elder, on, until)),
    };

    private Bed Left(DateOnly on, StayEnd end, DateOnly? heldUntil = null) => Emptied() with
    {
        Ended = Ended.Add(new(Elder!.Value, Tenure!.From, on, Tenure.ByTransfer, end) { HeldUntil = heldUntil ?? on }),
    };

    private Bed Corrected(StayCorrected f)
    {
        if (f.ToUntil is not { } until) return this with { Tenure = Tenure! with { From = f.ToFrom, ElderFrom = f.ToFrom } };
        var at = EndedAt(f.Elder, f.From);
        return this with { Ended = Ended.SetItem(at, Ended[at] with { From = f.ToFrom, Until = until, HeldUntil = until }) };
    }

    /// <summary>Where the elder's stay that began on the day stands among those that are over, the last of them; -1 when there is none.</summary>
    public int EndedAt(ElderId elder, DateOnly from)
    {
        for (var i = Ended.Length - 1; i >= 0; i--)
            if (Ended[i].Elder == elder && Ended[i].From == from) return i;
        return -1;
    }

    private Bed Without(ElderId elder, DateOnly from) => this with { Reservations = Reservations.RemoveAll(r => r.Elder == elder && r.From == from) };

    private Bed Emptied() => this with { Elder = null, Application = null, HeldUntil = null, Tenure = null, Leave = null };
}

/// <summary>Days from one on that the bed is an elder's: held, reserved or lived in.</summary>
/// <param name="From">The first day the bed is hers.</param>
/// <param name="Until">The day it is free again, as agreed; null without an agreed end.</param>
/// <param name="ElderFrom">The first day she has no other: later while an offer waits for the end of her short stay elsewhere.</param>
/// <param name="ByTransfer">She came from another bed.</param>
public sealed record Tenure(DateOnly From, DateOnly? Until, DateOnly ElderFrom, bool ByTransfer = false);

/// <param name="KeptUntil">The first day the bed is not kept any more.</param>
public sealed record Leave(LeaveKind Kind, DateOnly On, DateOnly KeptUntil);

public sealed record Reservation(ElderId Elder, DateOnly From, DateOnly? Until);

/// <param name="Until">The day it is expected back; null when that is not known.</param>
public sealed record ClosureDays(DateOnly From, DateOnly? Until)
{
    /// <summary>In the bed's timeline a closure is held by the bed itself.</summary>
    public Span Of(BedId bed) => new(From, Until, bed.Value);
}

/// <param name="On">The day of the order.</param>
/// <param name="Until">The day it is expected back; null when that is not known.</param>
public sealed record ClosureOrder(ClosureKind Kind, string Reason, DateOnly On, DateOnly? Until)
{
    public ClosureDays Days => new(On, Until);

    /// <summary>Whether it is still to be done on a day.</summary>
    public bool Stands(DateOnly on) => Until is not { } until || on < until;
}

public enum StayEnd
{
    Departed,
    Died,
    Transferred,

    /// <summary>Her leave lasted longer than the bed was kept.</summary>
    NotKept,
}

/// <param name="Until">The day she left.</param>
public sealed record EndedStay(ElderId Elder, DateOnly From, DateOnly Until, bool ByTransfer, StayEnd End)
{
    /// <summary>The end of her days in the timelines: before she left, where they were promised to another by then.</summary>
    public required DateOnly HeldUntil { get; init; }
}
