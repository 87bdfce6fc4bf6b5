using System.Globalization;
using System.Text.RegularExpressions;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.City.Messages;

/// <summary>The words: a template a kind and language, embedded in the program, with placeholders in braces.</summary>
public static partial class MessageTexts
{
    private static readonly ImmutableDictionary<(MessageKind, Language), string> s_templates =
        (from kind in Enum.GetValues<MessageKind>()
         from language in Enum.GetValues<Language>()
         select (kind, language)).ToImmutableDictionary(k => k, k => Read(k.kind, k.language));

    /// <summary>Every placeholder there is.</summary>
    public static ImmutableHashSet<string> Placeholders { get; } = ["name", "point", "date", "meal", "channel", "from", "home", "until", "contact"];

    public static string Template(MessageKind kind, Language language) => s_templates[(kind, language)];

    /// <summary>The placeholders a template has, in order.</summary>
    public static IEnumerable<string> In(string template) => Placeholder().Matches(template).Select(m => m.Groups["name"].Value);

    /// <summary>
    /// A template filled in, or null when a placeholder has no value: the kind's rule does not fit its template. What stands in a value is
    /// text, also when it looks like a placeholder.
    /// </summary>
    public static string? TryFill(MessageKind kind, Language language, IReadOnlyDictionary<string, string> values)
    {
        var template = Template(kind, language);
        return In(template).All(values.ContainsKey) ? Placeholder().Replace(template, m => values[m.Groups["name"].Value]) : null;
    }

    /// <summary>As one says a day: 3月2日（星期一）, Monday 2 March.</summary>
    public static string Day(DateOnly date, Language language) => language == Language.Chinese
        ? $"{date.Month}月{date.Day}日（星期{"日一二三四五六"[(int)date.DayOfWeek]}）"
        : date.ToString("dddd d MMMM", CultureInfo.InvariantCulture);

    /// <summary>A time of day in the city, 11:00.</summary>
    public static string Time(DateTimeOffset at) => CityTime.Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>An instant by the city's clock.</summary>
    public static string Instant(DateTimeOffset at, Language language) =>
        $"{Day(CityTime.Today(at), language)}{(language == Language.Chinese ? "" : ", ")}{Time(at)}";

    public static string Name(Meal meal, Language language) => (meal, language) switch
    {
        (Meal.Breakfast, Language.Chinese) => "早餐",
        (Meal.Lunch, Language.Chinese) => "午餐",
        (Meal.Dinner, Language.Chinese) => "晚餐",
        (Meal.Breakfast, _) => "breakfast",
        (Meal.Lunch, _) => "lunch",
        (Meal.Dinner, _) => "dinner",
        _ => throw new ArgumentOutOfRangeException(nameof(meal)),
    };

    public static string Name(Channel channel, Language language) => (channel, language) switch
    {
        (Channel.DineIn, Language.Chinese) => "堂食",
        (Channel.Takeaway, Language.Chinese) => "自取",
        (Channel.Delivery, Language.Chinese) => "送餐",
        (Channel.DineIn, _) => "eaten there",
        (Channel.Takeaway, _) => "to be fetched",
        (Channel.Delivery, _) => "brought home",
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    private static string Read(MessageKind kind, Language language)
    {
        var name = $"{typeof(MessageTexts).Namespace}.Templates.{kind}.{(language == Language.Chinese ? "zh" : "en")}.txt";
        using var stream = typeof(MessageTexts).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"There is no template {name}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().TrimEnd();
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Placeholder();
}
