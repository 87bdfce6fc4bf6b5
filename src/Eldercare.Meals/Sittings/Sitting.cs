using System.Runtime.InteropServices;
using Eldercare.People;
using Eldercare.Store.Deciding;

namespace Eldercare.Meals;

public enum GuestState
{
    Booked,
    Served,
    WalkIn,
    NoShow,
    Cancelled,
}

/// <summary>What became of an elder at a sitting, and how the portion reaches them.</summary>
/// <param name="State">As it stands now.</param>
/// <param name="Channel">How the portion reaches the elder.</param>
/// <param name="Turn">The place of the booking in the order of the sitting's bookings, from 1; 0 for who never booked.</param>
/// <param name="Order">The standing order the portion was booked from, or by which it was cancelled.</param>
/// <param name="Moved">The portion was moved here from another point.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Guest(
    GuestState State, Channel Channel, int Turn = 0, StandingOrderId? Order = null, bool Moved = false);

/// <summary>A sitting as its events leave it. The counters follow from the events, so that no decision has to count.</summary>
public sealed record Sitting
{
    public static StreamType<Sitting, SittingFact> Stream { get; } = new("sitting", Fold);

    public required SittingId Id { get; init; }

    public required MealPointId Point { get; init; }

    public required string District { get; init; }

    public required DateOnly Date { get; init; }

    public required Meal Meal { get; init; }

    public required int Capacity { get; init; }

    public required int WalkInBuffer { get; init; }

    public required DateTimeOffset CutOff { get; init; }

    public required DateTimeOffset ServedFrom { get; init; }

    public required DateTimeOffset ServedUntil { get; init; }

    /// <summary>Everyone who ever had something to do with the sitting, as it stands with them now.</summary>
    public ImmutableDictionary<ElderId, Guest> Guests { get; init; } = ImmutableDictionary<ElderId, Guest>.Empty;

    /// <summary>Booked, but the sitting cannot serve them: until they are moved or cancelled they count as booked.</summary>
    public ImmutableDictionary<ElderId, DisplacedBy> Displaced { get; init; } = ImmutableDictionary<ElderId, DisplacedBy>.Empty;

    /// <summary>A person set the capacity; the week no longer moves it.</summary>
    public bool CapacityIsSet { get; init; }

    /// <summary>
    /// Places taken: booked, or served from a booking. Without those <see cref="Displaced"/> never above <see cref="Capacity"/>.
    /// </summary>
    public int Booked { get; init; }

    /// <summary>Bookings ever made, in whose order a cut of the capacity goes.</summary>
    public int Turns { get; init; }

    /// <summary>Served from a booking.</summary>
    public int Served { get; init; }

    public int NoShows { get; init; }

    /// <summary>Served from the buffer. Never above <see cref="WalkInBuffer"/>.</summary>
    public int WalkIns { get; init; }

    /// <summary>Cancellations, also of an elder who booked again.</summary>
    public int Cancelled { get; init; }

    public bool Closed { get; init; }

    /// <summary>Portions go out from an hour before the planned start on, deliveries first.</summary>
    public DateTimeOffset DoorsOpen => ServedFrom.AddHours(-1);

    public static StreamRef At(MealPointId point, DateOnly date, Meal meal) =>
        Stream.At(SittingId.Of(point, date, meal).Value);

    /// <summary>The elder's guest state, or null for someone the sitting does not know.</summary>
    public GuestState? StateOf(ElderId elder) => Guests.TryGetValue(elder, out var guest) ? guest.State : null;

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static Sitting? Fold(Sitting? sitting, SittingFact fact) => (sitting, fact) switch
    {
        (null, SittingOpened f) => Open(f),
        ({ Closed: false } s, MealBooked f) when s.StateOf(f.Elder) is null or GuestState.Cancelled =>
            s with
            {
                Guests = s.Guests.SetItem(f.Elder, new(GuestState.Booked, f.Channel, s.Turns + 1, f.Order, f.MovedFrom is not null)),
                Booked = s.Booked + 1,
                Turns = s.Turns + 1,
            },
        ({ Closed: false } s, BookingCancelled f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with
            {
                Guests = s.Guests.SetItem(f.Elder, s.Guests[f.Elder] with { State = GuestState.Cancelled, Order = f.Order }),
                Booked = s.Booked - 1,
                Cancelled = s.Cancelled + 1,
                Displaced = s.Displaced.Remove(f.Elder),
            },
        ({ Closed: false } s, BookingMovedOut f) when s.StateOf(f.Elder) is GuestState.Booked => s with
        {
            Guests = s.Guests.SetItem(f.Elder, s.Guests[f.Elder] with { State = GuestState.Cancelled, Order = null }),
            Booked = s.Booked - 1,
            Displaced = s.Displaced.Remove(f.Elder),
        },
        ({ Closed: false } s, BookingDisplaced f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with { Displaced = s.Displaced.Add(f.Elder, f.By) },
        ({ Closed: false } s, BookingReinstated f) when s.Displaced.ContainsKey(f.Elder) =>
            s with { Displaced = s.Displaced.Remove(f.Elder) },
        ({ Closed: false } s, SittingCapacitySet f) => s with { Capacity = f.Capacity, CapacityIsSet = true },
        ({ Closed: false } s, MoveOfDisplacedRequested) => s,
        ({ Closed: false } s, MealServed f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with { Guests = s.With(f.Elder, GuestState.Served), Served = s.Served + 1, Displaced = s.Displaced.Remove(f.Elder) },
        ({ Closed: false } s, WalkInServed f) when s.StateOf(f.Elder) is null or GuestState.Cancelled or GuestState.NoShow =>
            s with { Guests = s.With(f.Elder, GuestState.WalkIn, Channel.DineIn), WalkIns = s.WalkIns + 1 },
        ({ Closed: false } s, NoShowRecorded f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with
            {
                Guests = s.With(f.Elder, GuestState.NoShow),
                Booked = s.Booked - 1,
                NoShows = s.NoShows + 1,
                Displaced = s.Displaced.Remove(f.Elder),
            },
        ({ Closed: false } s, SittingPlanChanged f) => s with
        {
            Capacity = f.Capacity,
            WalkInBuffer = f.WalkInBuffer,
            CutOff = f.CutOff,
            ServedFrom = f.ServedFrom,
            ServedUntil = f.ServedUntil,
        },
        ({ Closed: false } s, SittingClosed) when s.Booked == s.Served => s with { Closed = true },
        // Loud on purpose: a skipped fact would give away a place that is taken.
        _ => throw new InvalidOperationException($"{fact} cannot follow sitting {sitting?.Id.ToString() ?? "not opened"}."),
    };

    private static Sitting Open(SittingOpened f) => new()
    {
        Id = f.Sitting,
        Point = f.Point,
        District = f.District,
        Date = f.Date,
        Meal = f.Meal,
        Capacity = f.Capacity,
        WalkInBuffer = f.WalkInBuffer,
        CutOff = f.CutOff,
        ServedFrom = f.ServedFrom,
        ServedUntil = f.ServedUntil,
    };

    private ImmutableDictionary<ElderId, Guest> With(ElderId elder, GuestState state, Channel? channel = null)
    {
        Guests.TryGetValue(elder, out var guest);
        return Guests.SetItem(elder, guest with { State = state, Channel = channel ?? guest.Channel });
    }
}
