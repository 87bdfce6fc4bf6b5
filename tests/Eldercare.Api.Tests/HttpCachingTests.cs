using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>What is kept, compressed and measured of an answer.</summary>
public sealed class HttpCachingTests(TestApi api) : IDisposable
{
    private const string Query = "?query=%7BcityFigures%7Bon%20beds%7D%7D";

    /// <summary>Takes what is sent as it is sent.</summary>
    private readonly HttpClient _client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });

    [Fact]
    public async Task A_GET_has_a_tag_by_which_its_asker_learns_that_nothing_changed()
    {
        using var first = await GetAsync(Query, accept: TestApi.GraphQL);
        var tag = first.Headers.ETag!;
        using var again = await GetAsync(Query, accept: TestApi.GraphQL, tag: tag);
        using var other = await GetAsync(Query, accept: TestApi.Json, tag: tag);
        Assert.Equal((200, false), ((int)first.StatusCode, tag.IsWeak));
        Assert.Equal((304, tag, "", null), ((int)again.StatusCode, again.Headers.ETag, await again.Content.ReadAsStringAsync(), again.Content.Headers.ContentType));
        Assert.Equal(200, (int)other.StatusCode);
        Assert.Equal(["Accept", "Accept-Language", "Authorization", "Eldercare-After"], first.Headers.Vary);
    }

    [Fact]
    public async Task Caches_in_between_keep_what_everybody_is_told_and_ask_each_time()
    {
        using var everybody = await GetAsync(Query);
        using var her = await GetAsync(Query, token: api.Token(Role.CityOffice));
        using var wrong = await GetAsync("?query=%7Bnothing%7D");
        using var posted = await _client.PostAsync(api.Address, new StringContent("{\"query\":\"{ __typename }\"}", Encoding.UTF8, "application/json"));
        using var after = await GetAsync(Query, after: "0");
        Assert.Equal(
            ["public, no-cache", "no-cache, private", "no-store", "no-store", "no-store"],
            ((HttpResponseMessage[])[everybody, her, wrong, posted, after]).Select(a => a.Headers.CacheControl!.ToString()));
        Assert.Null(after.Headers.ETag);
    }

    [Fact]
    public async Task HEAD_tells_the_length_and_nothing_else()
    {
        using var got = await GetAsync(Query);
        using var head = await GetAsync(Query, method: HttpMethod.Head);
        Assert.Equal((200, "", got.Content.Headers.ContentLength, got.Headers.ETag), ((int)head.StatusCode, await head.Content.ReadAsStringAsync(), head.Content.Headers.ContentLength, head.Headers.ETag));
        Assert.NotNull(got.Content.Headers.ContentLength);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task A_long_answer_is_compressed_and_has_a_tag_of_its_own(string coding)
    {
        const string Long = "?query=%7B__schema%7Btypes%7Bname%20description%7D%7D%7D";
        using var plain = await GetAsync(Long);
        using var packed = await GetAsync(Long, coding: coding);
        await using var stream = await packed.Content.ReadAsStreamAsync();
        await using Stream unpacked = coding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await new StreamReader(unpacked).ReadToEndAsync());
        Assert.Equal([coding], packed.Content.Headers.ContentEncoding);
        Assert.Equal($"{plain.Headers.ETag!.Tag.TrimEnd('"')}-{coding}\"", packed.Headers.ETag!.Tag);
        using var again = await GetAsync(Long, coding: coding, tag: packed.Headers.ETag);
        Assert.Equal((304, packed.Headers.ETag), ((int)again.StatusCode, again.Headers.ETag));
    }

    [Fact]
    public async Task A_short_answer_is_sent_as_it_is()
    {
        using var answer = await GetAsync(Query, coding: "gzip");
        Assert.Empty(answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("{\"query\":\"{ __typename }\"}", 200)]
    [InlineData(null, 413)]
    public async Task A_body_may_be_packed_and_is_measured_unpacked(string? body, int status)
    {
        body ??= "{\"query\":\"" + new string(' ', 5_000_000) + "\"}";
        Assert.Equal(status, await PackedAsync(Packed(body), "gzip"));
    }

    [Fact]
    public async Task A_body_that_is_not_what_it_says_is_refused()
    {
        var whole = Packed("{\"query\":\"{ __typename }\"}");
        Assert.Equal(400, await PackedAsync(Encoding.UTF8.GetBytes("{\"query\":\"{ __typename }\"}"), "gzip"));
        Assert.Equal(400, await PackedAsync(whole[..10], "gzip"));
        Assert.Equal(415, await PackedAsync(whole, "br"));
        Assert.Equal(415, await PackedAsync(whole, "gzip, gzip"));
    }

    [Fact]
    public async Task An_address_that_is_too_long_is_told_so()
    {
        var comment = new string('x', 9_000);
        using var answer = await GetAsync(Query + "&comment=" + comment);
        using var longer = await GetAsync(Query + "&comment=" + comment + comment);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Equal((414, 414), ((int)answer.StatusCode, (int)longer.StatusCode));
        Assert.Contains("LIMIT_EXCEEDED", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_an_answer_says_so_in_JSON()
    {
        using var answer = await _client.GetAsync(new Uri(new Uri(api.Address), "/nowhere"));
        Assert.Equal((404, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
    }

    public void Dispose() => _client.Dispose();

    private static byte[] Packed(string text)
    {
        using var whole = new MemoryStream();
        using (var gzip = new GZipStream(whole, CompressionLevel.Fastest)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return whole.ToArray();
    }

    private async Task<int> PackedAsync(byte[] body, string coding)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", coding);
        using var answer = await _client.PostAsync(api.Address, content);
        return (int)answer.StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(
        string query, string accept = TestApi.GraphQL, string? token = null, EntityTagHeaderValue? tag = null, string? coding = null, string? after = null, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, api.Address + query);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (tag is not null) request.Headers.IfNoneMatch.Add(tag);
        if (coding is not null) request.Headers.AcceptEncoding.Add(new(coding));
        if (after is not null) request.Headers.Add("Eldercare-After", after);
        return await _client.SendAsync(request);
    }
}
