using System.Text.Json;
using Eldercare.City.Tests.Events;
using Eldercare.City.Webhooks;
using Eldercare.Store;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.Webhooks;

/// <summary>What goes out of the house.</summary>
public static class OfferedEventsTests
{
    /// <summary>Words that are told, all of places; whatever else is text may hold anything and stays here.</summary>
    private static readonly string[] s_words = ["name", "district", "address", "number", "districts"];

    private static readonly WebhookPayload s_payload = new(new PlainIds());

    [Fact]
    public static void Each_kind_is_offered_once() =>
        Assert.Equal(Enum.GetValues<WebhookKind>(), OfferedEvents.All.Select(e => e.Kind).Order());

    [Fact]
    public static void No_free_text_goes_out()
    {
        foreach (var offered in OfferedEvents.All)
        {
            var data = Payload(offered).GetProperty("data");
            foreach (var property in data.EnumerateObject().Where(p => p.Value.GetRawText().Contains("样例", StringComparison.Ordinal)))
                Assert.True(s_words.Contains(property.Name), $"{offered.Kind} tells {property.Name}.");
            foreach (var personal in (string[])["reason", "note", "bornInMonth", "gender", "careLevel", "phone", "lane", "facts"])
                Assert.False(
                    data.TryGetProperty(personal, out _) && !(offered.Kind == WebhookKind.ApplicationEnded && personal == "reason"), $"{offered.Kind} tells {personal}.");
        }
    }

    [Fact]
    public static void A_payload_says_what_happened_in_the_words_of_the_contract()
    {
        var payload = Payload(OfferedEvents.Of(WebhookKind.MealBooked), replay: 2);
        Assert.Equal(
            ("sitting.meal_booked", 3, 7, true, "sitting/" + Lunch.Value, "TAKEAWAY"),
            (payload.GetProperty("type").GetString(), payload.GetProperty("version").GetInt32(), payload.GetProperty("sequence").GetInt32(),
                payload.GetProperty("replay").GetBoolean(), payload.GetProperty("stream").GetString(), payload.GetProperty("data").GetProperty("channel").GetString()));
        Assert.StartsWith("ElderId/", payload.GetProperty("data").GetProperty("elder").GetString(), StringComparison.Ordinal);
        Assert.Equal(Now, payload.GetProperty("timestamp").GetDateTimeOffset());
        Assert.False(Payload(OfferedEvents.Of(WebhookKind.MealBooked)).TryGetProperty("replay", out _));
    }

    /// <summary>Standard Webhooks: letters, digits and underscores between full stops, and small bodies.</summary>
    [Fact]
    public static void Types_and_sizes_are_those_of_the_standard() => Assert.All(OfferedEvents.All, e =>
    {
        Assert.Matches("^[a-z_]+\\.[a-z_]+$", e.Type);
        Assert.True(Payload(e).GetRawText().Length < 4_000);
    });

    private static JsonElement Payload(OfferedEvent offered, int replay = 0)
    {
        var fact = JsonSerializer.Deserialize(EventSample.Of(offered.Fact), offered.Fact, EventJson.Options)!;
        var delivery = new WebhookDelivery(new(Id("delivery")), new(Id("hook")), replay, 7, Lunch.Value, offered.Kind, default, 0, Now, null, null);
        return JsonDocument.Parse(s_payload.Of(delivery, new StoredEvent(Id("event"), Now, fact))).RootElement;
    }

    private sealed class PlainIds : IPublicIds
    {
        public string Of(Type type, Guid id) => $"{type.Name}/{id}";

        public string OfStream(string stream, Guid id) => $"{stream}/{id}";
    }
}
