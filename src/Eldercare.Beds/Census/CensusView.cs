using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Census;

/// <summary>Every bed's states, terms and stays over time.</summary>
public sealed class CensusView : View
{
    public override string Name => "Census";

    public override ImmutableArray<Type> Rows => [typeof(BedStay), typeof(BedStateTime), typeof(BedTrack)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BedRegistered), typeof(BedChanged), typeof(StayEndAgreed), typeof(LeaveExtended), typeof(ReservationMade), typeof(BedHeld), typeof(HoldReleased), typeof(BedReserved), typeof(ReservationBegan), typeof(ReservationCancelled),
        typeof(ResidentAdmitted), typeof(ResidentTransferredIn), typeof(ResidentTransferredOut), typeof(ResidentDeparted), typeof(LeaveBegan),
        typeof(LeaveEnded), typeof(BedReleasedFromLeave), typeof(StayCorrected), typeof(BedCleaned), typeof(BedClosed), typeof(BedReopened),
        typeof(BedRetired), typeof(ClosureEndChanged),
    ];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is BedRegistered || rows.Find<BedTrack>(recorded.Stream) is not { } track) return;
        rows.Find<BedStateTime>(recorded.Stream, track.States);
        foreach (var stay in track.Live) rows.Find<BedStay>(recorded.Stream, stay.Nr);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is BedRegistered f)
        {
            rows.Put(new BedTrack(f.Bed, f.Home, BedState.Ready, 1, 0, []));
            rows.Put(new BedStateTime(f.Bed, 1, f.Home, BedState.Ready, recorded.RecordedAt, null, f.Kind));
            return;
        }

        var fact = (BedFact)recorded.Fact;
        var track = rows.Find<BedTrack>(recorded.Stream)!;
        track = Lived(fact, track, recorded.RecordedAt, rows);
        track = track with { Promised = Promised(fact, track.Promised ?? []) };
        var before = rows.Find<BedStateTime>(track.Bed, track.States)!;
        var after = Agreed(fact, before) with { State = After(fact, before.State), PromisedFrom = track.Promised is [var next, ..] ? next.From : null };
        if (after != before)
        {
            track = track with { State = after.State, States = track.States + 1 };
            rows.Put(before with { Until = recorded.RecordedAt });
            rows.Put(after with { Nr = track.States, Since = recorded.RecordedAt });
        }

        rows.Put(track);
    }

    private static BedState After(BedFact fact, BedState state) => BedTransitions.ActionOf(fact) is not { } action
        ? state
        : BedTransitions.After(state, action) ?? throw new InvalidOperationException($"{fact} cannot follow {state}.");

    /// <summary>What kind of bed it is and when it was to be free.</summary>
    private static BedStateTime Agreed(BedFact fact, BedStateTime bed) => fact switch
    {
        BedChanged f => bed with { Kind = f.Kind },
        ResidentAdmitted f => bed with { FreeOn = f.Until, KeptUntil = null },
        ResidentTransferredIn f => bed with { FreeOn = f.Until, KeptUntil = null },
        StayEndAgreed f => bed with { FreeOn = f.Until },
        LeaveBegan f => bed with { KeptUntil = f.KeptUntil },
        LeaveExtended f => bed with { KeptUntil = f.KeptUntil },
        LeaveEnded => bed with { KeptUntil = null },
        BedClosed f => bed with { FreeOn = f.Until, KeptUntil = null },
        // Of one that is only ordered the resident's own end stands.
        ClosureEndChanged f when bed.State == BedState.Closed => bed with { FreeOn = f.Until },
        _ when BedTransitions.ActionOf(fact) is not null => bed with { FreeOn = null, KeptUntil = null },
        _ => bed,
    };

    /// <summary>Reservations that have not begun, by their first day. Who moves in uses up hers of those days.</summary>
    private static ImmutableArray<Reservation> Promised(BedFact fact, ImmutableArray<Reservation> promised) => fact switch
    {
        ReservationMade f => [.. promised.Add(new(f.Elder, f.From, f.Until)).OrderBy(r => r.From)],
        ReservationBegan f => promised.RemoveAll(r => r.Elder == f.Elder && r.From == f.From),
        ReservationCancelled { Kept: false } f => promised.RemoveAll(r => r.Elder == f.Elder && r.From == f.From),
        ResidentAdmitted f => UsedUp(promised, f.Elder, f.On, f.Until),
        ResidentTransferredIn f => UsedUp(promised, f.Elder, f.On, f.Until),
        _ => promised,
    };

    private static ImmutableArray<Reservation> UsedUp(ImmutableArray<Reservation> promised, ElderId elder, DateOnly on, DateOnly? until) =>
        promised.RemoveAll(r => r.Elder == elder && new Span(r.From, r.Until, elder.Value).Overlaps(on, until));

    private static BedTrack Lived(BedFact fact, BedTrack track, DateTimeOffset at, RowSet rows) => fact switch
    {
        ResidentAdmitted f => Put(track, f.Elder, f.On, null, at, rows),
        ResidentTransferredIn f => Put(track, f.Elder, f.On, null, at, rows),
        ResidentTransferredOut f => Replace(track, Open(track), s => (s.Began, f.On), at, rows),
        ResidentDeparted f => Replace(track, Open(track), s => (s.Began, f.On), at, rows),
        BedReleasedFromLeave f => Replace(track, Open(track), s => (s.Began, f.On), at, rows),
        StayCorrected f => Replace(
            track, track.Live.Last(s => s.Elder == f.Elder && s.Began == f.From && s.Ended is null == f.ToUntil is null),
            _ => (f.ToFrom, f.ToUntil), at, rows),
        _ => track,
    };

    private static LiveStay Open(BedTrack track) => track.Live.Last(s => s.Ended is null);

    private static BedTrack Replace(
        BedTrack track, LiveStay stay, Func<LiveStay, (DateOnly Began, DateOnly? Ended)> days, DateTimeOffset at, RowSet rows)
    {
        rows.Put(rows.Find<BedStay>(track.Bed, stay.Nr)! with { KnownUntil = at });
        var (began, ended) = days(stay);
        return Put(track with { Live = track.Live.Remove(stay) }, stay.Elder, began, ended, at, rows);
    }

    private static BedTrack Put(BedTrack track, ElderId elder, DateOnly began, DateOnly? ended, DateTimeOffset at, RowSet rows)
    {
        var nr = track.Stays + 1;
        rows.Put(new BedStay(track.Bed, nr, track.Home, elder, began, ended, at, null));
        return track with { Stays = nr, Live = track.Live.Add(new(nr, elder, began, ended)) };
    }
}
