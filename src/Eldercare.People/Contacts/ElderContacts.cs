using Eldercare.Store.Tables;

namespace Eldercare.People.Contacts;

/// <summary>What someone is to the elder.</summary>
public enum Relation
{
    Spouse,
    Child,
    ChildInLaw,
    Grandchild,
    Sibling,
    OtherRelative,
    Guardian,
    Neighbour,
    Friend,
    Volunteer,
}

/// <summary>Whom to ring. Personal data of the contact, too: it stands in a row, and is erased with the elder's.</summary>
[Table("elder_contacts")]
public sealed record ElderContacts([Key] ElderId Elder, ImmutableArray<Contact> Contacts)
{
    /// <summary>Digits of a mobile number; a country code before them says nothing.</summary>
    public const int PhoneDigits = 11;

    /// <summary>Without personal data, for logs.</summary>
    public override string ToString() => $"{nameof(ElderContacts)} {Elder}";

    /// <summary>Whether two ways to write a phone number mean the same one.</summary>
    public static bool SamePhone(string one, string other) => Digits(one).SequenceEqual(Digits(other));

    private static IEnumerable<char> Digits(string phone) => phone.Where(char.IsAsciiDigit).TakeLast(PhoneDigits);
}

/// <param name="Name">As people call the contact.</param>
/// <param name="Relation">What the contact is to the elder.</param>
/// <param name="Phone">5 to 20 digits.</param>
/// <param name="Emergency">To be rung when something happened.</param>
public sealed record Contact(string Name, Relation Relation, string Phone, bool Emergency)
{
    /// <summary>Without personal data, for logs.</summary>
    public override string ToString() => $"{nameof(Contact)} {Relation}";
}

/// <summary>How an elder wants to be written to; the defaults are for whoever never said.</summary>
/// <param name="Language">In which language.</param>
/// <param name="QuietFrom">No messages from this time of day on, city time; null when the city's quiet hours are hers.</param>
/// <param name="QuietUntil">Up to this one; it may lie on the next day.</param>
[Table("elder_preferences")]
public sealed record ElderPreferences([Key] ElderId Elder, MessageLanguage Language, TimeOnly? QuietFrom, TimeOnly? QuietUntil);

public enum MessageLanguage
{
    /// <summary>中文</summary>
    Zh,

    /// <summary>English</summary>
    En,
}
