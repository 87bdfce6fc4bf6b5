using System.Reflection;
using Eldercare.City.Messages;
using Eldercare.Meals;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Messages;

public static class MessageTextsTests
{
    public static TheoryData<MessageKind> Kinds => [.. Enum.GetValues<MessageKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public static void A_kind_says_the_same_in_each_language(MessageKind kind)
    {
        var placeholders = Enum.GetValues<Language>().Select(l => MessageTexts.In(MessageTexts.Template(kind, l)).ToHashSet()).ToArray();

        Assert.All(placeholders, p => Assert.Equal(placeholders[0].Order(), p.Order()));
        Assert.Subset(MessageTexts.Placeholders.ToHashSet(), placeholders[0]);
        Assert.Contains("name", placeholders[0]);
    }

    [Theory, MemberData(nameof(Kinds))]
    public static void A_template_has_no_braces_but_placeholders(MessageKind kind) => Assert.All(
        Enum.GetValues<Language>(), language =>
        {
            var filled = MessageTexts.TryFill(kind, language, MessageTexts.Placeholders.ToDictionary(p => p, _ => "*"))!;
            Assert.Equal(-1, filled.IndexOfAny(['{', '}']));
        });

    [Fact]
    public static void Every_template_belongs_to_a_kind_and_every_kind_to_a_fact()
    {
        var files = typeof(MessageTexts).Assembly.GetManifestResourceNames().Where(n => n.Contains(".Templates.", StringComparison.Ordinal));
        Assert.Equal(Enum.GetValues<MessageKind>().Length * Enum.GetValues<Language>().Length, files.Count());
        Assert.Equal(Enum.GetValues<MessageKind>().Order(), MessageRules.All.Select(r => r.Kind).Distinct().Order());
    }

    /// <summary>What a message is about outlives the person's record: ids, instants and names of values, no free text.</summary>
    [Fact]
    public static void What_a_message_keeps_has_no_room_for_personal_data() => Assert.DoesNotContain(
        typeof(MessageAbout).GetProperties(BindingFlags.Public | BindingFlags.Instance), p => p.PropertyType == typeof(string));

    [Fact]
    public static void A_booking_reads_as_people_speak()
    {
        Dictionary<string, string> In(Language language) => new()
        {
            ["name"] = "安娜",
            ["point"] = "花园",
            ["date"] = MessageTexts.Day(Today, language),
            ["meal"] = MessageTexts.Name(Meal.Lunch, language),
            ["channel"] = MessageTexts.Name(Channel.Delivery, language),
            ["from"] = MessageTexts.Time(Now.AddHours(3)),
        };

        Assert.Equal(
            "安娜，您好！已为您预订3月2日（星期一）的午餐（送餐），助餐点：花园，11:00开始供餐。",
            MessageTexts.TryFill(MessageKind.MealBooked, Language.Chinese, In(Language.Chinese)));
        Assert.Equal(
            "Dear 安娜, lunch on Monday 2 March is booked for you (brought home) at 花园, served from 11:00.",
            MessageTexts.TryFill(MessageKind.MealBooked, Language.English, In(Language.English)));
        Assert.Equal("3月2日（星期一）08:00", MessageTexts.Instant(Now, Language.Chinese));
        Assert.Equal("Monday 2 March, 08:00", MessageTexts.Instant(Now, Language.English));
    }

    [Fact]
    public static void A_name_that_looks_like_a_placeholder_is_a_name()
    {
        var values = MessageTexts.Placeholders.ToDictionary(p => p, _ => "*");
        values["name"] = "{home}";

        Assert.StartsWith(
            "Dear {home}, the bed that * kept", MessageTexts.TryFill(MessageKind.OfferExpired, Language.English, values), StringComparison.Ordinal);
    }

    [Fact]
    public static void A_template_that_asks_for_more_than_there_is_gives_nothing() =>
        Assert.Null(MessageTexts.TryFill(MessageKind.BedOffered, Language.English, new Dictionary<string, string> { ["name"] = "安娜", ["home"] = "*" }));

    [Fact]
    public static void Every_meal_and_channel_has_a_name()
    {
        Assert.All(Enum.GetValues<Language>(), l => Assert.All(Enum.GetValues<Meal>(), m => Assert.NotEmpty(MessageTexts.Name(m, l))));
        Assert.All(Enum.GetValues<Language>(), l => Assert.All(Enum.GetValues<Channel>(), c => Assert.NotEmpty(MessageTexts.Name(c, l))));
    }
}
