using System.Text.Json.Serialization;
using Eldercare.Store.Deciding;

namespace Eldercare.People;

/// <summary>Checks of text that clients send.</summary>
public static class Text
{
    /// <summary>Null when the text is there, at most <paramref name="max"/> characters long and free of control characters.</summary>
    public static TextInvalid? Check(string field, string? value, int max)
    {
        if (string.IsNullOrWhiteSpace(value)) return TextInvalid.Empty(field);
        return CheckOptional(field, value, max);
    }

    /// <summary>Likewise, but may be missing.</summary>
    public static TextInvalid? CheckOptional(string field, string? value, int max)
    {
        if (value is null) return null;
        if (value.Length > max) return TextInvalid.LongerThan(field, max);
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsControl(value[i])) return new TextInvalid(field, new("含有控制字符", "holds a control character"));
            if (!char.IsSurrogate(value[i])) continue;
            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[++i]))
                return new TextInvalid(field, new("含有不完整的字符", "holds half a character"));
        }

        return null;
    }
}

/// <param name="Field">The input field.</param>
/// <param name="Reason">What is wrong with it, as the end of a sentence.</param>
public sealed record TextInvalid(string Field, [property: JsonConverter(typeof(WordsOrText))] Words Reason) : Refusal
{
    public override Words Message => new($"{FieldNames.Zh(Field)}{Reason.Zh}。", $"{Field} {Reason.En}.");

    public static TextInvalid Empty(string field) => new(field, new("未填写", "is empty"));

    public static TextInvalid LongerThan(string field, int max) => new(field, new($"超过{max}个字", $"is longer than {max} characters"));
}

public sealed record DateInFuture(string Field) : Refusal
{
    public override Words Message => new($"{FieldNames.Zh(Field)}不能晚于现在。", $"{Field} lies in the future.");
}

public sealed record DateTooLongAgo(string Field, DateOnly Earliest) : Refusal
{
    public override Words Message => new(
        $"{FieldNames.Zh(Field)}不能早于{Earliest:yyyy年M月d日}。",
        $"{Field} cannot lie before {Earliest:yyyy-MM-dd}.");
}
