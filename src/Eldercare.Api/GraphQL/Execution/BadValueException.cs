namespace Eldercare.Api.GraphQL.Execution;

/// <summary>A value that an argument or input field does not take. The engine says which one it is.</summary>
public sealed class BadValueException(Words words) : FormatException(words.En)
{
    public BadValueException(string zh, string en)
        : this(new Words(zh, en))
    {
    }

    public Words Words { get; } = words;

    /// <summary>The one an error comes from; null when there is none.</summary>
    public static BadValueException? In(Exception error)
    {
        for (var cause = error.InnerException; cause is not null; cause = cause.InnerException)
            if (cause is BadValueException bad) return bad;
        return null;
    }
}
