using System.Text.Json;

namespace Eldercare.Clients;

/// <summary>Typed clients made from the schema that the host serves, compiled strictly, and run.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class TypedClientTests(ServedCity city)
{
    private const string Codegen = "node_modules/@graphql-codegen/cli/esm/bin.js", Tsc = "node_modules/typescript/bin/tsc", Relay = "node_modules/relay-compiler/cli.js";

    [Fact]
    public async Task What_is_served_is_the_contract()
    {
        await NodeProgram.RunAsync(city.Environment, "served.mjs");
        Assert.Equal("[]", (await NodeProgram.RunAsync(city.Environment, "served-is-contract.mjs")).Trim());
    }

    [Fact]
    public async Task Apollo_and_urql_book_page_and_meet_refusals()
    {
        await NodeProgram.RunAsync(city.Environment, "served.mjs");
        await NodeProgram.RunAsync(city.Environment, Codegen, "--config", "typed/codegen.mjs");
        await CompileAsync("typed", "apollo.ts", "urql.ts");
        Saw(await NodeProgram.RunAsync(city.Environment, "generated/typed/apollo.mjs"));
        Saw(await NodeProgram.RunAsync(city.Environment, "generated/typed/urql.mjs"));
    }

    [Fact]
    public async Task Relay_books_pages_refetches_nodes_and_meets_refusals()
    {
        await NodeProgram.RunAsync(city.Environment, "served.mjs");
        await NodeProgram.RunAsync(city.Environment, Relay, "relay/relay.config.json");
        await CompileAsync("relay", "relay.ts");
        Saw(await NodeProgram.RunAsync(city.Environment, "generated/relay/relay.mjs"));
    }

    /// <summary>Types are checked beside the bundling, which does not look at them.</summary>
    private Task<string[]> CompileAsync(string folder, params string[] programs) => Task.WhenAll(
        NodeProgram.RunAsync(city.Environment, Tsc, "-p", folder),
        NodeProgram.RunAsync(city.Environment, ["bundle.mjs", .. programs.Select(p => $"{folder}/{p}")]));

    private static void Saw(string printed)
    {
        var seen = JsonDocument.Parse(printed).RootElement;
        Assert.Equal(49, seen.GetProperty("placesLeft").GetInt32());
        Assert.Equal(["ALREADY_BOOKED", "SITTING_FULL"], seen.GetProperty("refused").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal("FORBIDDEN", seen.GetProperty("error").GetString());
    }
}
