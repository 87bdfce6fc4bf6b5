using System.Text;

namespace Eldercare.People.Search;

/// <summary>
/// The text a person is found by, written beside her record and erased with it: how the name is read, the digits of phone and identity
/// number from the end, the name. Plain ASCII, so that PostgreSQL's trigrams see every character whatever the database's locale (in locale
/// C they see no Chinese): a Chinese character is a letter from g to v and three hexadecimal digits, which no other character's code can
/// be mistaken for, wherever one looks into the text.
/// </summary>
/// <example>王小明 with the phone 13900001234: <c> wxm wangxiaoming| 43210000931 x213|n38blc0fm60e</c></example>
public static class SearchKey
{
    /// <summary>A tail of the identity number is as long as people say it: the last four characters.</summary>
    public const int IdentityTail = 4;

    private const char Section = '|';

    public static string Of(string name, string? phone, string identityNumber)
    {
        var key = new StringBuilder();
        foreach (var word in Words(name).Distinct(StringComparer.Ordinal)) key.Append(' ').Append(word);
        key.Append(Section);
        if (phone is not null) key.Append(' ').Append(Reversed(phone.Where(char.IsAsciiDigit)));
        key.Append(' ').Append(Reversed(identityNumber.ToLowerInvariant().TakeLast(IdentityTail)));
        return key.Append(Section).Append(Coded(name)).ToString();
    }

    /// <summary>The pattern (SQL's <c>like</c>) of the keys a term fits; null for a whole identity number, which has a column of its own.</summary>
    public static string? PatternOf(SearchTerm term) => term.Kind switch
    {
        // Words stand behind a blank, those of letters and those of digits; codes stand behind the first mark, among nothing but digits.
        SearchKind.Name => $"%{Section}%{Coded(term.Text)}%",
        SearchKind.Letters => $"% {term.Text}%",
        SearchKind.Tail => $"% {Reversed(term.Text)}%",
        _ => null,
    };

    private static IEnumerable<string> Words(string name)
    {
        foreach (var initials in Pinyin.Initials(name)) yield return initials;
        if (Pinyin.Spell(name) is { Length: > 0 } spelled) yield return spelled;
        // A name in letters is looked for by each of its words, and by all without the gaps.
        var words = name.ToLowerInvariant().Split([' ', '-', '\'', '·'], StringSplitOptions.RemoveEmptyEntries)
            .Select(w => string.Concat(w.Where(char.IsAsciiLetterLower))).Where(w => w.Length > 0).ToArray();
        foreach (var word in words) yield return word;
        if (words.Length > 1) yield return string.Concat(words);
    }

    /// <summary>What of a name is not ASCII.</summary>
    private static string Coded(string name)
    {
        var code = new StringBuilder();
        foreach (var unit in name.Where(u => !char.IsAscii(u)))
            code.Append((char)('g' + (unit >> 12))).Append(System.Globalization.CultureInfo.InvariantCulture, $"{unit & 0xfff:x3}");
        return code.ToString();
    }

    private static string Reversed(IEnumerable<char> text) => string.Concat(text.Reverse());
}
