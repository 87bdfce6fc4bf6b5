using System.Collections.Concurrent;
using System.Text;

namespace Eldercare.Store.Deciding;

/// <summary>
/// An expected 'no': a value, not an exception. Its properties are the data a client needs to go on.
/// A refusal is stored with the command's idempotency key, so its properties must survive JSON.
/// </summary>
public abstract record Refusal
{
    private static readonly ConcurrentDictionary<Type, string> s_codes = new();

    /// <summary>Stable: the type's name in upper snake case (<c>SittingFull</c> is <c>SITTING_FULL</c>).</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Code => CodeOf(GetType());

    /// <summary>For people, in both languages: what is so, and what to do next, a sentence or two without personal data. Not kept with receipts.</summary>
    public abstract Words Message { get; }

    public static string CodeOf(Type refusal) => s_codes.GetOrAdd(refusal, static type =>
    {
        var code = new StringBuilder();
        foreach (var letter in type.Name)
        {
            if (char.IsUpper(letter) && code.Length > 0) code.Append('_');
            code.Append(char.ToUpperInvariant(letter));
        }

        return code.ToString();
    });
}
