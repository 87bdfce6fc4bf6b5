using System.Text.Json;
using System.Text.Json.Nodes;
using Eldercare.Api.GraphQL;

namespace Eldercare.Scenarios;

/// <summary>An input field's type as the served schema has it.</summary>
/// <param name="Kind">SCALAR, ENUM, INPUT_OBJECT or LIST.</param>
/// <param name="Name">Of the type; null of a list.</param>
/// <param name="Required">Whether it may be left out.</param>
/// <param name="Item">What a list is of.</param>
internal sealed record InputShape(string Kind, string? Name, bool Required, InputShape? Item);

/// <summary>One input of which one field is wrong.</summary>
/// <param name="Mutation">Which mutation.</param>
/// <param name="What">The field and what is wrong with it, for people.</param>
/// <param name="Input">All of it.</param>
internal sealed record BadInput(string Mutation, string What, JsonObject Input);

/// <summary>For every mutation of the served schema and every field of its input, nested ones too: values that should not be taken.</summary>
/// <param name="ids">An id that exists, by the name of its type.</param>
/// <param name="day">A date that is good.</param>
internal sealed class BadInputs(JsonElement schema, IReadOnlyDictionary<string, string> ids, string day)
{
    /// <summary>Stands for half a surrogate pair, which no .NET string can be written as.</summary>
    public const string HalfPair = "(half a pair)";

    /// <summary>Stands for bytes that are no UTF-8.</summary>
    public const string NoUtf8 = "(no UTF-8)";

    public const string SchemaQuery = """
        { __schema { mutationType { fields { name args { name type { ofType { name } } } } }
          types { kind name enumValues { name } inputFields { name type { ...T ofType { ...T ofType { ...T ofType { ...T } } } } } } } }
        fragment T on __Type { kind name }
        """;

    /// <summary>What a field of an input is called says which id it takes, where it is not the type's own name.</summary>
    private static readonly Dictionary<string, string> s_idOf = new()
    {
        ["from"] = "Bed",
        ["to"] = "Bed",
        ["homes"] = "Home",
        ["mealPoint"] = "MealPoint",
        ["toMealPoint"] = "MealPoint",
        ["alert"] = "WelfareAlert",
        ["dishes"] = "Dish",
        ["substitute"] = "Dish",
        ["sample"] = "FoodSample",
        ["site"] = "MealPoint",
        ["delivery"] = "WebhookDelivery",
    };

    private readonly Dictionary<string, JsonElement> _types =
        schema.GetProperty("__schema").GetProperty("types").EnumerateArray().ToDictionary(t => t.GetProperty("name").GetString()!);

    public IEnumerable<string> Mutations => Fields().Select(m => m.Name);

    public IEnumerable<BadInput> All()
    {
        foreach (var (mutation, type) in Fields())
        {
            var valid = (JsonObject)Valid(new("INPUT_OBJECT", type, true, null), "input");
            foreach (var (path, shape, field) in Paths(type, []))
            {
                foreach (var (what, value) in Wrong(shape, field))
                {
                    var input = (JsonObject)valid.DeepClone();
                    input["idempotencyKey"] = Guid.NewGuid().ToString();
                    Put(input, path, value?.DeepClone());
                    yield return new(mutation, $"{mutation}.{string.Join('.', path)}: {what}", input);
                }

                if (!shape.Required) continue;
                var without = (JsonObject)valid.DeepClone();
                without["idempotencyKey"] = Guid.NewGuid().ToString();
                Put(without, path, null, remove: true);
                yield return new(mutation, $"{mutation}.{string.Join('.', path)}: left out", without);
            }

            var more = (JsonObject)valid.DeepClone();
            more["nonsense"] = 1;
            yield return new(mutation, $"{mutation}.nonsense: unknown", more);
        }
    }

    /// <summary>What asks for a mutation's refusals.</summary>
    public static string Document(string mutation) =>
        $"mutation($input: {char.ToUpperInvariant(mutation[0])}{mutation[1..]}Input!) {{ {mutation}(input: $input) {{ errors {{ ... on UserError {{ code message }} }} }} }}";

