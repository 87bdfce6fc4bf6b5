namespace Eldercare.Api.GraphQL.Execution;

/// <summary>Text that no database takes: a null character, half of a surrogate pair. Refused at the door.</summary>
public static class TextRules
{
    /// <summary>Null when the query's text, escapes included, can be stored.</summary>
    public static ApiError? Check(string query)
    {
        if (!IsWhole(query)) return Broken();
        for (var i = query.IndexOf('\\'); i >= 0 && i + 1 < query.Length; i = query.IndexOf('\\', i + 2))
        {
            // Whatever follows a backslash is escaped by it, another backslash too.
            if (query[i + 1] != 'u') continue;
            var hex = query.AsSpan(i + 2);
            hex = hex is ['{', ..] ? hex[1..Math.Max(1, hex.IndexOf('}'))] : hex[..Math.Min(4, hex.Length)];
            // A surrogate pair can be written as the character itself.
            if (!uint.TryParse(hex, System.Globalization.NumberStyles.HexNumber, null, out var code) || code == 0 || code is >= 0xD800 and <= 0xDFFF)
                return Broken();
        }

        return null;
    }

    public static ApiError Broken() => ApiError.BadInput("文本中含有空字符或不完整的字符。", "The text holds a null character or half of a surrogate pair.");

    public static bool IsWhole(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return false;
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || ++i >= text.Length || !char.IsLowSurrogate(text[i])) return false;
        }

        return true;
    }
}
