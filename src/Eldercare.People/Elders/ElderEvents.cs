using Eldercare.People.Diets;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

public abstract record ElderFact;

/// <param name="BornInMonth">Year and month as yyyymm; the day is personal data and stands in the elder's record alone.</param>
public sealed record ElderRegistered(ElderId Elder, string District, Gender Gender, int BornInMonth) : ElderFact;

/// <summary>Name, phone, address or district changed; what they are now stands in the elder's record alone.</summary>
/// <param name="District">District code: as it is now, changed or not.</param>
/// <param name="DistrictBefore">For who counts people by district: where she lived; null when it is the same, and in events from before it was kept.</param>
/// <param name="BornInMonth">Beside <paramref name="DistrictBefore"/>: yyyymm.</param>
[EventVersion(2)]
public sealed record ElderDetailsChanged(
    ElderId Elder, string District, string? DistrictBefore = null, int? BornInMonth = null) : ElderFact;

/// <param name="Standard">The standard the assessment followed, e.g. GB/T 42195-2022.</param>
/// <param name="AssessedBy">The assessor's registration, not a name.</param>
public sealed record CareLevelChanged(
    ElderId Elder, CareLevel Level, string Standard, DateOnly AssessedOn, DateOnly? ExpiresOn, string AssessedBy) : ElderFact;

/// <param name="Elder">Whose.</param>
/// <param name="Card">Follows from the card's code, which is not kept.</param>
public sealed record CardIssued(ElderId Elder, Cards.CardId Card) : ElderFact;

public sealed record CardRevoked(ElderId Elder, Cards.CardId Card) : ElderFact;

/// <summary>The person's data is gone; who it was cannot be told any more.</summary>
public sealed record PersonErased(ElderId Elder, ErasureReason Reason) : ElderFact;

public sealed record ElderDied(ElderId Elder, DateOnly DiedOn, int BornInMonth, string District) : ElderFact;

/// <summary>What the elder can and may eat, in codes; as it is now stands in the diner's profile, which can be erased.</summary>
/// <param name="OtherAllergens">Codes such as <c>sesame</c>, beside those of GB 7718.</param>
public sealed record DinerProfileChanged(
    ElderId Elder, FoodTexture Food, DrinkThickness Drink, ImmutableArray<Allergen> Allergens, ImmutableArray<string> OtherAllergens,
    ImmutableArray<Diet> Diets) : ElderFact;
