using Eldercare.Store.Deciding;

namespace Eldercare.People.Diets;

/// <summary>Lists of codes that clients send: each once, in order, so that equal wishes are equal lists.</summary>
public static class Codes
{
    public const int MostOthers = 20;
    private const int LongestCode = 32;

    /// <summary>Sorted, each once; an absent list is an empty one.</summary>
    public static ImmutableArray<T> Canonical<T>(ImmutableArray<T> values)
        where T : IComparable => values.IsDefaultOrEmpty ? [] : [.. values.Distinct().Order()];

    /// <summary>Null when each is a code of lower case letters, digits and underscores, such as <c>sesame</c>: never a sentence, never a name.</summary>
    public static Refusal? Check(string field, ImmutableArray<string> codes)
    {
        if (codes.IsDefaultOrEmpty) return null;
        if (codes.Length > MostOthers) return new TextInvalid(field, new($"超过{MostOthers}项", $"has more than {MostOthers} entries"));
        return codes.All(IsCode) ? null : new TextInvalid(
            field, new(
                $"有一项不是代码：只用小写字母、数字和下划线，最多{LongestCode}个",
                $"has an entry that is no code of a to z, 0 to 9 and _, at most {LongestCode} long"));
    }

    private static bool IsCode(string code) =>
        code is { Length: > 0 and <= LongestCode } && code.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');
}
