using System.Text;
using System.Text.Json;
using Eldercare.Api.SignIn;
using GraphQL;
using GraphQL.Types;

namespace Eldercare.Api.Tests;

/// <summary>
/// Every field of Query and Mutation, called as every role: <c>x</c> is answered, <c>-</c> is refused. The tables are roles.txt (things
/// of the caller's own district, site and person) and roles-elsewhere.txt (things of others).
/// </summary>
public sealed class RoleMatrixTests(TestApi api)
{
    [Fact]
    public Task Each_role_reaches_its_own() => CompareAsync("roles.txt", api.Token);

    [Fact]
    public Task No_role_reaches_further_than_it_should() => CompareAsync("roles-elsewhere.txt", role => api.Issuer.Issue(
        role, "elsewhere", FakeCity.There, role == Role.HomeAdmissions ? FakeCity.HomeB.Value : FakeCity.PointB.Value, FakeCity.Bruno.Value));

    private async Task CompareAsync(string file, Func<Role, string> token)
    {
        api.City.Reset();
        var table = new StringBuilder();
        table.Append($"{"",-30}{"nobody",-8}").AppendJoin(' ', Roles.Named.Select(r => r.Name)).Append('\n');
        foreach (var (kind, type) in new (string, IObjectGraphType)[] { ("query", api.Schema.Query), ("mutation", api.Schema.Mutation!) })
        {
            foreach (var field in type.Fields.OrderBy(f => f.Name, StringComparer.Ordinal))
            {
                var (query, variables) = Call(kind, field);
                table.Append($"{field.Name,-30}{await MarkAsync(null),-8}");
                table.AppendJoin(' ', await Task.WhenAll(Roles.Named.Select(async r =>
                    (await MarkAsync(token(r.Role))).PadRight(r.Name.Length)))).Append('\n');

                async Task<string> MarkAsync(string? bearer)
                {
                    var reply = await api.PostAsync(JsonSerializer.Serialize(new { query, variables }), bearer);
                    Assert.True(reply.Status is 200 or 401 or 403, $"{query} {reply.Status} {reply.Text}");
                    return reply.Codes.Any(c => c is "FORBIDDEN" or "UNAUTHENTICATED") ? "-" : "x";
                }
            }
        }

        var actual = string.Join('\n', table.ToString().Split('\n').Select(l => l.TrimEnd()));
        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "actual-" + file), actual, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), TestContext.Current.CancellationToken), actual);
    }

    private static (string Query, Dictionary<string, object?> Variables) Call(string kind, FieldType field)
    {
        var variables = new Dictionary<string, object?>(StringComparer.Ordinal);
        var (declared, passed) = (new List<string>(), new List<string>());
        foreach (var argument in field.Arguments ?? [])
        {
            if (argument.ResolvedType is not NonNullGraphType) continue;
            declared.Add($"${argument.Name}: {argument.ResolvedType}");
            passed.Add($"{argument.Name}: ${argument.Name}");
            variables[argument.Name] = Sample.Of(argument.Name == "id" ? field.Name : argument.Name, argument.ResolvedType);
        }

        var arguments = declared.Count == 0 ? ("", "") : ($"({string.Join(", ", declared)})", $"({string.Join(", ", passed)})");
        var selection = field.ResolvedType!.GetNamedType() is IComplexGraphType ? "{ __typename }" : "";
        return ($"{kind}{arguments.Item1} {{ {field.Name}{arguments.Item2} {selection} }}", variables);
    }
}
