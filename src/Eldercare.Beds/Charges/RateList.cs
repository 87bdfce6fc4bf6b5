using Eldercare.Beds.Beds;
using Eldercare.People.Elders;
using Eldercare.Store;

namespace Eldercare.Beds.Charges;

/// <summary>
/// What a home asks for a day from a day on, in whole fen: bed (床位费) by kind, care (护理费) by level, food (伙食费), and what of it it does
/// not ask while a resident is away. A bed's own price (<see cref="BedPrice"/>) goes before that of its kind.
/// </summary>
/// <param name="From">The first day.</param>
/// <param name="Beds">By kind; a kind that is missing costs nothing beyond the beds' own prices.</param>
/// <param name="Care">By level; a level that is missing costs nothing, and so does who was never assessed.</param>
/// <param name="Food">For all alike.</param>
/// <param name="Leave">Discounts; of several for a part the one that begins last holds.</param>
public sealed record RateList(
    DateOnly From, ImmutableArray<BedRate> Beds, ImmutableArray<CareRate> Care, Fen Food, ImmutableArray<LeaveDiscount> Leave)
{
    /// <summary>The most of any part: as of a bed's price.</summary>
    public static readonly Fen Most = BedPrice.Most;

    /// <summary>The last day of a leave a discount may begin on: no bed is kept longer.</summary>
    public const int LongestLeave = 366;

    /// <summary>Null when the list does not say.</summary>
    public Fen? Of(BedKind kind) => Beds.FirstOrDefault(b => b.Kind == kind)?.Daily;

    /// <summary>Null when the list does not say, and for who was never assessed.</summary>
    public Fen? Of(CareLevel? level) => Care.FirstOrDefault(c => c.Level == level)?.Daily;

    /// <summary>What is asked of a part's full price on a day of leave, to whole fen: what is taken off is rounded, half a fen up.</summary>
    /// <param name="part">Bed, care or food.</param>
    /// <param name="full">Its price when she is there.</param>
    /// <param name="kind">Why she is away.</param>
    /// <param name="day">Which day of the leave, from 1.</param>
    public Fen OnLeave(StayPart part, Fen full, LeaveKind kind, int day)
    {
        var percent = Leave.Where(d => d.Part == part && d.FromDay <= day && (d.Kind is null || d.Kind == kind)).MaxBy(d => (d.FromDay, d.Kind is not null))?.Percent ?? 0;
        return full - new Fen((long)Math.Round(full.Value * percent / 100m, MidpointRounding.AwayFromZero));
    }

    public bool Equals(RateList? other) => other is not null && From == other.From && Food == other.Food
        && Beds.SequenceEqual(other.Beds) && Care.SequenceEqual(other.Care) && Leave.SequenceEqual(other.Leave);

    public override int GetHashCode() => HashCode.Combine(From, Food, Beds.Length, Care.Length, Leave.Length);
}

public sealed record BedRate(BedKind Kind, Fen Daily);

public sealed record CareRate(CareLevel Level, Fen Daily);

/// <summary>What of a day a discount is on.</summary>
public enum StayPart
{
    Bed,
    Care,
    Food,

    /// <summary>All three; kept as one for each.</summary>
    Stay,
}

/// <param name="Part">On what.</param>
/// <param name="FromDay">The first day of the leave it is given on: 1 is the first she is away at the end of.</param>
/// <param name="Percent">Taken off the part's full price, above 0 and at most 100.</param>
/// <param name="Kind">For leaves of one kind; null for all.</param>
public sealed record LeaveDiscount(StayPart Part, int FromDay, decimal Percent, LeaveKind? Kind = null);
