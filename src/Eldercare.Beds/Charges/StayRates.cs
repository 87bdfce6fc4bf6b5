using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Beds.Charges;

public abstract record StayRatesFact;

/// <param name="Home">Whose; null for homes that have none of their own.</param>
/// <param name="List">From its first day on; one of the same day is replaced.</param>
public sealed record StayRatesSet(HomeId? Home, RateList List) : StayRatesFact;

/// <summary>A home's rates, or the city's for homes that have none of their own.</summary>
/// <param name="Lists">By their first days.</param>
public sealed record StayRates(ImmutableArray<RateList> Lists)
{
    public static StreamType<StayRates, StayRatesFact> Stream { get; } = new("stay_rates", Fold);

    public static StayRates None { get; } = new([]);

    public static StreamRef At(HomeId? home) => Stream.At(KeyOf(home));

    /// <summary>The stream's id, and the key of its row.</summary>
    public static Guid KeyOf(HomeId? home) => NameBasedId.Of(home is { } one ? $"stay_rates:{one.Value}" : "stay_rates");

    /// <summary>The list of a day; null before the first.</summary>
    public RateList? On(DateOnly day) => Lists.LastOrDefault(l => l.From <= day);

    public StayRates With(RateList list) => new([.. Lists.Where(l => l.From != list.From).Append(list).OrderBy(l => l.From)]);

    public static StayRates? Fold(StayRates? rates, StayRatesFact fact) => fact switch
    {
        StayRatesSet f => (rates ?? None).With(f.List),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the rates' state."),
    };
}
