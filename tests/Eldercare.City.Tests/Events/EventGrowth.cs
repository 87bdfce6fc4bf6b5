using System.Text.Json.Nodes;

namespace Eldercare.City.Tests.Events;

/// <summary>The rule of <see cref="Store.Deciding.EventVersionAttribute"/>: a version adds, and changes nothing else.</summary>
internal static class EventGrowth
{
    /// <summary>What the newer schema breaks of the older one; nothing when it only adds.</summary>
    public static IEnumerable<string> Breaks(JsonNode older, JsonNode newer, string at = "")
    {
        var (was, now) = ((JsonObject)older, (JsonObject)newer);
        foreach (var word in was.Concat(now).Select(p => p.Key).Distinct())
        {
            var same = word switch
            {
                "properties" or "items" => true,
                "required" => Texts(was, word).SetEquals(Texts(now, word)),
                // A value more does no harm to what is stored.
                "enum" => Texts(was, word).IsSubsetOf(Texts(now, word)),
                _ => JsonNode.DeepEquals(was[word], now[word]),
            };
            if (!same) yield return $"{at}/{word}";
        }

        foreach (var (name, property) in was["properties"]?.AsObject() ?? [])
        {
            if (now["properties"]?[name] is not { } kept) yield return $"{at}/{name} is gone";
            else foreach (var broken in Breaks(property!, kept, $"{at}/{name}")) yield return broken;
        }

        if ((was["items"], now["items"]) is ({ } item, { } items))
        {
            foreach (var broken in Breaks(item, items, $"{at}/items")) yield return broken;
        }
    }

    /// <summary>Whether everything the older JSON says is said by the newer one too.</summary>
    public static bool Keeps(JsonNode? older, JsonNode? newer) => (older, newer) switch
    {
        (JsonObject was, JsonObject now) => was.All(p => now.ContainsKey(p.Key) && Keeps(p.Value, now[p.Key])),
        (JsonArray was, JsonArray now) => was.Count == now.Count && was.Zip(now).All(p => Keeps(p.First, p.Second)),
        _ => JsonNode.DeepEquals(older, newer),
    };

    private static HashSet<string> Texts(JsonObject schema, string word) =>
        [.. (schema[word]?.AsArray() ?? []).Select(t => (string)t!)];
}
