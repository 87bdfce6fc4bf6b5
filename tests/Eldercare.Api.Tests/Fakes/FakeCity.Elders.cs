using Eldercare.Beds;
using Eldercare.Beds.Applications;
using Eldercare.City;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.People.Entitlements;
using Eldercare.People.Search;

namespace Eldercare.Api.Tests;

/// <summary>Two elders, and what they have.</summary>
public sealed partial class FakeCity : IElderReader, IPeopleSearch
{
    public Task<Page<ElderRecord>> FindAsync(
        string city, SearchTerm term, string? district, Slice<Guid> slice, CancellationToken cancellation) => Read(new Page<ElderRecord>(
            [.. new[] { Record(Anna), Record(Bruno) }.Where(e => district is null || e.District == district)], HasMore: false));

    public Task<FoundAtDoor> AtDoorAsync(string city, DoorTerm term, CancellationToken cancellation) => Read(FoundAtDoor.Of([Record(Bruno)]));

    public Task<IReadOnlyDictionary<ElderId, ElderRecord>> ByIdsAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) => Rows(elders, [Anna, Bruno], Record);

    public Task<Page<LedgerEntry>> LedgerAsync(
        string city, ElderId elder, IReadOnlyCollection<string> without, Slice<long> slice, CancellationToken cancellation)
    {
        LedgerEntry[] all =
        [
            new(elder, 6, nameof(MealCharged), Noon, Lunch.Value, "2.00 / 8.00", new(200), new(600)),
            new(elder, 5, nameof(MealServed), Noon, Lunch.Value, "DineIn"),
            new(elder, 4, nameof(EntitlementGranted), Noon, null, "MinimumLiving"),
            new(elder, 3, nameof(OfferDeclined), Noon, BedB.Value, "Too far"),
        ];
        return Read(new Page<LedgerEntry>([.. all.Where(e => !without.Contains(e.Kind))], HasMore: false));
    }

    public Task<ILookup<ElderId, SittingBoard>> BookingsAsync(
        string city, IReadOnlyCollection<ElderId> elders, DateOnly from, CancellationToken cancellation) =>
        Read(elders.ToLookup(e => e, _ => Sitting_(PointA, Day)));

    public Task<ILookup<ElderId, WaitingPlace>> WaitingAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.Where(e => e == Bruno).Select(WaitingAt).ToLookup(w => w.Entry.Elder));

    public Task<IReadOnlyDictionary<ElderId, BedId>> BedsOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Rows(elders, [Anna, Bruno], id => id == Anna ? BedA : BedB);

    public Task<ILookup<ElderId, HomeId>> HomesOfAsync(
        string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.ToLookup(e => e, e => e == Anna ? HomeA : HomeB));

    private static ElderRecord Record(ElderId id) => new(
        id, "Name", "identity-secret", "phone-secret", "address-secret", id == Anna ? Here : There, new(1940, 1, 1), Gender.Female,
        CareLevel.Mild, null);
}
