using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Cards;

namespace Eldercare.Api.Tests;

/// <summary>Anna's card, and one portion too many.</summary>
public sealed partial class FakeCity : ICheckInReader
{
    public Task<IReadOnlyDictionary<CardId, ElderCard>> CardsByIdsAsync(
        string city, IReadOnlyCollection<CardId> cards, CancellationToken cancellation) =>
        Read<IReadOnlyDictionary<CardId, ElderCard>>(
            cards.Where(c => c == TestApi.Cards.IdOf("text")).ToDictionary(c => c, c => new ElderCard(c, Anna, Noon)));

    public Task<ILookup<ElderId, ElderCard>> CardsAsync(string city, IReadOnlyCollection<ElderId> elders, CancellationToken cancellation) =>
        Read(elders.Where(e => e == Anna).Select(e => new ElderCard(TestApi.Cards.IdOf("text"), e, Noon)).ToLookup(c => c.Elder));

    public Task<IReadOnlySet<ElderId>> NamedAsync(
        string city, IReadOnlyCollection<ElderId> elders, string text, CancellationToken cancellation) =>
        Read<IReadOnlySet<ElderId>>(elders.Where(e => e == Anna).ToHashSet());

    public Task<Page<FoundConflict>> ConflictsAsync(
        string city, MealPointId? point, string? district, bool settled, Slice<long> slice, CancellationToken cancellation) =>
        Read(new Page<FoundConflict>(
            [new(new(Lunch, Anna, SittingId.Of(PointB, Day, Meal.Lunch), Noon, "tablet", 3, null, null, null, 7, Noon), Noon)], HasMore: false));
}
