using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Store.Deciding;

namespace Eldercare.Beds.Beds;

/// <summary>
/// Changes what a bed is; null leaves as it is. Its kind, or a lower care level, only while it is given to nobody: who lies in it, or
/// waits for it, got it as it is. Equipment and price may change at any time, a price from today on or later: days gone by are charged.
/// </summary>
/// <param name="PriceFrom">Today, when not said.</param>
public sealed record ChangeBed(
    BedId Bed, BedKind? Kind, CareLevel? HighestCareLevel, ImmutableArray<BedEquipment>? Equipment, Fen? DailyPrice, DateOnly? PriceFrom) : ICommand
{
    private StreamRef Stream => Beds.Bed.Stream.At(Bed.Value);

    public Footprint Footprint => new() { Writes = [Stream] };

    public Outcome Decide(Known known) =>
        ChangeBedDecider.Decide(this, known.State<Bed>(Stream), CityTime.Today(known.Now)).On(Stream);
}

public sealed record BedNotChangeable(BedId Bed, BedState State) : Refusal
{
    public override Words Message => new(
        $"这张床位{BedWords.Of(State).Zh}，现在不能改变类型或降低服务等级。",
        $"The bed is {BedWords.Of(State).En}; it cannot become another kind of bed now, or serve less.");
}

public static class ChangeBedDecider
{
    public static Decision<BedFact> Decide(ChangeBed command, Bed? bed, DateOnly today)
    {
        if (bed is null) return new BedUnknown(command.Bed);
        if (BedPrice.Check(command.DailyPrice) is { } invalid) return invalid;
        var from = command.PriceFrom ?? today;
        if (command.DailyPrice is not null && from < today) return new DateTooLongAgo("priceFrom", today);
        if (bed.State == BedState.Retired) return new BedNotChangeable(command.Bed, bed.State);
        var (kind, highest) = (command.Kind ?? bed.Kind, command.HighestCareLevel ?? bed.HighestCareLevel);
        if (bed.GivenTo.Any() && (kind != bed.Kind || highest < bed.HighestCareLevel)) return new BedNotChangeable(command.Bed, bed.State);

        var facts = ImmutableArray.CreateBuilder<BedFact>();
        var equipment = command.Equipment is { } given ? Listed(given) : bed.Equipment;
        if (kind != bed.Kind || highest != bed.HighestCareLevel || !equipment.AsSpan().SequenceEqual(bed.Equipment.AsSpan()))
            facts.Add(new BedChanged(command.Bed, bed.Home, kind, bed.Kind, highest, equipment));
        if (command.DailyPrice is { } price && BedPrice.On(bed.Prices, from) != price)
            facts.Add(new BedPriceSet(command.Bed, bed.Home, price, from));
        return Decision<BedFact>.Of(facts.ToArray());
    }

    /// <summary>Each once, in the order of the list.</summary>
    internal static ImmutableArray<BedEquipment> Listed(ImmutableArray<BedEquipment> equipment) => [.. equipment.Distinct().Order()];
}
