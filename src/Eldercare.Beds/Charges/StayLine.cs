using System.Text.Json.Serialization;
using Eldercare.Beds.Beds;
using Eldercare.People;
using Eldercare.People.Elders;
using Eldercare.Store;
using Eldercare.Subsidies;

namespace Eldercare.Beds.Charges;

public enum StayDay
{
    /// <summary>There at the day's end.</summary>
    Present,

    /// <summary>Away, at the full rate.</summary>
    OnLeave,

    /// <summary>Away, at less than the full rate.</summary>
    OnLeaveDiscounted,
}

/// <summary>Days of a month that cost the same, and who pays them. Shares and the resident's part always come to days times rate.</summary>
/// <param name="OfMonth">The month of the days, yyyymm; an earlier one than the bill's is a correction carried over.</param>
/// <param name="Kind">Of the bed.</param>
/// <param name="Level">The resident's; null when she was never assessed.</param>
/// <param name="Day">Whether she was there.</param>
/// <param name="Days">How many; below zero when a correction took more than it gave.</param>
/// <param name="Bed">For the bed, a day (床位费).</param>
/// <param name="Care">For care, a day (护理费).</param>
/// <param name="Food">For food, a day (伙食费).</param>
/// <param name="Shares">What funders pay of all these days, a rule and funder once.</param>
public sealed record StayLine(
    int OfMonth, BedKind Kind, CareLevel? Level, StayDay Day, int Days, Fen Bed, Fen Care, Fen Food, ImmutableArray<FunderShare> Shares)
{
    [JsonIgnore]
    public Fen Daily => Bed + Care + Food;

    [JsonIgnore]
    public Fen Total => new(Daily.Value * Days);

    [JsonIgnore]
    public Fen ElderPays => Shares.Aggregate(Total, (left, s) => left - s.Amount);

    public bool Equals(StayLine? other) => other is not null
        && (OfMonth, Kind, Level, Day, Days, Bed, Care, Food) == (other.OfMonth, other.Kind, other.Level, other.Day, other.Days, other.Bed, other.Care, other.Food)
        && Shares.SequenceEqual(other.Shares);

    public override int GetHashCode() => HashCode.Combine(OfMonth, Kind, Level, Day, Days, Bed, Care, Food);
}

/// <summary>A resident's bill of a home for a month.</summary>
public sealed record ResidentBill(ElderId Elder, ImmutableArray<StayLine> Lines)
{
    public bool Equals(ResidentBill? other) => other is not null && Elder == other.Elder && Lines.SequenceEqual(other.Lines);

    public override int GetHashCode() => HashCode.Combine(Elder, Lines.Length);
}

/// <summary>What one payer pays a home for the days of one month.</summary>
/// <param name="Funder">Code; <see cref="Subsidies.Funder.Elder"/> for what residents pay themselves.</param>
/// <param name="Forgone">The home's own discount: nobody owes it.</param>
/// <param name="OfMonth">The month of the days, yyyymm.</param>
/// <param name="Days">Resident days of the lines it pays towards; for the residents all days.</param>
/// <param name="Amount">How much.</param>
public sealed record StayPayer(string Funder, bool Forgone, int OfMonth, int Days, Fen Amount)
{
    /// <summary>A funder owes it to the home.</summary>
    public bool IsOwed => !Forgone && Funder != Subsidies.Funder.Elder;
}

/// <summary>Adds up lines; those that come to nothing are left out.</summary>
public static class StayLines
{
    public static ImmutableArray<StayLine> Sum(IEnumerable<StayLine> lines) =>
    [
        .. from line in lines
           group line by (line.OfMonth, line.Kind, line.Level, line.Day, line.Bed, line.Care, line.Food) into same
           let k = same.Key
           let sum = new StayLine(k.OfMonth, k.Kind, k.Level, k.Day, same.Sum(l => l.Days), k.Bed, k.Care, k.Food, Shares(same.SelectMany(l => l.Shares)))
           where sum.Days != 0 || !sum.Shares.IsEmpty
           orderby sum.OfMonth, sum.Day, sum.Kind, sum.Level, sum.Daily descending
           select sum,
    ];

    /// <summary>What stands now and was not billed, below zero what was billed and does not stand.</summary>
    public static ImmutableArray<StayLine> Difference(IEnumerable<StayLine> now, IEnumerable<StayLine> billed) => Sum(
        now.Concat(billed.Select(l => l with { Days = -l.Days, Shares = [.. l.Shares.Select(s => s with { Amount = -s.Amount })] })));

    /// <summary>The control sum: what funders owe.</summary>
    public static Fen Owed(IEnumerable<StayLine> lines) =>
        lines.SelectMany(l => l.Shares).Where(s => !s.Forgone).Aggregate(Fen.Zero, (sum, s) => sum + s.Amount);

    /// <summary>By month of the days, funders first.</summary>
    public static ImmutableArray<StayPayer> Payers(IEnumerable<StayLine> lines) =>
    [
        .. from line in lines
           from payer in line.Shares.GroupBy(s => (s.Funder, s.Forgone))
               .Select(g => new StayPayer(g.Key.Funder, g.Key.Forgone, line.OfMonth, line.Days, new(g.Sum(s => s.Amount.Value))))
               .Append(new(Funder.Elder, Forgone: false, line.OfMonth, line.Days, line.ElderPays))
           group payer by (payer.OfMonth, payer.Funder, payer.Forgone) into same
           let sum = new StayPayer(
               same.Key.Funder, same.Key.Forgone, same.Key.OfMonth, same.Sum(p => p.Days), new(same.Sum(p => p.Amount.Value)))
           orderby sum.OfMonth, sum.Funder == Funder.Elder, sum.Forgone, sum.Funder
           select sum,
    ];

    private static ImmutableArray<FunderShare> Shares(IEnumerable<FunderShare> shares) =>
    [
        .. shares.GroupBy(s => (s.Policy, s.Version, s.Rule, s.Funder, s.Forgone))
            .Select(g => g.First() with { Amount = new(g.Sum(s => s.Amount.Value)) })
            .Where(s => s.Amount != Fen.Zero)
            .OrderBy(s => s.Policy, StringComparer.Ordinal).ThenBy(s => s.Version).ThenBy(s => s.Rule, StringComparer.Ordinal)
            .ThenBy(s => s.Funder, StringComparer.Ordinal),
    ];
}
