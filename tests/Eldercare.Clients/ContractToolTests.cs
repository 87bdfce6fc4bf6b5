using System.Collections.Immutable;

namespace Eldercare.Clients;

/// <summary>The contract as its file, by the public tools.</summary>
public sealed class ContractToolTests
{
    private static readonly ImmutableDictionary<string, string> s_nothing = ImmutableDictionary<string, string>.Empty;

    [Fact]
    public async Task The_contract_keeps_the_rules_for_schemas() => Assert.Equal("[]", await SaidAsync("contract/lint.mjs"));

    [Fact]
    public async Task Nothing_breaks_clients_of_the_last_release_unannounced() => Assert.Equal("[]", await SaidAsync("contract/changes.mjs"));

    [Fact]
    public Task What_counts_as_announced_is_tested() => NodeProgram.RunAsync(s_nothing, "--test", "contract/");

    private static async Task<string> SaidAsync(string program) => (await NodeProgram.RunAsync(s_nothing, program)).Trim();
}
