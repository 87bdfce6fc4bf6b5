using System.Text;
using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

/// <summary>GraphQL over HTTP, as the draft has it.</summary>
public sealed class HttpTests(TestApi api)
{
    private const string Ok = "{\"query\":\"{ __typename }\"}";

    [Theory]
    [InlineData(null, 200, TestApi.Json)]
    [InlineData("*/*", 200, TestApi.Json)]
    [InlineData("application/*", 200, TestApi.Json)]
    [InlineData("application/graphql-response+json, */*", 200, TestApi.GraphQL)]
    [InlineData("application/graphql-response+json;q=0.5, */*", 200, TestApi.Json)]
    [InlineData("application/graphql-response+json", 200, TestApi.GraphQL)]
    [InlineData("application/json", 200, TestApi.Json)]
    [InlineData("application/json;charset=utf-8", 200, TestApi.Json)]
    [InlineData("application/json, application/graphql-response+json", 200, TestApi.GraphQL)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", 200, TestApi.Json)]
    [InlineData("text/html", 406, TestApi.Json)]
    [InlineData("application/json;charset=utf-16", 406, TestApi.Json)]
    [InlineData("application/json;q=0", 406, TestApi.Json)]
    public async Task Answers_in_the_type_asked_for(string? accept, int status, string type)
    {
        var reply = await api.PostAsync(Encoding.UTF8.GetBytes(Ok), accept: accept);
        Assert.Equal((status, type), (reply.Status, reply.Type));
    }

    [Theory]
    [InlineData("application/json", 200)]
    [InlineData("application/json; charset=utf-8", 200)]
    [InlineData("application/json; charset=UTF-8", 200)]
    [InlineData("application/json; charset=\"utf-8\"", 200)]
    [InlineData("application/json; charset=iso-8859-1", 415)]
    [InlineData("application/graphql", 415)]
    [InlineData("text/plain", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("not a type", 415)]
    [InlineData(null, 415)]
    public async Task Takes_JSON_in_UTF_8_alone(string? type, int status) =>
        Assert.Equal(status, (await api.PostAsync(Encoding.UTF8.GetBytes(Ok), type: type)).Status);

    [Theory]
    [InlineData("", 400)]
    [InlineData("{", 400)]
    [InlineData("null", 400)]
    [InlineData("1", 400)]
    [InlineData("\"{ __typename }\"", 400)]
    [InlineData("{}", 400)]
    [InlineData("{\"query\":null}", 400)]
    [InlineData("{\"query\":1}", 400)]
    [InlineData("{\"query\":\"\"}", 400)]
    [InlineData("{\"query\":\"{ __typename }\",\"variables\":[]}", 400)]
    [InlineData("{\"query\":\"{ __typename }\",\"variables\":\"\"}", 400)]
    [InlineData("{\"query\":\"{ __typename }\",\"extensions\":1}", 400)]
    [InlineData("{\"query\":\"{ __typename }\",\"operationName\":1}", 400)]
    [InlineData("[{\"query\":\"{ __typename }\"}]", 400)]
    [InlineData("{\"query\":\"{ __typename }\",\"variables\":null,\"extensions\":null,\"operationName\":null}", 200)]
    [InlineData("{\"query\":\"{ __typename }\",\"unknown\":1}", 200)]
    public async Task Refuses_a_body_that_is_no_request(string body, int status)
    {
        foreach (var accept in (string[])[TestApi.GraphQL, TestApi.Json])
        {
            var reply = await api.PostAsync(body, accept: accept);
            Assert.Equal((status, accept), (reply.Status, reply.Type));
        }
    }

    [Theory]
    [InlineData("{", "SYNTAX_ERROR")]
    [InlineData("{ nothing }", "VALIDATION_FAILED")]
    [InlineData("query A { __typename } query B { __typename }", "BAD_REQUEST")]
    [InlineData("fragment F on Query { __typename }", "BAD_REQUEST")]
    [InlineData("query($x: Int!) { mealPoints(first: $x) { nodes { id } } }", "BAD_INPUT")]
    [InlineData("subscription { x }", "BAD_REQUEST")]
    public async Task A_request_error_is_400_and_for_old_clients_200(string query, string code)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(new { query });
        var (strict, old) = (await api.PostAsync(body), await api.PostAsync(body, accept: TestApi.Json));
        Assert.Equal((400, code), (strict.Status, strict.Codes[0]));
        Assert.False(strict.Root.TryGetProperty("data", out _));
        Assert.Equal(200, old.Status);
    }

    [Theory]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    public async Task Other_methods_are_405_with_Allow(string method)
    {
        var reply = await api.SendAsync(new HttpRequestMessage(new HttpMethod(method), api.Address));
        Assert.Equal((405, "GET,HEAD,POST,OPTIONS"), (reply.Status, string.Join(',', reply.Allow)));
    }

    [Fact]
    public async Task OPTIONS_says_what_there_is()
    {
        using var client = new HttpClient();
        using var answer = await client.SendAsync(new HttpRequestMessage(HttpMethod.Options, api.Address));
        Assert.Equal((204, "GET,HEAD,POST,OPTIONS"), ((int)answer.StatusCode, string.Join(',', answer.Content.Headers.Allow)));
    }

    [Fact]
    public async Task GET_answers_queries_with_variables_and_operation_name()
    {
        const string Query = "query A { __typename } query B($n: Int) { mealPoints(first: $n) { nodes { name } } }";
        var reply = await GetAsync($"?query={Uri.EscapeDataString(Query)}&operationName=B&variables={Uri.EscapeDataString("{\"n\":2}")}");
        Assert.True(reply.Status == 200, reply.Text);
        Assert.Equal(2, reply.Data.GetProperty("mealPoints").GetProperty("nodes").GetArrayLength());
    }

    [Fact]
    public async Task GET_refuses_mutations_with_405_and_does_nothing()
    {
        api.City.Reset();
        var query = $"mutation {{ resumeMealPoint(input: {{ idempotencyKey: \"k\", mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\" }}) {{ errors {{ __typename }} }} }}";
        var reply = await GetAsync("?query=" + Uri.EscapeDataString(query), api.Token(Role.CityOffice));
        Assert.Equal((405, "POST"), (reply.Status, string.Join(',', reply.Allow)));
        Assert.Empty(api.City.Commands);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?query=")]
    [InlineData("?query=%7B__typename%7D&variables=x")]
    [InlineData("?query=%7B__typename%7D&variables=%5B%5D")]
    [InlineData("?query=%FF%FE")]
    [InlineData("?query=%7B__typename%7D%00")]
    public async Task GET_refuses_what_is_no_request(string query) => Assert.Equal(400, (await GetAsync(query)).Status);

    [Fact]
    public async Task A_failing_field_leaves_its_neighbours_and_tells_no_internals()
    {
        api.City.Reset();
        api.City.Fault = new InvalidOperationException("secret of the database");
        var reply = await api.AskAsync(Role.None, "{ __typename cityFigures { on } }");
        api.City.Reset();
        Assert.Equal((200, "INTERNAL"), (reply.Status, reply.Codes.Single()));
        Assert.Equal("Query", reply.Data.GetProperty("__typename").GetString());
        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", reply.Text, StringComparison.Ordinal);
    }

    private Task<Reply> GetAsync(string query, string? token = null) =>
        api.SendAsync(new HttpRequestMessage(HttpMethod.Get, api.Address + query), token);
}
