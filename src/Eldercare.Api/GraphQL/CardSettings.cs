namespace Eldercare.Api.GraphQL;

/// <summary>Configuration section <c>Cards</c>.</summary>
public sealed class CardSettings
{
    /// <summary>The secret of <see cref="CardKey"/>, base64, at least 32 bytes.</summary>
    public string? Key { get; set; }

    /// <exception cref="InvalidOperationException">There is no key, or it is none.</exception>
    internal CardKey Secret() => SecretOf(Key) is { } secret
        ? new CardKey(secret)
        : throw new InvalidOperationException($"Cards need Cards:Key (base64 of at least {CardKey.ShortestSecret} bytes).");

    /// <summary>Null when the text is not the base64 of enough bytes.</summary>
    internal static byte[]? SecretOf(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var length) && length >= CardKey.ShortestSecret ? bytes[..length] : null;
    }
}
