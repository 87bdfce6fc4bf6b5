using Eldercare.Store.Tables;

namespace Eldercare.People.Elders;

/// <summary>
/// An elder's personal data, beside the events and not in them: events are for ever, this row can be erased. Also what other
/// contexts' decisions ask about a person.
/// </summary>
[Table("elders", Indexes = ["phone", "born_on"], UniqueIndexes = ["identity_number"], Trigrams = ["search_key"])]
public sealed record ElderRecord(
    [Key] ElderId Elder,
    string Name,
    string IdentityNumber,
    string? Phone,
    string? Address,
    string District,
    DateOnly BornOn,
    Gender Gender,
    CareLevel? CareLevel,
    DateOnly? DiedOn)
{
    /// <summary>What she is found by.</summary>
    [Derived]
    public string? SearchKey => Search.SearchKey.Of(Name, Phone, IdentityNumber);

    /// <summary>Without personal data, for logs.</summary>
    public override string ToString() => $"{nameof(ElderRecord)} {Elder}";
}
