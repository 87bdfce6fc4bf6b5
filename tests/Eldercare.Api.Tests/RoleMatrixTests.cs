using System.Text;
using System.Text.Json;
using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.GraphQL.Types;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using Eldercare.Meals;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>
/// The walk: every operation, every kind of node and every door beside GraphQL, as every role, with things of its own and of others, held
/// to what is declared, which is what the README's table shows.
/// </summary>
public sealed class RoleMatrixTests(TestApi api)
{
    [Fact]
    public async Task Each_role_reaches_with_each_operation_as_far_as_is_declared_and_no_further()
    {
        api.City.Reset();
        var wrong = new List<string>();
        foreach (var type in AccessDeclarations.Roots(api.Schema))
        {
            var kind = type == api.Schema.Query ? "query" : type == api.Schema.Mutation ? "mutation" : "subscription";
            foreach (var field in type.Fields)
            {
                wrong.AddRange(await Walk.WrongAsync(
                    api, field.Name, AccessDeclarations.RuleOf(field, type, api.Schema)!,
                    (role, token) => kind == "subscription" ? BeginsAsync(Call(kind, field, role), token) : AnswersAsync(Call(kind, field, role), token)));
            }
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task Each_kind_of_node_is_read_by_its_id_by_those_who_may()
    {
        api.City.Reset();
        var wrong = new List<string>();
        foreach (var (name, rule) in Nodes.Kinds)
        {
            var id = s_nodes[name];
            wrong.AddRange(await Walk.WrongAsync(
                api, name, rule, async (_, token) => await AnswersAsync(($"{{ node(id: \"{id}\") {{ id }} }}", []), token)));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>A search finds what is within reach: that nothing of it is in the answer is as good as a refusal.</summary>
    [Fact]
    public async Task Each_door_beside_the_API_is_open_as_far_as_is_declared()
    {
        api.City.Reset();
        var wrong = new List<string>();
        foreach (var door in Doors.All)
        {
            var (path, shows) = s_doors[door.Path];
            wrong.AddRange(await Walk.WrongAsync(api, door.Path, door.Rule, async (_, token) =>
            {
                var reply = await api.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(api.Address), path)), token, accept: null);
                return reply.Status == 200 && reply.Text.Contains(shows, StringComparison.Ordinal);
            }));
        }

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static readonly Dictionary<string, string> s_nodes = new()
    {
        ["MealPoint"] = TestApi.GlobalId(FakeCity.PointA),
        ["Sitting"] = TestApi.GlobalId(FakeCity.Lunch),
        ["Home"] = TestApi.GlobalId(FakeCity.HomeA),
        ["Bed"] = TestApi.GlobalId(FakeCity.BedA),
        ["Elder"] = TestApi.GlobalId(FakeCity.Anna),
        ["Application"] = TestApi.GlobalId(FakeCity.Application),
        ["StandingOrder"] = TestApi.GlobalId(FakeCity.Order),
        ["Dish"] = TestApi.GlobalId(FakeKitchens.DishA),
        ["Kitchen"] = TestApi.GlobalId(FakeKitchens.KitchenA),
        ["FoodSample"] = TestApi.GlobalId(FakeKitchens.Sample),
        ["DeliveryRun"] = TestApi.GlobalId(DeliveryRunId.Of(FakeCity.Lunch, 1)),
        ["WelfareAlert"] = TestApi.GlobalId(FakeCity.Alert),
        ["Room"] = TestApi.GlobalId(new Eldercare.Beds.RoomId(FakeCity.Id(91))),
        ["Message"] = TestApi.GlobalId(FakeCity.ReadLetter),
        ["Card"] = TestApi.GlobalId(TestApi.Cards.IdOf("text")),
        ["ActingRight"] = TestApi.GlobalId(FakePeople.DaughtersRight),
        ["Webhook"] = TestApi.GlobalId(FakeCity.Hook),
        ["WebhookDelivery"] = TestApi.GlobalId(FakeCity.DeadDelivery),
        ["Account"] = TestApi.GlobalId(FakeCity.AccountA),
        ["DeadLetter"] = Eldercare.Api.GraphQL.GlobalId.Of("DeadLetter", FakeCity.Id(51)),
    };

    /// <summary>How each is called, and something the answer holds that is at point A, in home A or in its district.</summary>
    private static readonly Dictionary<string, (string Path, string Shows)> s_doors = new()
    {
        ["/exports/beds.ndjson"] = ("/exports/beds.ndjson?type=Encounter", FakeCity.Anna.ToString()),
        ["/exports/census"] = ($"/exports/census?on=2026-03-02&district={FakeCity.Here}", "district"),
        ["/exports/settlements"] = ($"/exports/settlements?month=2026-03&district={FakeCity.Here}", "district"),
        ["/exports/stay-charges"] = ($"/exports/stay-charges?month=2026-03&district={FakeCity.Here}", "district"),
        ["/fhir/Encounter"] = ("/fhir/Encounter", FakeCity.Anna.ToString()),
        ["/fhir/Location"] = ("/fhir/Location", FakeCity.BedA.Value.ToString()),
        ["/kitchen-sheets/{sitting}"] = ($"/kitchen-sheets/{TestApi.GlobalId(FakeCity.Lunch)}", "1-01"),
    };

    private async Task<bool> AnswersAsync((string Query, Dictionary<string, object?> Variables) call, string? token)
    {
        var reply = await api.PostAsync(JsonSerializer.Serialize(new { query = call.Query, variables = call.Variables }), token);
        Assert.True(reply.Status is 200 or 401 or 403, $"{call.Query} {reply.Status} {reply.Text}");
        return !reply.Codes.Any(c => c is "FORBIDDEN" or "UNAUTHENTICATED");
    }

    /// <summary>A subscription is asked for as an event stream, and left after its first message.</summary>
    private async Task<bool> BeginsAsync((string Query, Dictionary<string, object?> Variables) call, string? token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, api.Address)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query = call.Query, variables = call.Variables }), Encoding.UTF8, TestApi.Json),
        };
        request.Headers.TryAddWithoutValidation("Accept", "text/event-stream");
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        using var reply = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        if ((int)reply.StatusCode is 401 or 403) return false;
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (await lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal)) return !line.Contains("FORBIDDEN", StringComparison.Ordinal) && !line.Contains("UNAUTHENTICATED", StringComparison.Ordinal);
        }

        throw new InvalidOperationException($"{call.Query} ended without a message.");
    }

    /// <summary>What must be given, and what a role has to name beside it so that the thing is its own.</summary>
    private static (string Query, Dictionary<string, object?> Variables) Call(string kind, FieldType field, Role role)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        var (declared, passed) = (new List<string>(), new List<string>());
        foreach (var argument in field.Arguments ?? [])
        {
            if (argument.ResolvedType is not NonNullGraphType && !Walk.Names(role).Contains(argument.Name)) continue;
            declared.Add($"${argument.Name}: {argument.ResolvedType}");
            passed.Add($"{argument.Name}: ${argument.Name}");
            // Anything may be asked for by `node`; whom it is answered to is the node's own affair.
            var value = field.Name == "node" ? s_nodes["MealPoint"] : Walk.ValueOf(argument.Name == "id" ? field.Name : argument.Name, argument.ResolvedType!, role);
            if (value is Dictionary<string, object?> input && argument.ResolvedType!.GetNamedType() is IInputObjectGraphType fields)
            {
                foreach (var name in Walk.Names(role))
                {
                    if (fields.Fields.FirstOrDefault(f => f.Name == name) is { } optional) input.TryAdd(name, Sample.Of(name, optional.ResolvedType!));
                }

                if (role == Role.Driver && input.ContainsKey("date")) input["date"] = Walk.Today;
            }

            variables[argument.Name] = value;
        }

        var arguments = declared.Count == 0 ? ("", "") : ($"({string.Join(", ", declared)})", $"({string.Join(", ", passed)})");
        var selection = field.ResolvedType!.GetNamedType() is IComplexGraphType ? "{ __typename }" : "";
        return ($"{kind}{arguments.Item1} {{ {field.Name}{arguments.Item2} {selection} }}", variables);
    }
}
