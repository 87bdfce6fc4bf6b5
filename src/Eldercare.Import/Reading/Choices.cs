using System.Text;

namespace Eldercare.Import.Reading;

/// <summary>An enumeration's names as registries write them: snake case, in either case.</summary>
internal static class Choices<TEnum>
    where TEnum : struct, Enum
{
    private static readonly (string Name, TEnum Value)[] s_all = [.. Enum.GetValues<TEnum>().Select(v => (Snake(v.ToString()), v))];

    public static string Names { get; } = string.Join(", ", s_all.Select(c => c.Name));

    /// <summary>As a list in one cell.</summary>
    public static string List(IEnumerable<TEnum> values) =>
        string.Join(';', values.Select(v => Array.Find(s_all, c => EqualityComparer<TEnum>.Default.Equals(c.Value, v)).Name));

    public static bool TryFind(ReadOnlySpan<char> text, out TEnum value)
    {
        foreach (var (name, choice) in s_all)
        {
            if (!text.Equals(name, StringComparison.OrdinalIgnoreCase)) continue;
            value = choice;
            return true;
        }

        value = default;
        return false;
    }

    private static string Snake(string name)
    {
        var snake = new StringBuilder();
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && snake.Length > 0) snake.Append('_');
            snake.Append(char.ToLowerInvariant(letter));
        }

        return snake.ToString();
    }
}
