using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>The walk of the fields that are for fewer than what leads to them, on every way that leads there, held to what is declared.</summary>
public sealed class HiddenFieldTests(TestApi api)
{
    private const string Probe = "PROBE";

    private static readonly string s_point = TestApi.GlobalId(FakeCity.PointA), s_home = TestApi.GlobalId(FakeCity.HomeA);

    private static readonly string s_runs = $"deliveryRuns(mealPoint: \"{s_point}\", date: \"{Walk.Today}\")";

    /// <summary>Ways to a thing of each type, one after the other.</summary>
    private static readonly Dictionary<string, string[]> s_ways = new()
    {
        ["Elder"] =
        [
            OnNode("Elder", FakeCity.Anna, Probe), OnNode("Sitting", FakeCity.Lunch, $"guests {{ elder {{ {Probe} }} }}"),
            $"{s_runs} {{ stops {{ elder {{ {Probe} }} }} }}", $"elder(id: \"{TestApi.GlobalId(FakeCity.Anna)}\") {{ {Probe} }}",
            $"kitchenSheet(mealPoint: \"{s_point}\", date: \"2026-03-02\", meal: LUNCH) {{ lines {{ elders {{ {Probe} }} }} }}",
        ],
        ["Sitting"] = [OnNode("Sitting", FakeCity.Lunch, Probe), $"mealPointBoard(mealPoint: \"{s_point}\", date: \"2026-03-02\") {{ sittings {{ {Probe} }} }}"],
        ["Bed"] = [OnNode("Bed", FakeCity.BedA, Probe), $"beds(home: \"{s_home}\") {{ nodes {{ {Probe} }} }}", OnNode("Application", FakeCity.Application, $"offeredBed {{ {Probe} }}")],
        ["Home"] = [OnNode("Home", FakeCity.HomeA, Probe), $"homes {{ nodes {{ {Probe} }} }}"],
        ["Application"] = [OnNode("Application", FakeCity.Application, Probe), $"bedQueue {{ nodes {{ {Probe} }} }}"],
        ["DeliveryStop"] = [$"{s_runs} {{ stops {{ {Probe} }} }}"],
        ["WelfareAlert"] = [$"welfareAlerts(mealPoint: \"{s_point}\") {{ nodes {{ {Probe} }} }}"],
        ["DishClash"] = [$"dishClashes(mealPoint: \"{s_point}\", from: \"2026-03-02\", to: \"2026-03-02\") {{ {Probe} }}"],
        ["KitchenSheetLine"] = [Sheet($"lines {{ {Probe} }}")],
        ["KitchenSheetDelta"] = [Sheet($"deltas {{ {Probe} }}")],
        ["KitchenSheetLabel"] = [Sheet($"labels {{ {Probe} }}")],
        ["Webhook"] = [OnNode("Webhook", FakeCity.Hook, Probe), $"webhooks(district: \"{FakeCity.Here}\") {{ nodes {{ {Probe} }} }}"],
        ["MealCost"] = [$"mealCost(elder: \"{TestApi.GlobalId(FakeCity.Anna)}\", mealPoint: \"{s_point}\", date: \"2026-03-02\", meal: LUNCH) {{ {Probe} }}"],
    };

    /// <summary>
    /// Not to be walked: an offer is of two districts at once, and nobody waits in the small city. <see cref="OfferTests"/> and
    /// <see cref="QueueTests"/> say who reads these.
    /// </summary>
    private static readonly string[] s_elsewhere = ["BedOffer.reason", "QueuePlaceChange.on"];

    [Fact]
    public async Task Are_shown_to_those_who_may_and_to_nobody_else()
    {
        api.City.Reset();
        var wrong = new List<string>();
        foreach (var (typeName, fieldName, rule) in CapabilityTable.HiddenFields(api.Schema))
        {
            if (s_elsewhere.Contains($"{typeName}.{fieldName}")) continue;
            var type = (IObjectGraphType)api.Schema.AllTypes[typeName]!;
            var field = type.Fields.Find(fieldName == "*" ? "id" : fieldName)!;
            Assert.True(s_ways.ContainsKey(typeName), $"No way to {typeName}.{fieldName} is walked: say one.");
            wrong.AddRange(await Walk.WrongAsync(api, $"{typeName}.{fieldName}", rule, async (_, token) =>
            {
                foreach (var way in s_ways[typeName])
                    if (await ShowsAsync(way, field, token)) return true;
                return false;
            }));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Else what is refused would take its neighbours with it.</summary>
    [Fact]
    public void May_be_null()
    {
        var hidden = CapabilityTable.HiddenFields(api.Schema).Where(f => f.Field != "*").ToArray();
        Assert.Empty(hidden.Where(f => ((IObjectGraphType)api.Schema.AllTypes[f.Type]!).Fields.Find(f.Field)!.ResolvedType is NonNullGraphType).Select(f => $"{f.Type}.{f.Field}"));
    }

    private async Task<bool> ShowsAsync(string way, FieldType field, string? token)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        var (declared, passed) = (new List<string>(), new List<string>());
        foreach (var argument in (field.Arguments ?? []).Where(a => a.ResolvedType is NonNullGraphType))
        {
            declared.Add($"${argument.Name}: {argument.ResolvedType}");
            passed.Add($"{argument.Name}: ${argument.Name}");
            variables[argument.Name] = Sample.Of(argument.Name, argument.ResolvedType!);
        }

        var arguments = declared.Count == 0 ? ("", "") : ($"({string.Join(", ", declared)})", $"({string.Join(", ", passed)})");
        var selection = field.ResolvedType!.GetNamedType() is IComplexGraphType ? " { __typename }" : "";
        var query = $"query{arguments.Item1} {{ {way.Replace(Probe, $"probe: {field.Name}{arguments.Item2}{selection}", StringComparison.Ordinal)} }}";
        var reply = await api.PostAsync(JsonSerializer.Serialize(new { query, variables }), token);
        Assert.True(reply.Status is 200 or 401 or 403, $"{query} {reply.Status} {reply.Text}");
        Assert.All(reply.Codes, c => Assert.True(c is "FORBIDDEN" or "UNAUTHENTICATED", $"{query} {reply.Text}"));
        var refused = reply.Root.TryGetProperty("errors", out var errors) && errors.EnumerateArray()
            .Any(e => e.TryGetProperty("path", out var path) && path.EnumerateArray().Any(p => p.ValueKind == JsonValueKind.String && p.GetString() == "probe"));
        return !refused && reply.Text.Contains("\"probe\":", StringComparison.Ordinal);
    }

    private static string OnNode<TId>(string type, TId id, string fields)
        where TId : struct, Store.Ids.IId<TId> => $"node(id: \"{TestApi.GlobalId(id)}\") {{ ... on {type} {{ {fields} }} }}";

    private static string Sheet(string fields) => $"kitchenSheet(mealPoint: \"{s_point}\", date: \"2026-03-02\", meal: LUNCH) {{ {fields} }}";
}
