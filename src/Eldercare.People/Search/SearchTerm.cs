using Eldercare.People.Elders;

namespace Eldercare.People.Search;

/// <summary>What a person is looked for by.</summary>
public enum SearchKind
{
    /// <summary>A part of the name in Chinese characters, one or more.</summary>
    Name,

    /// <summary>Initials of the name's reading, the beginning of the reading, or of a name in letters: two letters or more.</summary>
    Letters,

    /// <summary>The last digits of the phone, or the last four characters of the identity number: four or more.</summary>
    Tail,

    /// <summary>A whole identity number.</summary>
    Identity,
}

/// <summary>What someone typed, understood.</summary>
/// <param name="Kind">As what.</param>
/// <param name="Text">In the form of the <see cref="SearchKey"/>: letters in lower case, digits without gaps.</param>
public readonly record struct SearchTerm(SearchKind Kind, string Text)
{
    public const int Longest = 100;
    private const int FewestLetters = 2, FewestDigits = 4;

    /// <summary>Without what was typed: it is personal data.</summary>
    public override string ToString() => $"{nameof(SearchTerm)} {Kind}";

    /// <summary>Null when it is too short, too long or nothing people are found by.</summary>
    public static SearchTerm? TryParse(string? typed)
    {
        var text = typed?.Trim() ?? string.Empty;
        if (text.Length is 0 or > Longest) return null;
        if (IdentityNumber.TryParse(text, out var number, out _)) return new(SearchKind.Identity, number.Value);
        if (text.Any(c => !char.IsAscii(c)))
        {
            var name = string.Concat(text.Where(c => !char.IsAscii(c) && !char.IsWhiteSpace(c) && c != '·'));
            return name.Length == 0 ? null : new(SearchKind.Name, name);
        }

        var bare = string.Concat(text.Where(c => c is not (' ' or '-' or '+' or '\''))).ToLowerInvariant();
        if (bare.All(char.IsAsciiLetterLower)) return bare.Length < FewestLetters ? null : new(SearchKind.Letters, bare);
        return bare.Length >= FewestDigits && bare[..^1].All(char.IsAsciiDigit) && (char.IsAsciiDigit(bare[^1]) || bare[^1] == 'x')
            ? new(SearchKind.Tail, bare)
            : null;
    }
}
