using Eldercare.People.Contacts;
using Eldercare.People.Elders;
using Eldercare.Store.Ids;
using Eldercare.Store.Tables;

namespace Eldercare.People.Acting;

/// <summary>That someone may act for an elder.</summary>
public readonly record struct ActingId(Guid Value) : IId<ActingId>
{
    public static ActingId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Who may act for an elder. Whose sign-in it is stands in this row and not in the events: it may tell of a relative.</summary>
/// <param name="Acting">This right.</param>
/// <param name="Elder">For whom.</param>
/// <param name="Holder">The subject (<c>sub</c>) of the sign-in that may.</param>
/// <param name="Relation">What the holder is to the elder.</param>
/// <param name="FirstDay">City date.</param>
/// <param name="LastDay">Null when there is none.</param>
/// <param name="WithdrawnOn">From this day on it counts no longer; null while it does.</param>
[Table("acting_for", Indexes = ["holder", "elder"])]
public sealed record ActingRecord(
    [Key] ActingId Acting, ElderId Elder, string Holder, Relation Relation, DateOnly FirstDay, DateOnly? LastDay, DateOnly? WithdrawnOn)
{
    /// <summary>Without the holder, for logs.</summary>
    public override string ToString() => $"{nameof(ActingRecord)} {Acting}";
}

/// <summary>What the elder's events say of a right.</summary>
public readonly record struct ActingRight(DateOnly? Until, bool IsWithdrawn)
{
    public bool CountsOn(DateOnly day) => !IsWithdrawn && (Until is null || Until >= day);
}

/// <param name="From">First day, city date.</param>
/// <param name="Until">Last day; null when there is none.</param>
public sealed record ActingAllowed(ElderId Elder, ActingId Acting, Relation Relation, DateOnly From, DateOnly? Until) : ElderFact;

public sealed record ActingWithdrawn(ElderId Elder, ActingId Acting, DateOnly On) : ElderFact;
