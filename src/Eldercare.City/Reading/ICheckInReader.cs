using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;

namespace Eldercare.City.Reading;

/// <summary>What the door asks: whose card, which guest, what is to be settled. Every question is one SQL statement.</summary>
public interface ICheckInReader
{
    /// <summary>The cards of these that were ever issued; also those revoked since, as what was scanned before may come later.</summary>
    Task<IReadOnlyDictionary<CardId, ElderCard>> CardsByIdsAsync(string city, IReadOnlyCollection<CardId> cards, CancellationToken cancellation);

    /// <summary>Each elder's cards that are good, oldest first.</summary>
    Task<ILookup<ElderId, ElderCard>> CardsAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation);

    /// <summary>Of these elders the ones whose name contains the text, or whose phone ends with it when it is four digits.</summary>
    Task<IReadOnlySet<ElderId>> NamedAsync(string city, IReadOnlyCollection<ElderId> elders, string text, CancellationToken cancellation);

    /// <summary>Second portions, newest first: of one point, of a district, or of the city; open or settled ones.</summary>
    Task<Page<FoundConflict>> ConflictsAsync(
        string city, MealPointId? point, string? district, bool settled, Slice<long> slice, CancellationToken cancellation);
}

/// <summary>A second portion with what is known of the first.</summary>
/// <param name="Conflict">As it was found.</param>
/// <param name="FirstServedAt">When the first was handed out; null when it was only booked.</param>
/// <param name="Settled">What a person made of it; null while it is open.</param>
public sealed record FoundConflict(PortionConflict Conflict, DateTimeOffset? FirstServedAt, SettledPortionConflict? Settled = null);
