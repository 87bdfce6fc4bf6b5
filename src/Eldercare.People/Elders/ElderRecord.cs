using Eldercare.Store.Tables;

namespace Eldercare.People.Elders;

/// <summary>
/// An elder's personal data, beside the events and not in them: events are for ever, this row can be erased. Also what other
/// contexts' decisions ask about a person.
/// </summary>
/// <param name="ErasedOn">Set when the personal data was erased: then the row says no more than the events do.</param>
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
    DateOnly? DiedOn,
    DateOnly? ErasedOn = null)
{
    /// <summary>What she is found by.</summary>
    [Derived]
    public string? SearchKey => ErasedOn is null ? Search.SearchKey.Of(Name, Phone, IdentityNumber) : null;

    /// <summary>Without personal data, for logs.</summary>
    public override string ToString() => $"{nameof(ElderRecord)} {Elder}";

    /// <summary>
    /// What is left when the person is erased, so that lists and bills which name her id still find something. The month of birth,
    /// gender and district are in the events too. In the place of the identity number, which is unique, stands the elder's id.
    /// </summary>
    public ElderRecord Erased(DateOnly on) => new(
        Elder, Name: string.Empty, IdentityNumber: $"erased:{Elder}", Phone: null, Address: null, District,
        new DateOnly(BornOn.Year, BornOn.Month, 1), Gender, CareLevel: null, DiedOn, on);
}
