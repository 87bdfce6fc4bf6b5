using Eldercare.Store;

namespace Eldercare.Subsidies;

/// <summary>What an elder is charged for, and a policy pays towards.</summary>
public enum ServiceKind
{
    Meal,

    /// <summary>A day in a home.</summary>
    Bed,
}

/// <summary>One charge, as it is priced: a portion, or a day in a home.</summary>
/// <param name="Service">Which.</param>
/// <param name="Date">City date.</param>
/// <param name="District">The meal point's or the home's.</param>
/// <param name="Parts">The bill, each part once.</param>
/// <param name="Meal">Of a portion, which meal.</param>
/// <param name="Channel">Of a portion, how it reaches the elder.</param>
public sealed record PricedService(
    ServiceKind Service, DateOnly Date, string District, ImmutableArray<PricedPart> Parts, Meal? Meal = null, Channel? Channel = null)
{
    /// <summary>The full price, without delivery.</summary>
    public Fen Price => Parts.Where(p => p.Part != ChargePart.Delivery).Aggregate(Fen.Zero, (sum, p) => sum + p.Price);
}

public sealed record PricedPart(ChargePart Part, Fen Price);

/// <summary>Another charge of the elder's for the same service, for caps to count.</summary>
/// <param name="Date">City date.</param>
/// <param name="Meal">Of a portion, which meal.</param>
/// <param name="Shares">What funders paid.</param>
public sealed record PastCharge(DateOnly Date, Meal? Meal, ImmutableArray<FunderShare> Shares);

/// <summary>Who pays what of one charge. The shares and what the elder pays always come to its parts.</summary>
/// <param name="Shares">What funders pay, in the order the rules gave it; none is zero.</param>
/// <param name="ElderPays">What is left.</param>
/// <param name="Policies">Those in force; with none the elder pays all.</param>
/// <param name="NotGiven">Benefits that were due, and why they were not given or not in full.</param>
public sealed record Split(
    ImmutableArray<FunderShare> Shares, Fen ElderPays, ImmutableArray<PolicyVersion> Policies, ImmutableArray<BenefitNotGiven> NotGiven);

/// <param name="Policy">Its code.</param>
/// <param name="Version">And version: the words stand there.</param>
/// <param name="Rule">The rule that gave it.</param>
/// <param name="Funder">Who pays.</param>
/// <param name="Amount">Above zero.</param>
/// <param name="Forgone">The meal point's or the home's own discount: nobody owes it.</param>
public sealed record FunderShare(string Policy, int Version, string Rule, string Funder, Fen Amount, bool Forgone = false);

public sealed record PolicyVersion(string Policy, int Version);

public sealed record BenefitNotGiven(string Policy, int Version, string Rule, NotGivenReason Reason);

public enum NotGivenReason
{
    /// <summary>A cap was reached: nothing.</summary>
    CapReached,

    /// <summary>A cap was reached: a part.</summary>
    CutByCap,

    /// <summary>Another of its group gives more.</summary>
    OtherIsHigher,
}
