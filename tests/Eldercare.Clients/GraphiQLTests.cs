using System.Text.Json;

namespace Eldercare.Clients;

/// <summary>GraphiQL in a real browser: <c>./eldercare test</c> builds its files first.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class GraphiQLTests(ServedCity city)
{
    [Fact]
    public async Task GraphiQL_asks_explains_and_signs_in_and_needs_nothing_from_elsewhere()
    {
        using var report = JsonDocument.Parse(await NodeProgram.RunAsync(city.Environment, "graphiql.mjs"));
        var seen = report.RootElement;
        Assert.Empty(seen.GetProperty("elsewhere").EnumerateArray());
        Assert.Empty(seen.GetProperty("complaints").EnumerateArray().Select(c => c.GetString()));
        Assert.Contains("UNAUTHENTICATED", seen.GetProperty("anonymous").GetString(), StringComparison.Ordinal);
        Assert.Contains("CITY_OFFICE", seen.GetProperty("signedIn").GetString(), StringComparison.Ordinal);
        Assert.True(seen.GetProperty("documented").GetBoolean());
        Assert.Contains("\"name\"", seen.GetProperty("onPhone").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, seen.GetProperty("sideways").GetInt32());
        Assert.Contains("default-src 'none'; script-src 'self'", seen.GetProperty("policy").GetString(), StringComparison.Ordinal);
    }
}
