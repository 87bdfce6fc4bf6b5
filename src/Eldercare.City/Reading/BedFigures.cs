using Eldercare.Beds;

namespace Eldercare.City.Reading;

/// <summary>What makes a bed free soon.</summary>
public enum FreedBy
{
    /// <summary>The agreed end of the resident's stay.</summary>
    StayEnds,

    /// <summary>The day until which the bed of a resident on leave is kept.</summary>
    LeaveRunsOut,

    /// <summary>Nobody lives in it any more; it is not yet cleaned.</summary>
    Cleaning,

    /// <summary>The day a closed bed is expected back.</summary>
    ClosureEnds,
}

/// <summary>Beds alike at the end of a day.</summary>
/// <param name="Kind">Their kind.</param>
/// <param name="Operator">Of their home, on that day.</param>
/// <param name="State">As recorded by then; null for a bed of which only its resident is known: the day lies before its registration.</param>
/// <param name="Lived">Somebody lived in them.</param>
/// <param name="MayAdmit">Their home might admit.</param>
/// <param name="Frees">What makes them free within 30 days; null for nothing.</param>
/// <param name="Within7">It does within 7 days.</param>
/// <param name="Promised">Somebody has reserved them from a later day on.</param>
/// <param name="Beds">How many.</param>
public sealed record BedsAlike(
    BedKind Kind, OperatorKind Operator, BedState? State, bool Lived, bool MayAdmit, FreedBy? Frees, bool Within7, bool Promised, int Beds);

/// <summary>Beds that will be free, of one kind and for one reason.</summary>
/// <param name="Within7">Within 7 days; those whose day has passed and those to clean among them.</param>
/// <param name="Within30">Within 30 days, the former included.</param>
/// <param name="Promised">Of those within 30 days, reserved for somebody from a later day on.</param>
public sealed record BedsComingFree(BedKind Kind, FreedBy By, int Within7, int Within30, int Promised);

/// <summary>The beds of a city or district at the end of a day.</summary>
/// <param name="Census">In the fields of the census.</param>
/// <param name="OnLeave">Of the occupied, those whose resident is away.</param>
/// <param name="ByOperator">Of all, by who runs the home; every kind of operator.</param>
/// <param name="ByKind">Of all, by kind; every kind.</param>
/// <param name="ComingFree">By kind and reason; none where there are none.</param>
public sealed record BedFigures(
    Census Census, int OnLeave, ImmutableArray<(OperatorKind Operator, int Beds)> ByOperator, ImmutableArray<(BedKind Kind, int Beds)> ByKind,
    ImmutableArray<BedsComingFree> ComingFree)
{
    public static BedFigures Of(IReadOnlyCollection<BedsAlike> counts)
    {
        var there = counts.Where(c => c.Lived || c.State != BedState.Retired).ToArray();
        int Sum(Func<BedsAlike, bool> which) => there.Where(which).Sum(c => c.Beds);
        int Empty(Func<BedsAlike, bool> which) => Sum(c => !c.Lived && which(c));
        return new(
            new Census(
                Total: Sum(_ => true),
                Occupied: Sum(c => c.Lived),
                Reserved: Empty(c => c.State is BedState.Held or BedState.Reserved),
                Admitting: Empty(c => c.State == BedState.Ready && c.MayAdmit),
                ToClean: Empty(c => c.State is BedState.ToClean or BedState.Occupied or BedState.OnLeave),
                Closed: Empty(c => c.State == BedState.Closed),
                NotAdmitting: Empty(c => c.State == BedState.Ready && !c.MayAdmit)),
            OnLeave: Sum(c => c.Lived && c.State == BedState.OnLeave),
            [.. Enum.GetValues<OperatorKind>().Select(o => (o, Sum(c => c.Operator == o)))],
            [.. Enum.GetValues<BedKind>().Select(k => (k, Sum(c => c.Kind == k)))],
            [
                .. there.Where(c => c.Frees is not null).GroupBy(c => (c.Kind, By: c.Frees!.Value)).OrderBy(g => g.Key)
                    .Select(g => new BedsComingFree(
                        g.Key.Kind, g.Key.By, g.Where(c => c.Within7).Sum(c => c.Beds), g.Sum(c => c.Beds), g.Where(c => c.Promised).Sum(c => c.Beds))),
            ]);
    }
}

/// <summary>A number of days of several cases: half of them lasted at most the median, nine of ten at most the ninetieth percentile (nearest rank, so each is a case's own).</summary>
/// <param name="Cases">How many; without any there are no days.</param>
public sealed record DaysSpread(int Cases, int? Median, int? Ninetieth);

/// <summary>How long people wait for a bed, in one lane or in all.</summary>
/// <param name="Lane">What sort of lane; null for all together.</param>
/// <param name="LaneCode">The lane's code in its policy; null likewise.</param>
/// <param name="Waiting">Days since the application, of those who wait.</param>
/// <param name="Admitted">Days from application to moving in, of those who did in the 12 months before.</param>
public sealed record LaneWaiting(Lane? Lane, string? LaneCode, DaysSpread Waiting, DaysSpread Admitted);

/// <summary>How long people stay, through transfers.</summary>
/// <param name="Left">From the first day to the day they left, of those who did in the 12 months before.</param>
/// <param name="Living">From the first day, of those who live there.</param>
public sealed record StayLengths(DaysSpread Left, DaysSpread Living);

/// <summary>The beds and those who wait at the end of one of several days.</summary>
/// <param name="Vacant">Whether or not the home may admit.</param>
/// <param name="Waiting">All who wait.</param>
/// <param name="Lanes">By lane, those that have somebody.</param>
public sealed record BedPoint(
    DateOnly On, int Total, int Occupied, int OnLeave, int Reserved, int Vacant, int ToClean, int Closed, int Waiting,
    ImmutableArray<(Lane Lane, string LaneCode, int Waiting)> Lanes);
