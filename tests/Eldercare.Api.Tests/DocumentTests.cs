using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.GraphQL.Documents;
using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Tests;

/// <summary>Documents that are named instead of sent, and hosts that run no others.</summary>
public sealed class DocumentTests(TestApi api) : IDisposable
{
    private const string Text = "query Beds { cityFigures { beds } }", Change = "mutation Resume($p: ID!) { resumeMealPoint(input: { idempotencyKey: \"k\", mealPoint: $p }) { errors { __typename } } }";

    private readonly string _folder = Directory.CreateTempSubdirectory("eldercare-documents").FullName;

    private ApiSettings Settings => api.App.Services.GetRequiredService<IOptions<ApiSettings>>().Value;

    private DocumentStore Store => api.App.Services.GetRequiredService<DocumentStore>();

    /// <summary>As the appendix on persisted documents computes it, with its own example.</summary>
    [Fact]
    public void A_document_s_name_is_the_hash_of_its_text() => Assert.Equal(
        "sha256:71f7dc5758652baac68e4a10c50be732b741c892ade2883a99358f52b555286b", DocumentName.Of("query($id:ID!){user(id:$id){name}}"));

    [Fact]
    public async Task A_hash_is_learned_from_the_client_that_sends_its_text()
    {
        var text = $"query L{Guid.NewGuid():N} {{ cityFigures {{ beds }} }}";
        var hash = DocumentName.Of(text)["sha256:".Length..];
        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], (await ApolloAsync(hash)).Codes);
        Assert.Empty((await ApolloAsync(hash, text)).Codes);
        Assert.Empty((await ApolloAsync(hash)).Codes);
        Assert.Equal(200, (await GetAsync("extensions", $"{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{hash}\"}}}}")).Status);
        Assert.Equal(200, (await GetAsync("documentId", "sha256:" + hash)).Status);
    }

    [Fact]
    public async Task A_text_is_not_taken_for_another_s_hash_nor_learned_when_it_is_not_valid()
    {
        var (other, wrong) = (DocumentName.Of(Text + " ")["sha256:".Length..], "{ nothing }");
        var hash = DocumentName.Of(wrong)["sha256:".Length..];
        Assert.Equal(["BAD_REQUEST"], (await ApolloAsync(other, Text)).Codes);
        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], (await ApolloAsync(other)).Codes);
        Assert.Equal(["VALIDATION_FAILED"], (await ApolloAsync(hash, wrong)).Codes);
        Assert.Equal(["PERSISTED_QUERY_NOT_FOUND"], (await ApolloAsync(hash)).Codes);
    }

    [Theory]
    [InlineData("{\"extensions\":{\"persistedQuery\":{}}}")]
    [InlineData("{\"extensions\":{\"persistedQuery\":\"x\"}}")]
    [InlineData("{\"extensions\":{\"persistedQuery\":{\"sha256Hash\":1}}}")]
    [InlineData("{\"documentId\":1}")]
    [InlineData("{\"documentId\":null}")]
    public async Task A_name_that_is_none_is_refused(string body) => Assert.Equal((400, "BAD_REQUEST"), await api.PostAsync(body) is var r ? (r.Status, r.Codes[0]) : default);

    [Fact]
    public void Learned_documents_are_bounded_and_those_in_use_stay()
    {
        var learned = new LearnedDocuments(mostCharacters: 1_000);
        learned.Add("kept", "k");
        for (var i = 0; i < 100; i++)
        {
            learned.Add($"{i}", new string('x', 100));
            Assert.Equal("k", learned.Find("kept"));
        }

        Assert.Null(learned.Find("1"));
    }

    [Fact]
    public async Task A_host_that_trusts_runs_the_manifest_s_documents_by_each_of_their_names_and_no_other()
    {
        Store.Trust([new("beds-1", Text, "m.json"), new("resume", Change, "m.json")]);
        Settings.Documents.Mode = DocumentMode.Trusted;
        string[] expected =
        [
            "200", "200", "200", "200", "DOCUMENT_NOT_TRUSTED", "DOCUMENT_NOT_TRUSTED", "DOCUMENT_NOT_TRUSTED", "DOCUMENT_NOT_TRUSTED", "DOCUMENT_NOT_TRUSTED", "405",
        ];
        var hash = DocumentName.Of(Text);
        Reply[] replies =
        [
            await GetAsync("documentId", "beds-1"), await GetAsync("documentId", hash), await ApolloAsync(hash["sha256:".Length..]), await api.AskAsync(Role.None, Text),
            await api.AskAsync(Role.CityOffice, "{ __typename }"), await api.AskAsync(Role.CityOffice, "{ __schema { queryType { name } } }"),
            await GetAsync("documentId", "beds-2"), await ApolloAsync(DocumentName.Of("{ __typename }")["sha256:".Length..], "{ __typename }"), await api.AskAsync(Role.None, Text + " "),
            await GetAsync("documentId", "resume"),
        ];
        Assert.Equal(expected, replies.Select(r => r.Codes is ["DOCUMENT_NOT_TRUSTED"] ? r.Codes[0] : $"{r.Status}"));
    }

    [Fact]
    public async Task Manifests_are_read_as_the_tools_write_them()
    {
        Write("apollo.json", JsonSerializer.Serialize(new
        {
            format = "apollo-persisted-query-manifest",
            version = 1,
            operations = (object[])[new { id = "a1", name = "Beds", type = "query", body = Text }],
        }));
        Write("relay.json", JsonSerializer.Serialize(new Dictionary<string, string> { ["0cc175b9c0f1b6a831c399e269772661"] = Change }));
        Write("by-itself.graphql", Text + "\n");
        await StartAsync();
        Settings.Documents.Mode = DocumentMode.Trusted;
        foreach (var id in (string[])["a1", "0cc175b9c0f1b6a831c399e269772661", DocumentName.Of(Text), DocumentName.Of(Text + "\n")])
            Assert.DoesNotContain("DOCUMENT_NOT_TRUSTED", (await GetAsync("documentId", id)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"a\":\"{ nothing }\"}", "nothing")]
    [InlineData("{\"a\":\"{\"}", "a:")]
    [InlineData("{\"a\":\"fragment F on Query { __typename }\"}", "no operation")]
    [InlineData("{\"sha256:00\":\"{ __typename }\"}", "not the hash")]
    [InlineData("{\"a\":1}", "no manifest")]
    [InlineData("[]", "no manifest")]
    [InlineData("{", "not JSON")]
    [InlineData("{\"format\":\"apollo-persisted-query-manifest\",\"version\":2,\"operations\":[]}", "version 1")]
    public async Task A_host_does_not_start_with_a_manifest_it_could_not_keep(string manifest, string why)
    {
        Write("m.json", manifest);
        Assert.Contains(why, (await Assert.ThrowsAsync<SettingsFaultException>(StartAsync)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_trusts_nothing_does_not_start()
    {
        Settings.Documents.Mode = DocumentMode.Trusted;
        await Assert.ThrowsAsync<SettingsFaultException>(StartAsync);
    }

    public void Dispose()
    {
        (Settings.Documents.Mode, Settings.Documents.Manifests) = (DocumentMode.Open, []);
        Store.Trust([]);
        Directory.Delete(_folder, recursive: true);
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private Task StartAsync()
    {
        Settings.Documents.Manifests = [_folder];
        return new DocumentsAtStart(Store, api.App.Services.GetRequiredService<GraphQLRunner>(), Options.Create(Settings)).StartAsync(TestContext.Current.CancellationToken);
    }

    private Task<Reply> GetAsync(string name, string value) =>
        api.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{api.Address}?{name}={Uri.EscapeDataString(value)}"));

    private Task<Reply> ApolloAsync(string hash, string? text = null) => api.PostAsync(JsonSerializer.Serialize(new
    {
        query = text,
        extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } },
    }));
}
