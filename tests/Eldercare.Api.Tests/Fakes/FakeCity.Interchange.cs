using Eldercare.Beds;
using Eldercare.City.Reading;

namespace Eldercare.Api.Tests;

/// <summary>Two homes, the first's room, a bed and a stay in each.</summary>
public sealed partial class FakeCity : IInterchangeReader
{
    public static Place[] Places => [new HomePlace(Home_(HomeA)), new HomePlace(Home_(HomeB)), new RoomPlace(Room_(new(Id(91))), Here), new BedPlace(Bed_(BedA)), new BedPlace(Bed_(BedB))];

    public static Stay[] Stays =>
    [
        new(BedA, new(Id(91)), HomeA, Here, Anna, Day, null, StayStatus.Present),
        new(BedB, new(Id(91)), HomeB, There, Bruno, Day, Day.AddDays(5), StayStatus.Over),
    ];

    public Task<Page<Place>> PlacesAsync(string city, PlaceSearch search, int count, PlaceKey? after, CancellationToken cancellation) => PageOf(
        Places.Where(p => search.Id is null || p.Key.Id == search.Id).Where(p => Reaches(search.Within, p.Home, p.District)),
        p => p.Key, count, after);

    public Task<Page<Stay>> StaysAsync(
        string city, StaySearch search, DateOnly today, int count, StayKey? after, CancellationToken cancellation) => PageOf(
        Stays.Where(s => search.Key is null || s.Key == search.Key).Where(s => Reaches(search.Within, s.Home, s.District)),
        s => s.Key, count, after);

    private Task<Page<T>> PageOf<T, TKey>(IEnumerable<T> rows, Func<T, TKey> key, int count, TKey? after)
        where TKey : struct
    {
        var left = after is { } last ? [.. rows.SkipWhile(r => !key(r).Equals(last)).Skip(1)] : rows.ToArray();
        return Read(new Page<T>([.. left.Take(count)], left.Length > count));
    }

    private static bool Reaches(Within? within, HomeId home, string district) => within is null || within.Home == home || within.District == district;
}
