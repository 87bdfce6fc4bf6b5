using System.Text.Json;

namespace Eldercare.Clients;

/// <summary>Typed clients made from the schema that the host serves, compiled strictly, and run.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class TypedClientTests(ServedCity city, TypedClientTests.Generated generated) : IClassFixture<TypedClientTests.Generated>
{
    [Fact]
    public async Task What_is_served_is_the_contract()
    {
        Assert.NotNull(generated);
        Assert.Equal("[]", (await NodeProgram.RunAsync(city.Environment, "served-is-contract.mjs")).Trim());
    }

    [Theory]
    [InlineData("typed/apollo")]
    [InlineData("typed/urql")]
    [InlineData("relay/relay")]
    public async Task A_client_books_watches_pages_and_meets_refusals(string program)
    {
        var seen = JsonDocument.Parse(await NodeProgram.RunAsync(city.Environment, $"generated/{program}.mjs")).RootElement;
        Assert.Equal(49, seen.GetProperty("placesLeft").GetInt32());
        Assert.Equal(49, seen.GetProperty("watched").GetInt32());
        Assert.Equal(["ALREADY_BOOKED", "SITTING_FULL"], seen.GetProperty("refused").EnumerateArray().Select(r => r.GetString()));
        Assert.Equal("FORBIDDEN", seen.GetProperty("error").GetString());
    }

    /// <summary>What the generators make, once. Types are checked beside the bundling, which does not look at them.</summary>
    public sealed class Generated(ServedCity city) : IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            await RunAsync("served.mjs");
            await Task.WhenAll(
                RunAsync("node_modules/@graphql-codegen/cli/esm/bin.js", "--config", "typed/codegen.mjs"),
                RunAsync("node_modules/relay-compiler/cli.js", "relay/relay.config.json"));
            await Task.WhenAll(
                RunAsync("node_modules/typescript/bin/tsc", "-p", "."),
                RunAsync("bundle.mjs", "typed/apollo.ts", "typed/urql.ts", "relay/relay.ts"));
        }

        private Task<string> RunAsync(params string[] arguments) => NodeProgram.RunAsync(city.Environment, arguments);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