    /// <summary>Good input of the mutations that take one of these fields.</summary>
    public IEnumerable<(string Mutation, JsonObject Input)> That(params string[] take) =>
        from field in Fields()
        let input = (JsonObject)Valid(new("INPUT_OBJECT", field.Input, true, null), "input")
        where take.Any(input.ContainsKey)
        select (field.Name, input);

    private IEnumerable<(string Name, string Input)> Fields() =>
        from field in schema.GetProperty("__schema").GetProperty("mutationType").GetProperty("fields").EnumerateArray()
        from argument in field.GetProperty("args").EnumerateArray()
        select (field.GetProperty("name").GetString()!, argument.GetProperty("type").GetProperty("ofType").GetProperty("name").GetString()!);

    /// <summary>Every field, and every field of a list's second row.</summary>
    private IEnumerable<(object[] Path, InputShape Shape, string Field)> Paths(string type, object[] above)
    {
        foreach (var input in _types[type].GetProperty("inputFields").EnumerateArray())
        {
            var name = input.GetProperty("name").GetString()!;
            var shape = Shape(input.GetProperty("type"));
            yield return ([.. above, name], shape, name);
            if (shape.Item is not { Kind: "INPUT_OBJECT", Name: { } row }) continue;
            foreach (var inner in Paths(row, [.. above, name, 1])) yield return inner;
        }
    }

    private static InputShape Shape(JsonElement type)
    {
        var kind = type.GetProperty("kind").GetString()!;
        return kind switch
        {
            "NON_NULL" => Shape(type.GetProperty("ofType")) with { Required = true },
            "LIST" => new(kind, null, false, Shape(type.GetProperty("ofType"))),
            _ => new(kind, type.GetProperty("name").GetString(), false, null),
        };
    }

    private JsonNode Valid(InputShape shape, string field) => shape switch
    {
        { Kind: "LIST" } => new JsonArray(Valid(shape.Item!, field), Second(Valid(shape.Item!, field))),
        { Kind: "INPUT_OBJECT" } => new JsonObject(
            from input in _types[shape.Name!].GetProperty("inputFields").EnumerateArray()
            let name = input.GetProperty("name").GetString()!
            select KeyValuePair.Create(name, (JsonNode?)Valid(Shape(input.GetProperty("type")), name))),
        { Kind: "ENUM" } => _types[shape.Name!].GetProperty("enumValues").EnumerateArray().Select(v => v.GetProperty("name").GetString()!)
            .OrderByDescending(v => v is "LUNCH" or "NURSING" or "MIXED" or "EVERYONE").First(),
        { Name: "ID" } => ids[IdName(field)],
        { Name: "LocalDate" } => day,
        { Name: "LocalTime" } => field == "servedUntil" ? "13:00" : "11:00",
        { Name: "DateTime" } => "2020-01-01T00:00:00Z",
        { Name: "YearMonth" } => day[..7],
        { Name: "Int" or "Float" or "Fen" } => 10,
        { Name: "Boolean" } => false,
        { Name: "Sequence" } => 1,
        _ => field switch
        {
            "district" or "districts" => CityUnderTest.District,
            "identityNumber" => "11010519491231002X",
            "phone" => "0511-88880001",
            _ => "r",
        },
    };

    /// <summary>Two equal rows of a week would be one too many.</summary>
    private static JsonNode Second(JsonNode row)
    {
        if (row is JsonObject week && week.ContainsKey("day")) week["day"] = "SUNDAY";
        return row;
    }

