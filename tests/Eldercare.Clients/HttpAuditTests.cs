using System.Text.Json;

namespace Eldercare.Clients;

/// <summary>GraphQL over HTTP, as public programs see it.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class HttpAuditTests(ServedCity city)
{
    [Fact]
    public async Task The_public_audit_of_GraphQL_over_HTTP_is_content_with_everything()
    {
        using var report = JsonDocument.Parse(await NodeProgram.RunAsync(city.Environment, "audit.mjs"));
        var (checks, passed) = (report.RootElement.GetProperty("checks").GetInt32(), report.RootElement.GetProperty("passed").GetInt32());
        Assert.True((checks, passed) == (61, 61), report.RootElement.ToString());
    }

    /// <summary>The hash alone is not known at first, then sent with the text, and from then on enough: by POST and by GET.</summary>
    [Fact]
    public async Task Apollo_Client_gets_its_data_by_the_hash_of_its_query()
    {
        using var report = JsonDocument.Parse(await NodeProgram.RunAsync(city.Environment, "apollo-persisted.mjs"));
        Assert.All(report.RootElement.GetProperty("names").EnumerateArray(), name => Assert.NotEmpty(name.GetString()!));
        Assert.Equal(
            ["POST hash 400 no-store", "POST text 200 no-store", "POST hash 200 no-store", "GET hash 200 public, no-cache"],
            report.RootElement.GetProperty("sent").EnumerateArray().Select(s =>
                $"{s.GetProperty("method")} {(s.GetProperty("text").GetBoolean() ? "text" : "hash")} {s.GetProperty("status")} {s.GetProperty("cache")}"));
    }
}
