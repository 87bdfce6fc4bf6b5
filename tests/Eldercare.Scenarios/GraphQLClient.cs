using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Eldercare.Scenarios;

/// <summary>The contract as a client speaks it, to any host.</summary>
internal static class GraphQLClient
{
    /// <summary>Sends one mutation. A refusal is an answer; everything else that is not data fails the test.</summary>
    /// <param name="http">A host and a sign-in.</param>
    /// <param name="name">The mutation.</param>
    /// <param name="input">Its input beside the idempotency key.</param>
    /// <param name="key">The idempotency key; a new one when not given.</param>
    /// <param name="select">What to read of the payload beside the errors.</param>
    public static async Task<Mutated> MutateAsync(
        this HttpClient http, string name, object input, string? key = null, string select = "")
    {
        var fields = JsonSerializer.SerializeToNode(input)!.AsObject();
        fields["idempotencyKey"] = key ?? Guid.NewGuid().ToString();
        var data = await http.AskAsync(Document(name, select), new JsonObject { ["input"] = fields });
        var payload = data.GetProperty(name);
        var errors = payload.GetProperty("errors");
        return new Mutated(errors.GetArrayLength() == 0 ? null : errors[0].GetProperty("code").GetString(), payload);
    }

    /// <summary>Sends one mutation that is an error of the request, and returns its code.</summary>
    public static async Task<string?> MutationErrorAsync(this HttpClient http, string name, object input)
    {
        var fields = JsonSerializer.SerializeToNode(input)!.AsObject();
        fields["idempotencyKey"] = Guid.NewGuid().ToString();
        return await http.ErrorAsync(Document(name, ""), new JsonObject { ["input"] = fields });
    }

    /// <summary>Asks what is an error of the request, and returns its code; null when there was none.</summary>
    public static async Task<string?> ErrorAsync(this HttpClient http, string query, object? variables = null)
    {
        var response = await http.PostAsJsonAsync("/graphql", new { query, variables });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("errors", out var errors) ? errors[0].GetProperty("extensions").GetProperty("code").GetString() : null;
    }

    /// <summary>Asks, and returns the data; any error of the request fails the test.</summary>
    public static async Task<JsonElement> AskAsync(this HttpClient http, string query, object? variables = null)
    {
        var response = await http.PostAsJsonAsync("/graphql", new { query, variables });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.True(
            body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && !body.TryGetProperty("errors", out _),
            body.ToString());
        return data;
    }

    private static string Document(string name, string select) =>
        $"mutation($input: {char.ToUpperInvariant(name[0])}{name[1..]}Input!) "
        + $"{{ {name}(input: $input) {{ errors {{ ... on UserError {{ code }} }} {select} }} }}";
}

/// <summary>What a mutation answered.</summary>
/// <param name="Code">The refusal's code; null when it was done.</param>
/// <param name="Payload">What was selected.</param>
internal sealed record Mutated(string? Code, JsonElement Payload);
