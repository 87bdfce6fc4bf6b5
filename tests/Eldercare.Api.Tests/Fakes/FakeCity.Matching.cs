using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Beds.Matching;
using Eldercare.Beds.Queue;
using Eldercare.City.Reading;
using Eldercare.People.Elders;

namespace Eldercare.Api.Tests;

/// <summary>Anna of the district here waits for a bed there, and two of there for one anywhere and one there; each home has one free.</summary>
public sealed partial class FakeCity : IMatchingReader
{
    public Task<MatchingInput> InputAsync(
        string city, DateOnly today, QueuePolicy policy, bool byItself, CancellationToken cancellation) => Read(new MatchingInput(
        [
            new(new(Application, Anna, 1, Lane.Destitute, BedKind.Nursing, Gender.Female, null, new([HomeB], [])), Here),
            new(new(new(Id(42)), Bruno, 2, Lane.Everyone, BedKind.Nursing, Gender.Male, null, Preference.None), There),
            new(new(new(Id(43)), Bruno, 3, Lane.Everyone, BedKind.Nursing, Gender.Male, null, new([HomeB], [])), There),
        ],
        [
            new(BedA, HomeA, Here, BedKind.Nursing, GenderRule.Mixed, CareLevel.Total),
            new(BedB, HomeB, There, BedKind.Nursing, GenderRule.Mixed, CareLevel.Total),
        ]));

    public Task<IReadOnlyList<ReservationMove>> MovesAsync(
        string city, BedId bed, ImmutableArray<Reservation> reservations, DateOnly today, CancellationToken cancellation) =>
        Read<IReadOnlyList<ReservationMove>>(
            [.. reservations.Select(r => new ReservationMove(r, [new(BedA, HomeA, Here), new(BedB, HomeB, There)]))]);
}
