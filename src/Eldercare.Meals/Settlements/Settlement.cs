using System.Text.Json.Serialization;
using Eldercare.Store;
using Eldercare.Store.Deciding;
using Eldercare.Store.Ids;

namespace Eldercare.Meals;

/// <summary>The settlement (补贴结算) of one meal point and month; its id follows from the two.</summary>
public readonly record struct SettlementId(Guid Value) : IId<SettlementId>
{
    public static SettlementId From(Guid value) => new(value);

    public static SettlementId Of(MealPointId point, YearMonth month) =>
        new(NameBasedId.Of($"settlement:{point.Value}:{month}"));

    public override string ToString() => Value.ToString();
}

/// <summary>What one payer pays a meal point for the meals of a month.</summary>
/// <param name="Funder">Code; <see cref="Subsidies.Funder.Elder"/> for what elders paid themselves.</param>
/// <param name="Forgone">The point's own discount: nobody owes it.</param>
/// <param name="OfMonth">The month of the meals, yyyymm; an earlier one than the settlement's is a correction carried over.</param>
/// <param name="Meals">Portions it pays towards; for the elder all portions charged. Below zero when corrections took more than they gave.</param>
/// <param name="Amount">Likewise in money.</param>
public sealed record SettlementLine(string Funder, bool Forgone, int OfMonth, int Meals, Fen Amount)
{
    /// <summary>A funder owes it to the meal point.</summary>
    [JsonIgnore]
    public bool IsOwed => !Forgone && Funder != Subsidies.Funder.Elder;
}

public abstract record SettlementFact;

/// <summary>A named person took the settlement for final. What changes later goes into the next month that is open.</summary>
/// <param name="Settlement">Follows from point and month.</param>
/// <param name="Point">Whose.</param>
/// <param name="District">The point's.</param>
/// <param name="Month">yyyymm.</param>
/// <param name="Lines">As the person saw them.</param>
/// <param name="Owed">The sum of what funders owe: the control sum.</param>
public sealed record SettlementFrozen(
    SettlementId Settlement, MealPointId Point, string District, int Month, ImmutableArray<SettlementLine> Lines, Fen Owed) : SettlementFact;

/// <summary>Whether a settlement is final.</summary>
public sealed record Settlement(SettlementId Id, SettlementFrozen Frozen)
{
    public static StreamType<Settlement, SettlementFact> Stream { get; } = new("settlement", Fold);

    public static Settlement? Fold(Settlement? settlement, SettlementFact fact) => (settlement, fact) switch
    {
        (null, SettlementFrozen f) => new(f.Settlement, f),
        _ => throw new InvalidOperationException($"{fact.GetType().Name} cannot follow the settlement's state."),
    };
}
