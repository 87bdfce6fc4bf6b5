using Eldercare.Beds;
using Eldercare.Beds.Boards;
using Eldercare.Beds.Homes;
using Eldercare.City.Reading;

namespace Eldercare.Api.Tests;

/// <summary>Both homes are licensed, and the first lacks its insurance.</summary>
public sealed partial class FakeCity : IHomeRegisterReader
{
    public Task<Page<CertificateDue>> DueAsync(
        string city, HomeId? home, string? district, DateOnly today, int within, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<CertificateDue>([new(Id(95), HomeA, CertificateKind.LiabilityInsurance, EndsOn: null)], HasMore: false));

    public Task<Page<HomeBoard>> HomesAsync(
        string city, string? district, OperatorKind? operatorKind, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<HomeBoard>([Home_(HomeA), Home_(HomeB)], HasMore: false));

    public Task<ILookup<HomeId, CertificateRow>> CertificatesAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation) =>
        Read(homes.Select(h => new CertificateRow(
            Id(96), h, CertificateKind.Licence, "L-1", Day, Day, null, null, null, Noon, "office")).ToLookup(c => c.Home));

    public Task<Page<RoomRow>> RoomsAsync(string city, HomeId home, Slice<Guid> slice, CancellationToken cancellation) =>
        Read(new Page<RoomRow>([Room_(new(Id(91)))], HasMore: false));

    public Task<IReadOnlyDictionary<RoomId, RoomRow>> RoomsByIdsAsync(
        string city, IReadOnlyCollection<RoomId> rooms, CancellationToken cancellation) => Rows(rooms, [new(Id(91))], Room_);

    public Task<IReadOnlyList<BedId>> BedsOfRoomAsync(string city, RoomId room, CancellationToken cancellation) =>
        Read<IReadOnlyList<BedId>>([BedA]);

    public Task<Page<HomeChange>> ChangesAsync(string city, HomeId home, Slice<long> slice, CancellationToken cancellation) =>
        Read(new Page<HomeChange>(
            [new(home, 1, nameof(HomeRegistered), Noon, "office", null, null, new() { Name = "Home" })], HasMore: false));

    private static RoomRow Room_(RoomId id) => new(id, HomeA, "101", GenderRule.Mixed, "A", 1);
}
