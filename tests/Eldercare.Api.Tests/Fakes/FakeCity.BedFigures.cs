using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.City.Reading;

namespace Eldercare.Api.Tests;

/// <summary>Beds in figures: the whole city's or a district's.</summary>
public sealed partial class FakeCity : IBedFiguresReader
{
    public CensusDay? FiguresAsked { get; private set; }

    public ImmutableArray<DateOnly> SeriesAsked { get; private set; } = [];

    public Task<BedFigures> BedsAsync(string city, CensusDay day, string? district, CancellationToken cancellation)
    {
        FiguresAsked = day;
        return Read(BedFigures.Of(
        [
            new(BedKind.Nursing, OperatorKind.Social, BedState.Occupied, Lived: true, MayAdmit: true, null, Within7: false, Promised: false, 15_000),
            new(BedKind.Nursing, OperatorKind.Public, BedState.OnLeave, Lived: true, MayAdmit: true, FreedBy.LeaveRunsOut, Within7: false, Promised: true, 1_000),
            new(BedKind.Ordinary, OperatorKind.Public, BedState.Ready, Lived: false, MayAdmit: false, null, Within7: false, Promised: false, 3_900),
            new(BedKind.Ordinary, OperatorKind.Public, BedState.ToClean, Lived: false, MayAdmit: true, FreedBy.Cleaning, Within7: true, Promised: false, 100),
        ]));
    }

    public Task<IReadOnlyList<LaneWaiting>> WaitingAsync(string city, CensusDay day, string? district, CancellationToken cancellation) =>
        Read<IReadOnlyList<LaneWaiting>>(
        [
            new(null, null, new(3, 20, 90), new(0, null, null)),
            new(Lane.Destitute, "destitute", new(3, 20, 90), new(0, null, null)),
        ]);

    public Task<StayLengths> StaysAsync(string city, CensusDay day, string? district, CancellationToken cancellation) =>
        Read(new StayLengths(new(10, 400, 1_500), new(16_000, 500, 2_000)));

    public Task<int> People60Async(string city, DateOnly on, string? district, CancellationToken cancellation) =>
        Read(on < Day ? 0 : 732_000);

    public Task<IReadOnlyList<BedPoint>> SeriesAsync(
        string city, ImmutableArray<DateOnly> days, DateTimeOffset knownAt, string? district, CancellationToken cancellation)
    {
        SeriesAsked = days;
        return Read<IReadOnlyList<BedPoint>>([.. days.Select(d => new BedPoint(d, 10, 7, 1, 1, 1, 1, 0, 3, [(Lane.Destitute, "destitute", 3)]))]);
    }
}
