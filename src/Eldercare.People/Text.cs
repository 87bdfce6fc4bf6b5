using Eldercare.Store.Deciding;

namespace Eldercare.People;

/// <summary>Checks of text that clients send.</summary>
public static class Text
{
    /// <summary>Null when the text is there, at most <paramref name="max"/> characters long and free of control characters.</summary>
    public static TextInvalid? Check(string field, string? value, int max)
    {
        if (string.IsNullOrWhiteSpace(value)) return new TextInvalid(field, "is empty");
        return CheckOptional(field, value, max);
    }

    /// <summary>Likewise, but may be missing.</summary>
    public static TextInvalid? CheckOptional(string field, string? value, int max)
    {
        if (value is null) return null;
        if (value.Length > max) return new TextInvalid(field, $"is longer than {max} characters");
        for (var i = 0; i < value.Length; i++)
        {
            if (char.IsControl(value[i])) return new TextInvalid(field, "holds a control character");
            if (!char.IsSurrogate(value[i])) continue;
            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[++i]))
                return new TextInvalid(field, "holds half a character");
        }

        return null;
    }
}

/// <param name="Field">The input field.</param>
/// <param name="Reason">What is wrong with it, as the end of a sentence.</param>
public sealed record TextInvalid(string Field, string Reason) : Refusal
{
    public override string Message => $"{Field} {Reason}.";
}

public sealed record DateInFuture(string Field) : Refusal
{
    public override string Message => $"{Field} lies in the future.";
}

public sealed record DateTooLongAgo(string Field, DateOnly Earliest) : Refusal
{
    public override string Message => $"{Field} cannot lie before {Earliest:yyyy-MM-dd}.";
}
