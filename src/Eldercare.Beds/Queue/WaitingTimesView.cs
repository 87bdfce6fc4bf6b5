using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Queue;

/// <summary>
/// An open application in one lane, for as long as it stood there: how many wait, and for how long, is known of any day. Also one with a bed
/// on offer or accepted waits; it is over when she moves in or the application ends.
/// </summary>
/// <param name="Application">Which.</param>
/// <param name="Nr">Which of its lanes, from 1.</param>
/// <param name="Elder">Who waits.</param>
/// <param name="Kind">The kind of bed.</param>
/// <param name="Lane">What sort of lane.</param>
/// <param name="LaneCode">The lane's code in the policy that placed it.</param>
/// <param name="Rank">That lane's place in the policy, from 0.</param>
/// <param name="AppliedAt">When she applied.</param>
/// <param name="Since">Since when it stood in this lane: when she applied, or when it was moved.</param>
/// <param name="KnownFrom">When this was recorded; later than <paramref name="Since"/> where a registry brought the application.</param>
/// <param name="Until">When it left the lane, as recorded; null while it is there.</param>
/// <param name="AdmittedOn">The day she moved in, as it was recorded first; null when she has not, or the application was in another lane by then.</param>
[Table("waiting_times", Indexes = ["until", "admitted_on"])]
public sealed record WaitingTime(
    [Key] ApplicationId Application, [Key] int Nr, ElderId Elder, BedKind Kind, Lane Lane, string LaneCode, int Rank, DateTimeOffset AppliedAt,
    DateTimeOffset Since, DateTimeOffset KnownFrom, DateTimeOffset? Until, DateOnly? AdmittedOn = null);

/// <summary>The last of an application's lanes.</summary>
[Table("waiting_tracks")]
public sealed record WaitingTrack([Key] ApplicationId Application, int Lanes);

/// <summary>How long who waited in which lane.</summary>
public sealed class WaitingTimesView : View
{
    public override string Name => "WaitingTimes";

    public override ImmutableArray<Type> Rows => [typeof(WaitingTime), typeof(WaitingTrack)];

    public override ImmutableArray<Type> Events =>
        [typeof(BedAppliedFor), typeof(LaneChanged), typeof(ResidentAdmitted), typeof(ApplicationEnded)];

    public override void Need(Recorded recorded, RowSet rows)
    {
        if (recorded.Fact is not BedAppliedFor && Of(recorded.Fact) is { } application) Last(application, rows);
    }

    public override void Apply(Recorded recorded, RowSet rows)
    {
        var at = recorded.RecordedAt;
        if (recorded.Fact is BedAppliedFor applied)
        {
            var placed = applied.Placed ?? Placement.OfGiven(applied.Lane);
            rows.Put(new WaitingTrack(applied.Application, 1));
            rows.Put(new WaitingTime(
                applied.Application, 1, applied.Elder, applied.Kind, applied.Lane, placed.Lane, placed.Rank, applied.At, applied.At < at ? applied.At : at, at, null));
            return;
        }

        if (Of(recorded.Fact) is not { } application) return;
        var last = Last(application, rows)!;
        rows.Put(last with { Until = at, AdmittedOn = recorded.Fact is ResidentAdmitted admitted ? admitted.On : null });
        if (recorded.Fact is not LaneChanged f) return;
        rows.Put(new WaitingTrack(application, last.Nr + 1));
        rows.Put(last with { Nr = last.Nr + 1, Lane = f.Lane, LaneCode = f.To.Lane, Rank = f.To.Rank, Since = at, KnownFrom = at });
    }

    private static WaitingTime? Last(ApplicationId application, RowSet rows) =>
        rows.Find<WaitingTrack>(application) is { } track ? rows.Find<WaitingTime>(application, track.Lanes) : null;

    private static ApplicationId? Of(object fact) => fact switch
    {
        BedAppliedFor f => f.Application,
        LaneChanged f => f.Application,
        ApplicationEnded f => f.Application,
        ResidentAdmitted f => f.Application,
        _ => throw new InvalidOperationException($"{fact.GetType().Name} is not known to the waiting times."),
    };
}
