using System.Text.Json.Serialization;
using Eldercare.Store;

namespace Eldercare.Meals;

/// <summary>Who pays what of one portion. The shares and what the elder pays always come to price and delivery fee.</summary>
/// <param name="Price">Of the meal.</param>
/// <param name="DeliveryFee">Of its delivery.</param>
/// <param name="Shares">What funders pay, in the order the rules gave it; none is zero.</param>
/// <param name="ElderPays">What is left.</param>
/// <param name="Policies">Those in force; with none the elder pays all.</param>
/// <param name="NotGiven">Benefits that were due, and why they were not given or not in full.</param>
public sealed record MealCharge(
    Fen Price,
    Fen DeliveryFee,
    ImmutableArray<FunderShare> Shares,
    Fen ElderPays,
    ImmutableArray<PolicyVersion> Policies,
    ImmutableArray<BenefitNotGiven> NotGiven)
{
    /// <summary>No portion, or one that was taken back.</summary>
    public static MealCharge Nothing { get; } = new(Fen.Zero, Fen.Zero, [], Fen.Zero, [], []);

    [JsonIgnore]
    public Fen Total => Price + DeliveryFee;

    public bool Equals(MealCharge? other) =>
        other is not null && Price == other.Price && DeliveryFee == other.DeliveryFee && ElderPays == other.ElderPays
        && Shares.SequenceEqual(other.Shares) && Policies.SequenceEqual(other.Policies) && NotGiven.SequenceEqual(other.NotGiven);

    public override int GetHashCode() => HashCode.Combine(Price, DeliveryFee, ElderPays, Shares.Length);
}
