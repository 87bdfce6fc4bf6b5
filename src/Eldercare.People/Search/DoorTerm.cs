using Eldercare.People.Elders;

namespace Eldercare.People.Search;

/// <summary>
/// What an elder without a card says of herself at the door: the last four digits of her phone and her name, or her whole identity number.
/// One of the two halves alone finds nobody: who serves meals has no register to leaf through.
/// </summary>
public readonly record struct DoorTerm
{
    /// <summary>Digits of a phone number that are said at the door.</summary>
    public const int PhoneTailLength = 4;

    /// <summary>Characters or letters of a name: more than a family name.</summary>
    public const int FewestOfName = 2;

    private DoorTerm(SearchTerm term, string? phoneTail) => (Term, PhoneTail) = (term, phoneTail);

    /// <summary>The name, or the identity number when there is no <see cref="PhoneTail"/>.</summary>
    public SearchTerm Term { get; }

    public string? PhoneTail { get; }

    /// <summary>Null when it is too little, or not of this form.</summary>
    public static DoorTerm? TryParse(string? name, string? phoneTail, string? identityNumber) => (name, phoneTail, identityNumber) switch
    {
        (null, null, { } number) when IdentityNumber.TryParse(number.Trim(), out _, out _) => new(SearchTerm.TryParse(number)!.Value, null),
        ({ } called, { Length: PhoneTailLength } tail, null) when tail.All(char.IsAsciiDigit)
            && SearchTerm.TryParse(called) is { Kind: SearchKind.Name or SearchKind.Letters, Text.Length: >= FewestOfName } term => new(term, tail),
        _ => null,
    };

    /// <summary>Without what was said: it is personal data.</summary>
    public override string ToString() => $"{nameof(DoorTerm)} {Term.Kind}";
}
