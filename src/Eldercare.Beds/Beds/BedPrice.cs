using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>What a bed costs for a day and night.</summary>
/// <param name="From">The first day; null from the beginning.</param>
public sealed record BedPrice(DateOnly? From, Fen Daily)
{
    /// <summary>More than any home asks: 10,000 yuan a day.</summary>
    public static readonly Fen Most = new(1_000_000);

    /// <summary>The price on a day, or null when none is known.</summary>
    public static Fen? On(ImmutableArray<BedPrice> prices, DateOnly day) => prices.LastOrDefault(p => p.From is null || p.From <= day)?.Daily;

    public static BedPriceInvalid? Check(Fen? daily) => daily < Fen.Zero || daily > Most ? new BedPriceInvalid(daily.Value, Most) : null;

    internal static ImmutableArray<BedPrice> Beginning(Fen? daily) => daily is { } price ? [new(null, price)] : [];

    /// <summary>One of the same day is replaced.</summary>
    internal static ImmutableArray<BedPrice> After(ImmutableArray<BedPrice> prices, BedPrice set) =>
        [.. prices.Where(p => p.From != set.From).Append(set).OrderBy(p => p.From ?? DateOnly.MinValue)];
}

public sealed record BedPriceInvalid(Fen Price, Fen Most) : Refusal
{
    public override Words Message => new($"床位每日价格须在0至{Most}元之间。", $"A bed's price a day lies between 0 and {Most} yuan.");
}
