using System.Runtime.InteropServices;
using Eldercare.People;
using Eldercare.Store;
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
/// <param name="ServedAt">When she was fed.</param>
/// <param name="Device">By which device, if one said.</param>
/// <param name="Sequence">That device's own count.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Guest(
    GuestState State, Channel Channel, int Turn = 0, StandingOrderId? Order = null, bool Moved = false, DateTimeOffset? ServedAt = null,
    string? Device = null, long? Sequence = null);

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

    /// <summary>Of a portion; null while none is set: then nothing is charged.</summary>
    public Fen? Price { get; init; }

    /// <summary>Comes on top of a delivered portion.</summary>
    public Fen? DeliveryFee { get; init; }

    /// <summary>Everyone who ever had something to do with the sitting, as it stands with them now.</summary>
    public ImmutableDictionary<ElderId, Guest> Guests { get; init; } = ImmutableDictionary<ElderId, Guest>.Empty;

    /// <summary>Booked, but the sitting cannot serve them: until they are moved or cancelled they count as booked.</summary>
    public ImmutableDictionary<ElderId, DisplacedBy> Displaced { get; init; } = ImmutableDictionary<ElderId, DisplacedBy>.Empty;

    /// <summary>Of the displaced, those who were told at the cut-off that there is no place for them.</summary>
    public ImmutableHashSet<ElderId> Escalated { get; init; } = [];

    /// <summary>A person set the capacity; the week no longer moves it.</summary>
    public bool CapacityIsSet { get; init; }

    /// <summary>
    /// Places taken: booked, or served from a booking. Above <see cref="Capacity"/> only when a person cut that, and by those whose place
    /// was given away as a no-show's before the scan came of a device that had fed them: no booking is accepted beyond it.
    /// </summary>
    public int Booked { get; init; }

    /// <summary>Bookings ever made, in whose order a cut of the capacity goes.</summary>
    public int Turns { get; init; }

    /// <summary>Served from a booking.</summary>
    public int Served { get; init; }

    public int NoShows { get; init; }

    /// <summary>Served from the buffer. Above <see cref="WalkInBuffer"/> only by what devices without connection handed out.</summary>
    public int WalkIns { get; init; }

    /// <summary>Cancellations, also of an elder who booked again.</summary>
    public int Cancelled { get; init; }

    /// <summary>Times somebody joined the waiting list: the order of it.</summary>
    public int Joined { get; init; }

    /// <summary>Who waits for a place, the first in front.</summary>
    public ImmutableList<WaitingElder> Waiting { get; init; } = [];

    /// <summary>Places kept for those who waited, each until its time is up.</summary>
    public ImmutableDictionary<ElderId, PlaceOffer> Offers { get; init; } = ImmutableDictionary<ElderId, PlaceOffer>.Empty;

    /// <summary>Who declined a place here, let it lapse, left the list, or was on it to the end: nothing puts them on it by itself again.</summary>
    public ImmutableHashSet<ElderId> LeftList { get; init; } = [];

    /// <summary>Of those, who was on the list when it ended at the cut-off: it has told them that there is no place.</summary>
    public ImmutableHashSet<ElderId> WaitedInVain { get; init; } = [];

    /// <summary>Devices that said they handed an elder a second portion here.</summary>
    public ImmutableDictionary<(ElderId Elder, string Device), DateTimeOffset> SecondPortions { get; init; } =
        ImmutableDictionary<(ElderId Elder, string Device), DateTimeOffset>.Empty;

    /// <summary>Elders with a second portion a person has yet to look at.</summary>
    public ImmutableHashSet<ElderId> Conflicts { get; init; } = [];

    /// <summary>The sitting that had fed an elder who came here too, looked at or not.</summary>
    public ImmutableDictionary<ElderId, SittingId> Elsewhere { get; init; } = ImmutableDictionary<ElderId, SittingId>.Empty;

    public bool Closed { get; init; }

    /// <summary>Places that are neither taken nor offered.</summary>
    public int PlacesFree => Capacity - Booked - Offers.Count;

    /// <summary>Everyone on the waiting list: with an offer, or without.</summary>
    public IEnumerable<ElderId> OnList => Offers.Keys.Concat(Waiting.Select(w => w.Elder));

    /// <summary>Portions go out from an hour before the planned start on, deliveries first.</summary>
    public DateTimeOffset DoorsOpen => ServedFrom - DoorsOpenBefore;

    public static readonly TimeSpan DoorsOpenBefore = TimeSpan.FromHours(1);

    public static StreamRef At(MealPointId point, DateOnly date, Meal meal) =>
        Stream.At(SittingId.Of(point, date, meal).Value);

    /// <summary>The elder's guest state, or null for someone the sitting does not know.</summary>
    public GuestState? StateOf(ElderId elder) => Guests.TryGetValue(elder, out var guest) ? guest.State : null;

    /// <summary>Waits for a place, or has one offered.</summary>
    public bool Waits(ElderId elder) => Offers.ContainsKey(elder) || Waiting.Exists(w => w.Elder == elder);

    /// <summary>The standing order that put the elder on the waiting list; null when none did, or she is not on it.</summary>
    internal StandingOrderId? OrderOnList(ElderId elder) =>
        Offers.TryGetValue(elder, out var offer) ? offer.Order : Waiting.Find(w => w.Elder == elder).Order;

    /// <summary>Why the elder cannot become a guest here (any more), whoever asks; null when nothing stands against it.</summary>
    internal Refusal? Refuses(ElderId elder) => StateOf(elder) switch
    {
        GuestState.Booked => new AlreadyBooked(Id, elder),
        GuestState.Served or GuestState.WalkIn => new AlreadyServed(Id, elder),
        GuestState.NoShow => new NoShowAlreadyRecorded(Id, elder),
        _ => Closed ? new SittingAlreadyClosed(Id) : null,
    };

    /// <summary>How the elder's portion reaches the elder; eaten in when nothing is known of one.</summary>
    public Channel ChannelOf(ElderId elder) => Guests.TryGetValue(elder, out var guest) ? guest.Channel : Channel.DineIn;

    /// <exception cref="InvalidOperationException">The fact cannot follow the state.</exception>
    public static Sitting? Fold(Sitting? sitting, SittingFact fact) => (sitting, fact) switch
    {
        (null, SittingOpened f) => Open(f),
        ({ Closed: false } s, MealBooked f) when s.StateOf(f.Elder) is null or GuestState.Cancelled && !s.Waits(f.Elder) =>
            s with
            {
                Guests = s.Guests.SetItem(
                    f.Elder, new(GuestState.Booked, f.Channel, f.SamePlace ? s.Guests[f.Elder].Turn : s.Turns + 1, f.Order, f.MovedFrom is not null)),
                Booked = s.Booked + 1,
                Turns = f.SamePlace ? s.Turns : s.Turns + 1,
            },
        ({ Closed: false } s, BookingCancelled f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with
            {
                Guests = s.Guests.SetItem(f.Elder, s.Guests[f.Elder] with { State = GuestState.Cancelled, Order = f.Order }),
                Booked = s.Booked - 1,
                Cancelled = s.Cancelled + 1,
                Displaced = s.Displaced.Remove(f.Elder),
                Escalated = s.Escalated.Remove(f.Elder),
            },
        ({ Closed: false } s, BookingMovedOut f) when s.StateOf(f.Elder) is GuestState.Booked => s with
        {
            Guests = s.Guests.SetItem(f.Elder, s.Guests[f.Elder] with { State = GuestState.Cancelled, Order = null }),
            Booked = s.Booked - 1,
            Displaced = s.Displaced.Remove(f.Elder),
            Escalated = s.Escalated.Remove(f.Elder),
        },
        ({ Closed: false } s, BookingDisplaced f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with { Displaced = s.Displaced.Add(f.Elder, f.By) },
        ({ Closed: false } s, BookingReinstated f) when s.Displaced.ContainsKey(f.Elder) =>
            s with { Displaced = s.Displaced.Remove(f.Elder), Escalated = s.Escalated.Remove(f.Elder) },
        ({ Closed: false } s, DisplacedBookingEscalated f) when s.Displaced.ContainsKey(f.Elder) =>
            s with { Escalated = s.Escalated.Add(f.Elder) },
        ({ Closed: false } s, SittingCapacitySet f) => s with { Capacity = f.Capacity, CapacityIsSet = true },
        ({ Closed: false } s, MoveOfDisplacedRequested) => s,
        ({ Closed: false } s, MealServed { AfterNoShow: false } f) when s.StateOf(f.Elder) is GuestState.Booked => s with
        {
            Guests = s.Fed(f.Elder, GuestState.Served, f.Channel, f.ServedAt, f.Scan),
            Served = s.Served + 1,
            Displaced = s.Displaced.Remove(f.Elder),
            Escalated = s.Escalated.Remove(f.Elder),
        },
        // What a device without connection handed out has happened, whatever was recorded or closed meanwhile.
        ({ } s, MealServed { AfterNoShow: true } f) when s.StateOf(f.Elder) is GuestState.NoShow => s with
        {
            Guests = s.Fed(f.Elder, GuestState.Served, f.Channel, f.ServedAt, f.Scan),
            Booked = s.Booked + 1,
            Served = s.Served + 1,
            NoShows = s.NoShows - 1,
        },
        ({ } s, SecondPortionFound f) when s.StateOf(f.Elder) is GuestState.Served or GuestState.WalkIn => s with
        {
            SecondPortions = s.SecondPortions.Add((f.Elder, f.Scan.Device), f.ServedAt),
            Conflicts = s.Conflicts.Add(f.Elder),
        },
        ({ } s, PortionConflictSettled f) when s.Conflicts.Contains(f.Elder) => s with { Conflicts = s.Conflicts.Remove(f.Elder) },
        ({ } s, WalkInServed f) when (!s.Closed || f.Offline) && !s.Waits(f.Elder)
            && s.StateOf(f.Elder) is null or GuestState.Cancelled or GuestState.NoShow =>
            s with
            {
                Guests = s.Fed(f.Elder, GuestState.WalkIn, f.Channel ?? Channel.DineIn, f.ServedAt, f.Scan),
                WalkIns = s.WalkIns + 1,
                Conflicts = f.Elsewhere is null ? s.Conflicts : s.Conflicts.Add(f.Elder),
                Elsewhere = f.Elsewhere is { } elsewhere ? s.Elsewhere.SetItem(f.Elder, elsewhere) : s.Elsewhere,
            },
        ({ Closed: false } s, NoShowRecorded f) when s.StateOf(f.Elder) is GuestState.Booked =>
            s with
            {
                Guests = s.With(f.Elder, GuestState.NoShow),
                Booked = s.Booked - 1,
                NoShows = s.NoShows + 1,
                Displaced = s.Displaced.Remove(f.Elder),
                Escalated = s.Escalated.Remove(f.Elder),
            },
        ({ Closed: false } s, SittingPlanChanged f) => s with
        {
            Capacity = f.Capacity,
            WalkInBuffer = f.WalkInBuffer,
            CutOff = f.CutOff,
            ServedFrom = f.ServedFrom,
            ServedUntil = f.ServedUntil,
            Price = f.Price,
            DeliveryFee = f.DeliveryFee,
        },
        ({ Closed: false } s, WaitingListJoined f) when !s.Waits(f.Elder) => s with
        {
            Waiting = s.Waiting.Add(new(f.Elder, f.Channel, s.Joined + 1, f.Order)),
            Joined = s.Joined + 1,
        },
        ({ Closed: false } s, PlaceOffered f) when s.Waiting is [var next, ..] && next.Elder == f.Elder =>
            s with { Waiting = s.Waiting.RemoveAt(0), Offers = s.Offers.Add(f.Elder, new(f.Channel, f.Until, next.Turn, next.Order)) },
        ({ Closed: false } s, PlaceDeclined f) when s.Offers.ContainsKey(f.Elder) => s.OffList(f.Elder, forGood: true),
        ({ Closed: false } s, PlaceOfferWithdrawn f) when s.Offers.TryGetValue(f.Elder, out var offer) => s with
        {
            Offers = s.Offers.Remove(f.Elder),
            Waiting = s.Waiting.Insert(
                s.Waiting.Count(w => w.Turn < offer.Turn), new(f.Elder, offer.Channel, offer.Turn, offer.Order)),
        },
        ({ Closed: false } s, PlaceOfferLapsed f) when s.Offers.TryGetValue(f.Elder, out var offer) =>
            s.OffList(f.Elder, forGood: true, atTheEnd: offer.Until >= s.CutOff),
        ({ Closed: false } s, WaitingListLeft f) when s.Waits(f.Elder) && f.HadOffer == s.Offers.ContainsKey(f.Elder) =>
            s.OffList(f.Elder, forGood: f.Because is LeftListBecause.Asked or LeftListBecause.CutOff, f.Because == LeftListBecause.CutOff),
        ({ Closed: false } s, SittingClosed) when s.Booked == s.Served && s.Waiting.IsEmpty && s.Offers.IsEmpty => s with { Closed = true },
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
        Price = f.Price,
        DeliveryFee = f.DeliveryFee,
    };

    private ImmutableDictionary<ElderId, Guest> Fed(ElderId elder, GuestState state, Channel channel, DateTimeOffset at, Scan? scan)
    {
        Guests.TryGetValue(elder, out var guest);
        return Guests.SetItem(elder, guest with { State = state, Channel = channel, ServedAt = at, Device = scan?.Device, Sequence = scan?.Sequence });
    }

    private Sitting OffList(ElderId elder, bool forGood, bool atTheEnd = false) => this with
    {
        Waiting = Waiting.RemoveAll(w => w.Elder == elder),
        Offers = Offers.Remove(elder),
        LeftList = forGood ? LeftList.Add(elder) : LeftList,
        WaitedInVain = atTheEnd ? WaitedInVain.Add(elder) : WaitedInVain,
    };

    private ImmutableDictionary<ElderId, Guest> With(ElderId elder, GuestState state) =>
        Guests.SetItem(elder, Guests[elder] with { State = state });
}
