using System.Globalization;
using Eldercare.Store.Deciding;

namespace Eldercare.People.Elders;

/// <summary>A citizen's identity number (GB 11643-1999): 17 digits with birth date and gender, and a check character.</summary>
public readonly record struct IdentityNumber(string Value, DateOnly BornOn, Gender Gender)
{
    /// <summary>Without the number, for logs.</summary>
    public override string ToString() => nameof(IdentityNumber);

    private static readonly Words s_nothing = new(string.Empty, string.Empty);

    private const string CheckCharacters = "10X98765432";
    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Reads the 18 characters; the check character x may be in either case.</summary>
    /// <param name="reason">What is wrong, without the number.</param>
    public static bool TryParse(string? text, out IdentityNumber number, out Words reason)
    {
        number = default;
        if (text is not { Length: 18 }) return Fail(new("不是18位", "has not 18 characters"), out reason);
        for (var i = 0; i < 17; i++)
            if (!char.IsAsciiDigit(text[i]))
                return Fail(new("前17位须为数字", "holds something else than digits"), out reason);
        if (!DateOnly.TryParseExact(text.AsSpan(6, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born))
            return Fail(new("中没有正确的出生日期", "has no birth date"), out reason);
        if (CheckCharacter(text.AsSpan(0, 17)) != char.ToUpperInvariant(text[17]))
            return Fail(new("的校验码不对", "has a wrong check character"), out reason);

        number = new IdentityNumber(text.ToUpperInvariant(), born, (text[16] - '0') % 2 == 1 ? Gender.Male : Gender.Female);
        reason = s_nothing;
        return true;
    }

    /// <summary>The check character of 17 digits (ISO 7064 MOD 11-2).</summary>
    public static char CheckCharacter(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (digits[i] - '0') * Weights[i];
        return CheckCharacters[sum % 11];
    }

    private static bool Fail(Words why, out Words reason)
    {
        reason = why;
        return false;
    }
}
