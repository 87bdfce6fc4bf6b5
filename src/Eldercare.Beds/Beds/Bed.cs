using Eldercare.Beds.Homes;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>A bed: what it can serve, and who it is kept for or lies in it.</summary>
public sealed record Bed(
    BedId Id, HomeId Home, RoomId Room, string Number, BedKind Kind, GenderRule GenderRule, CareLevel HighestCareLevel,
    BedState State, ElderId? Elder, ApplicationId? Application, DateTimeOffset? HeldUntil)
{
    /// <summary>The day the resident moved in; null when nobody lives here.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>The day the last resident left; null when nobody ever did.</summary>
    public DateOnly? LeftOn { get; init; }

    /// <summary>What for, while it is closed.</summary>
    public ClosureKind? Closure { get; init; }

    /// <summary>In the order of the list.</summary>
    public ImmutableArray<BedEquipment> Equipment { get; init; } = [];

    /// <summary>By their first day.</summary>
    public ImmutableArray<BedPrice> Prices { get; init; } = [];

    public static StreamType<Bed, BedFact> Stream { get; } = new("bed", Evolve);

    public static Bed? Evolve(Bed? bed, BedFact fact) => (bed, fact) switch
    {
        (null, BedRegistered f) => new(
            f.Bed, f.Home, f.Room, f.Number, f.Kind, f.GenderRule, f.HighestCareLevel, BedState.Ready, null, null, null)
        {
            Equipment = f.Equipment ?? [],
            Prices = BedPrice.Beginning(f.DailyPrice),
        },
        ({ } b, BedChanged f) => b with { Kind = f.Kind, HighestCareLevel = f.HighestCareLevel, Equipment = f.Equipment },
        ({ } b, BedPriceSet f) => b with { Prices = BedPrice.After(b.Prices, new(f.From, f.DailyPrice)) },
        ({ } b, BedGenderRuleChanged f) => b with { GenderRule = f.GenderRule },
        ({ } b, BedHeld f) => b.Moved(BedAction.Hold) with { Elder = f.Elder, Application = f.Application, HeldUntil = f.Until },
        ({ } b, HoldReleased) => b.Moved(BedAction.Release).Emptied(),
        ({ } b, BedReserved) => b.Moved(BedAction.Reserve) with { HeldUntil = null },
        ({ } b, ResidentAdmitted f) => b.Moved(BedAction.Admit) with { Elder = f.Elder, Application = null, Since = f.On },
        ({ } b, ResidentTransferredIn f) => b.Moved(BedAction.TransferIn) with { Elder = f.Elder, Since = f.On },
        ({ } b, ResidentTransferredOut f) => b.Moved(BedAction.TransferOut).Emptied() with { LeftOn = f.On },
        ({ } b, ResidentDeparted f) => b.Moved(BedAction.Depart).Emptied() with { LeftOn = f.On },
        ({ } b, BedCleaned) => b.Moved(BedAction.Clean),
        ({ } b, BedClosed f) => b.Moved(BedAction.Close) with { Closure = f.Kind ?? ClosureKind.Maintenance },
        ({ } b, BedReopened) => b.Moved(BedAction.Reopen) with { Closure = null },
        ({ } b, BedRetired) => b.Moved(BedAction.Retire) with { Closure = null },
        _ => throw new InvalidOperationException($"{fact} cannot follow {bed}"),
    };

    /// <summary>Everybody who lies in it or for whom it is kept: what the bed is must suit them all.</summary>
    public IEnumerable<ElderId> GivenTo => Elder is { } elder ? [elder] : [];

    /// <summary>Null when the action is allowed in the bed's state.</summary>
    public BedStateForbids? Check(BedAction action) =>
        BedTransitions.After(State, action) is null ? new BedStateForbids(Id, State, action) : null;

    /// <summary>Stays never overlap, also not in hindsight: null when one may begin on that day.</summary>
    public StayTooEarly? CheckBegin(DateOnly on) => LeftOn is { } left && on < left ? new StayTooEarly(Id, left) : null;

    /// <summary>Null when the resident's stay may end on that day.</summary>
    public StayTooEarly? CheckEnd(DateOnly on) => Since is { } since && on < since ? new StayTooEarly(Id, since) : null;

    private Bed Moved(BedAction action) => this with
    {
        State = BedTransitions.After(State, action)
            ?? throw new InvalidOperationException($"{action} cannot happen to a bed that is {State}."),
    };

    private Bed Emptied() => this with { Elder = null, Application = null, HeldUntil = null, Since = null };
}
