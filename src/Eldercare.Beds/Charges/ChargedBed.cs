using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Tables;

namespace Eldercare.Beds.Charges;

/// <summary>A bed as bills see it: what kind it was when, its own prices, and who lived in it, as it is believed now.</summary>
/// <param name="Bed">Which.</param>
/// <param name="Home">Where it stands.</param>
/// <param name="District">The home's.</param>
/// <param name="Kinds">By the days since when; the first holds from the beginning.</param>
/// <param name="Prices">Its own, by their first days.</param>
/// <param name="Stays">In the order they were recorded.</param>
/// <param name="Sequence">Of the last event that changed kind or price.</param>
[Table("charged_beds", Indexes = ["home"])]
public sealed record ChargedBed(
    [Key] BedId Bed, HomeId Home, string District, ImmutableArray<KindSince> Kinds, ImmutableArray<BedPrice> Prices, ImmutableArray<ChargedStay> Stays,
    long Sequence)
{
    public BedKind KindOn(DateOnly day) => (Kinds.LastOrDefault(k => k.Since <= day) ?? Kinds[0]).Kind;
}

public sealed record KindSince(DateOnly Since, BedKind Kind);

/// <summary>Days somebody lived in a bed. The day she came counts, the day she left does not: she is charged for where a day ends.</summary>
/// <param name="Elder">Who.</param>
/// <param name="Began">Her first day.</param>
/// <param name="Ended">The day she left; null while she lives there.</param>
/// <param name="Leaves">In order.</param>
/// <param name="Sequence">Of the last event that said something of it.</param>
public sealed record ChargedStay(ElderId Elder, DateOnly Began, DateOnly? Ended, ImmutableArray<Away> Leaves, long Sequence)
{
    public bool IsOn(DateOnly day) => Began <= day && (Ended is not { } ended || day < ended);

    /// <summary>Any of these days, both included.</summary>
    public bool Overlaps(DateOnly first, DateOnly last) => Began <= last && (Ended is not { } ended || ended > first);

    /// <summary>The leave she is on at the end of the day.</summary>
    public Away? AwayOn(DateOnly day) => Leaves.FirstOrDefault(l => l.On <= day && (l.Until is not { } back || day < back));
}

/// <param name="Kind">Why.</param>
/// <param name="On">The first day she is away at the end of.</param>
/// <param name="Until">The day she came back; null while she is away, and when the stay ended first.</param>
public sealed record Away(LeaveKind Kind, DateOnly On, DateOnly? Until);

/// <summary>A person's care levels over time, and when anything was last recorded that policies ask of her.</summary>
/// <param name="Elder">Who.</param>
/// <param name="Levels">By the days assessed; before the first she had none.</param>
/// <param name="Sequence">Of the last event on care level, entitlements or hukou.</param>
[Table("charged_persons")]
public sealed record ChargedPerson([Key] ElderId Elder, ImmutableArray<LevelSince> Levels, long Sequence)
{
    public CareLevel? LevelOn(DateOnly day) => Levels.LastOrDefault(l => l.Since <= day)?.Level;
}

public sealed record LevelSince(DateOnly Since, CareLevel Level);

/// <summary>A home's rates as they were set.</summary>
/// <param name="Key"><see cref="StayRates.KeyOf"/>.</param>
/// <param name="Home">Null for the city's.</param>
/// <param name="Lists">By their first days.</param>
/// <param name="Sequence">Of the last event.</param>
[Table("stay_rates")]
public sealed record StayRatesRow([Key] Guid Key, HomeId? Home, ImmutableArray<RateList> Lists, long Sequence);
