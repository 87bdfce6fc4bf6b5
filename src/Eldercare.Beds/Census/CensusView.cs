using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Census;

/// <summary>Every bed's states and stays over time.</summary>
public sealed class CensusView : View
{
    public override string Name => "Census";

    public override ImmutableArray<Type> Rows => [typeof(BedStay), typeof(BedStateTime), typeof(BedTrack)];

    public override ImmutableArray<Type> Events =>
    [
        typeof(BedRegistered), typeof(BedHeld), typeof(HoldReleased), typeof(BedReserved), typeof(ReservationBegan), typeof(ReservationCancelled),
        typeof(ResidentAdmitted), typeof(ResidentTransferredIn), typeof(ResidentTransferredOut), typeof(ResidentDeparted), typeof(LeaveBegan),
        typeof(LeaveEnded), typeof(BedReleasedFromLeave), typeof(StayCorrected), typeof(BedCleaned), typeof(BedClosed), typeof(BedReopened),
        typeof(BedRetired),
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
            rows.Put(new BedStateTime(f.Bed, 1, f.Home, BedState.Ready, recorded.RecordedAt, null));
            return;
        }

        var fact = (BedFact)recorded.Fact;
        var track = rows.Find<BedTrack>(recorded.Stream)!;
        track = Lived(fact, track, recorded.RecordedAt, rows);
        if (BedTransitions.ActionOf(fact) is { } action)
        {
            var state = BedTransitions.After(track.State, action) ?? throw new InvalidOperationException($"{fact} cannot follow {track.State}.");
            rows.Put(rows.Find<BedStateTime>(track.Bed, track.States)! with { Until = recorded.RecordedAt });
            track = track with { State = state, States = track.States + 1 };
            rows.Put(new BedStateTime(track.Bed, track.States, track.Home, state, recorded.RecordedAt, null));
        }

        rows.Put(track);
    }

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
