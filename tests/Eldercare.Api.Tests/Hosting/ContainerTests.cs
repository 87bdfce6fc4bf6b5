using System.Reflection;
using Eldercare.Api.Commands;
using Eldercare.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using YamlDotNet.Serialization;

namespace Eldercare.Api.Tests.Hosting;

/// <summary>There is no container engine where this is built: what the two files say is held to the code here.</summary>
public static class ContainerTests
{
    private static readonly string[] s_dockerfile = File.ReadAllLines(SolutionFolder.Of("Dockerfile"));

    private static readonly Dictionary<object, object> s_services = (Dictionary<object, object>)new DeserializerBuilder().Build()
        .Deserialize<Dictionary<string, object>>(File.ReadAllText(SolutionFolder.Of("docker-compose.yml")))["services"];

    [Fact]
    public static void Sets_only_variables_that_serve_reads()
    {
        var read = typeof(ServeCommand).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.IsLiteral && f.Name.EndsWith("Variable", StringComparison.Ordinal))
            .Select(f => (string)f.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
        var set = Environment("host").Keys
            .Concat(s_dockerfile.Where(l => l.StartsWith("ENV ", StringComparison.Ordinal)).Select(l => l[4..].Split('=')[0]));
        Assert.All(set, variable => Assert.Contains(variable, read));
        Assert.Contains(ServeCommand.DatabaseVariable, Environment("host").Keys);
    }

    [Fact]
    public static void Connects_to_the_database_beside_it()
    {
        var (database, connection) = (Environment("database"), new NpgsqlConnectionStringBuilder(Environment("host")[ServeCommand.DatabaseVariable]));
        Assert.Contains(connection.Host!, s_services.Keys);
        Assert.Equal(
            (database["POSTGRES_USER"], database["POSTGRES_DB"], 5432), (connection.Username, connection.Database, connection.Port));
        Assert.StartsWith("${POSTGRES_PASSWORD", connection.Password, StringComparison.Ordinal);
    }

    [Fact]
    public static void Listens_where_it_is_exposed_published_and_asked_after()
    {
        var port = new Uri(ServeCommand.DefaultUrls).Port;
        Assert.Contains($"EXPOSE {port}", s_dockerfile);
        Assert.Contains($"ENV {ServeCommand.UrlsVariable}=http://0.0.0.0:{port}", s_dockerfile);
        Assert.Contains(s_dockerfile, l => l.StartsWith("HEALTHCHECK", StringComparison.Ordinal)
            && l.EndsWith($"[\"dotnet\", \"Eldercare.Api.dll\", \"{HealthCommand.Create().Name}\", \"http://127.0.0.1:{port}/health/ready\"]", StringComparison.Ordinal));
        Assert.Equal([$"{port}:{port}"], (List<object>)((Dictionary<object, object>)s_services["host"])["ports"]);
    }

    /// <summary>What the container's engine asks, as it is written: of a host that is well, of one that is not, and of none.</summary>
    [Fact]
    public static async Task Asks_after_its_health_and_gets_an_answer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var host = builder.Build();
        host.MapGet("/health/ready", () => "Healthy");
        host.MapGet("/health/not", () => Results.StatusCode(503));
        await host.StartAsync(TestContext.Current.CancellationToken);
        var address = host.Urls.First();
        Assert.Equal((0, 1, 1), (await AskAsync($"{address}/health/ready"), await AskAsync($"{address}/health/not"), await AskAsync("nowhere")));

        static Task<int> AskAsync(string url) => HealthCommand.Create().Parse([url]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    [Fact]
    public static void Publishes_the_host_and_starts_it_for_production_without_being_root()
    {
        Assert.Contains(s_dockerfile, l => l.StartsWith("RUN dotnet publish src/Eldercare.Api ", StringComparison.Ordinal));
        Assert.True(File.Exists(SolutionFolder.Of("src", "Eldercare.Api", "Eldercare.Api.csproj")));
        Assert.Equal("Eldercare.Api", typeof(ServeCommand).Assembly.GetName().Name);
        Assert.Contains($"ENTRYPOINT [\"dotnet\", \"Eldercare.Api.dll\", \"{ServeCommand.Create().Name}\"]", s_dockerfile);
        Assert.Contains("USER app", s_dockerfile);
        Assert.Contains(s_dockerfile, l => l == "FROM mcr.microsoft.com/dotnet/aspnet:10.0");
    }

    private static Dictionary<string, string> Environment(string service) =>
        ((Dictionary<object, object>)((Dictionary<object, object>)s_services[service])["environment"])
        .ToDictionary(e => (string)e.Key, e => (string)e.Value, StringComparer.Ordinal);
}
