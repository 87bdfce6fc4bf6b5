using Eldercare.Beds;

namespace Eldercare.City.Reading;

/// <summary>What homes are and have, from the views: certificates, rooms, and how they changed.</summary>
public interface IHomeRegisterReader
{
    /// <summary>
    /// Certificates that are out of date on a day, were never recorded, or end within so many days of it without another that goes on,
    /// the most urgent first.
    /// </summary>
    Task<Page<CertificateDue>> DueAsync(
        string city, HomeId? home, string? district, DateOnly today, int within, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>The register: all homes by name.</summary>
    Task<Page<HomeBoard>> HomesAsync(
        string city, string? district, OperatorKind? operatorKind, Slice<Guid> slice, CancellationToken cancellation);

    /// <summary>All certificates of each home, the latest first.</summary>
    Task<ILookup<HomeId, CertificateRow>> CertificatesAsync(
        string city, IReadOnlyCollection<HomeId> homes, CancellationToken cancellation);

    /// <summary>A home's rooms by building, floor and number.</summary>
    Task<Page<RoomRow>> RoomsAsync(string city, HomeId home, Slice<Guid> slice, CancellationToken cancellation);

    Task<IReadOnlyDictionary<RoomId, RoomRow>> RoomsByIdsAsync(
        string city, IReadOnlyCollection<RoomId> rooms, CancellationToken cancellation);

    /// <summary>Every bed the views know in a room.</summary>
    Task<IReadOnlyList<BedId>> BedsOfRoomAsync(string city, RoomId room, CancellationToken cancellation);

    /// <summary>A home's changes, what was recorded last first.</summary>
    Task<Page<HomeChange>> ChangesAsync(string city, HomeId home, Slice<long> slice, CancellationToken cancellation);
}

/// <summary>A kind of certificate a home lacks or will lack.</summary>
/// <param name="Id">Of home and kind.</param>
/// <param name="EndsOn">The last day it is held without a break; null when it never was.</param>
public sealed record CertificateDue(Guid Id, HomeId Home, CertificateKind Kind, DateOnly? EndsOn);
