using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Api.GraphQL;

namespace Eldercare.Fuzz;

/// <summary>Ids that answers have shown, by the name of their type: what is asked next is asked of things that exist.</summary>
internal sealed class KnownIds
{
    private const int MostOfAType = 200;

    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> _ids = new(StringComparer.Ordinal);

    public int Count => _ids.Values.Sum(q => q.Count);

    public void Learn(JsonElement answer)
    {
        switch (answer.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in answer.EnumerateObject()) Learn(member.Value);
                break;
            case JsonValueKind.Array:
                foreach (var item in answer.EnumerateArray()) Learn(item);
                break;
            case JsonValueKind.String when answer.GetString() is { Length: > 20 and < 100 } text && GlobalId.TryParse(text) is { } id:
                var known = _ids.GetOrAdd(id.Name, _ => new());
                if (!known.Contains(text, StringComparer.Ordinal)) known.Enqueue(text);
                if (known.Count > MostOfAType) known.TryDequeue(out _);
                break;
        }
    }

    /// <summary>One for an argument of that name, else any; null when none is known.</summary>
    public string? For(string argument, Random dice)
    {
        var pascal = char.ToUpperInvariant(argument[0]) + argument[1..];
        if (_ids.TryGetValue(pascal, out var own) && dice.Next(10) > 0) return Pick(own, dice);
        var all = _ids.Values.ToArray();
        return all.Length == 0 ? null : Pick(all[dice.Next(all.Length)], dice);
    }

    private static string? Pick(ConcurrentQueue<string> from, Random dice) => from.ToArray() is { Length: > 0 } all ? all[dice.Next(all.Length)] : null;
}

/// <summary>Values of any input type: mostly such as it takes, and now and then such as it does not.</summary>
internal sealed class Values(SchemaModel schema, KnownIds ids, Random dice)
{
    private static readonly string[] s_texts =
    [
        "", " ", "x", "王小明", "a\0b", "\uD800", "\u202Eabc", new string('x', 300), new string('长', 5_000), "'; drop table mt_events; --", "%_\\", "{}", "null", "-0", "\r\n", "../../etc/passwd", "<script>",
    ];

    private static readonly double[] s_numbers = [0, 1, -1, 2, 7, 100, 101, int.MaxValue, int.MinValue, 2147483648.0, 1e15, -1e15, 0.5, 1e300, 9007199254740993];

    public JsonNode? Of(ArgumentModel argument, int depth = 0) => Of(argument.Type, argument.Name, depth);

    private JsonNode? Of(TypeRef type, string name, int depth)
    {
        if (dice.Next(60) == 0) return Wrong();
        if (!type.Required && dice.Next(12) == 0) return null;
        if (type.Item is { } item) return new JsonArray([.. Enumerable.Range(0, dice.Next(8) == 0 ? dice.Next(60) : dice.Next(4)).Select(_ => Of(item, name, depth + 1))]);
        var model = schema[type.Name];
        return model.Kind switch
        {
            "ENUM" => model.Values[dice.Next(model.Values.Count)],
            "INPUT_OBJECT" => Members(model, depth),
            _ => Scalar(type.Name, name),
        };
    }

    private JsonObject Members(TypeModel model, int depth)
    {
        var members = new JsonObject();
        foreach (var input in model.Inputs)
        {
            if (input.Type.Required ? dice.Next(80) == 0 : depth > 6 || dice.Next(2) == 0) continue;
            members[input.Name] = Of(input, depth + 1);
        }

        if (dice.Next(100) == 0) members["unknown"] = 1;
        return members;
    }

    private JsonNode? Scalar(string type, string name) => type switch
    {
        "ID" => ids.For(name, dice) ?? "x",
        "Int" or "Fen" => Number(),
        "Float" => dice.Next(6) == 0 ? s_numbers[dice.Next(s_numbers.Length)] : 32 + dice.NextDouble(),
        "Boolean" => dice.Next(2) == 0,
        "LocalDate" => Day().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "YearMonth" => Day().ToString("yyyy-MM", CultureInfo.InvariantCulture),
        "LocalTime" => new TimeOnly(dice.Next(24), dice.Next(4) * 15).ToString("HH:mm", CultureInfo.InvariantCulture),
        "DateTime" => DateTimeOffset.UtcNow.AddHours(dice.Next(-3000, 3000)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "Uuid" => Guid.NewGuid().ToString(),
        _ => Text(name),
    };

    private JsonNode Number() => dice.Next(5) == 0 ? s_numbers[dice.Next(s_numbers.Length)] : dice.Next(0, 120);

    private DateOnly Day() => dice.Next(25) == 0
        ? DateOnly.FromDayNumber(dice.Next(DateOnly.MaxValue.DayNumber))
        : DateOnly.FromDateTime(DateTime.UtcNow).AddDays(dice.Next(-40, 20));

    private JsonNode Text(string name) => name switch
    {
        "idempotencyKey" => dice.Next(30) == 0 ? s_texts[dice.Next(s_texts.Length)] : Guid.NewGuid().ToString("N"),
        "district" when dice.Next(4) > 0 => "321102",
        "after" or "before" when dice.Next(2) == 0 => Convert.ToBase64String(Guid.NewGuid().ToByteArray()),
        _ => dice.Next(3) == 0 ? s_texts[dice.Next(s_texts.Length)] : $"text {dice.Next(1000)}",
    };

    private JsonNode? Wrong() => dice.Next(7) switch
    {
        0 => null,
        1 => s_texts[dice.Next(s_texts.Length)],
        2 => s_numbers[dice.Next(s_numbers.Length)],
        3 => true,
        4 => new JsonArray(1, "a", null),
        5 => new JsonObject { ["a"] = new JsonObject() },
        _ => Nested(dice.Next(1, 60)),
    };

    private static JsonNode Nested(int depth)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < depth; i++) node = new JsonArray(node);
        return node;
    }
}