    private IEnumerable<(string What, JsonNode? Value)> Wrong(InputShape shape, string field)
    {
        yield return ("an object", new JsonObject { ["a"] = 1 });
        if (shape.Required) yield return ("null", null);
        if (shape.Item is { } item)
        {
            yield return ("a list of null", new JsonArray((JsonNode?)null));
            yield return ("a list of lists", new JsonArray(new JsonArray(new JsonArray())));
            yield return ("a list of objects", new JsonArray(new JsonObject { ["a"] = 1 }));
            if (item.Kind == "INPUT_OBJECT")
            {
                yield return ("an empty row", new JsonArray(new JsonObject()));
                yield return ("text", "x");
                yield break;
            }

            foreach (var (what, value) in Wrong(item, field)) yield return ($"a list of {what}", new JsonArray(value?.DeepClone()));
            yield break;
        }

        yield return ("a list", new JsonArray(7, 7));
        switch (shape.Name)
        {
            case "Int" or "Float" or "Fen":
                foreach (var value in new JsonNode[] { "x", "", 1e30, -1e30, "NaN" }) yield return ($"the number {value}", value);
                yield return ("a truth", true);
                if (shape.Name != "Float") yield return ("half a number", 1.5);
                if (shape.Name != "Float") yield return ("the least number", int.MinValue);
                if (shape.Name != "Float") yield return ("the greatest number", int.MaxValue);
                break;
            case "Sequence":
                foreach (var value in new JsonNode[] { "x", "", -1, 1.5, 1e30, long.MaxValue }) yield return ($"the number {value}", value);
                yield return ("a truth", true);
                break;
            case "Boolean":
                yield return ("text", "yes");
                yield return ("a number", 7);
                break;
            default:
                yield return ("a number", 7);
                yield return ("a truth", true);
                yield return ("100,000 characters", new string('x', 100_000));
                yield return ("a null character", "a\0b");
                yield return ("half a pair", HalfPair);
                yield return ("no UTF-8", NoUtf8);
                if (shape.Required || shape.Name != "String") yield return ("empty", "");
                foreach (var (what, value) in WrongText(shape, field)) yield return (what, value);
                break;
        }
    }

    private IEnumerable<(string What, JsonNode Value)> WrongText(InputShape shape, string field)
    {
        switch (shape)
        {
            case { Kind: "ENUM" }:
                yield return ("another name", "NONSENSE");
                break;
            case { Name: "LocalDate" }:
                foreach (var date in (string[])["0001-01-01", "1850-06-30", "9999-12-31", "2026-02-30", "10000-01-01", "30.1.2026", "2026-01-30T00:00:00Z"])
                    yield return ($"the day {date}", date);
                break;
            case { Name: "YearMonth" }:
                foreach (var month in (string[])["0001-01", "1850-06", "9999-12", "2026-13", "2026-10-01", "10/2026"]) yield return ($"the month {month}", month);
                break;
            case { Name: "LocalTime" }:
                foreach (var time in (string[])["24:00", "25:61", "noon", "-01:00"]) yield return ($"the time {time}", time);
                break;
            case { Name: "DateTime" }:
                foreach (var moment in (string[])["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "2026-01-30T00:00:00", "2026-01-30"])
                    yield return ($"the moment {moment}", moment);
                break;
            case { Name: "ID" }:
                var name = IdName(field);
                yield return ("no base64", "!%~");
                yield return ("an unknown id", GlobalId.Of(name, Guid.NewGuid()));
                yield return ("the empty id", GlobalId.Of(name, Guid.Empty));
                yield return ("an id of nothing there is", GlobalId.Of("Nonsense", Guid.NewGuid()));
                foreach (var (other, id) in ids.Where(i => i.Key != name))
                {
                    // Who works at a kitchen or a home has it for a site.
                    if (field != "site" || other is not ("Kitchen" or "Home")) yield return ($"the id of {other}", id);
                    yield return ($"the uuid of {other} as one of {name}", GlobalId.Of(name, GlobalId.TryParse(id)!.Value.Id));
                }

                break;
        }
    }

    private static string IdName(string field) => s_idOf.GetValueOrDefault(field, char.ToUpperInvariant(field[0]) + field[1..]);

    private static void Put(JsonNode input, object[] path, JsonNode? value, bool remove = false)
    {
        foreach (var step in path[..^1]) input = step is int at ? input[at]! : input[(string)step]!;
        if (remove) input.AsObject().Remove((string)path[^1]);
        else input[(string)path[^1]] = value;
    }
}
