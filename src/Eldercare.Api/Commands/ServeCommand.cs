using System.CommandLine;
using Eldercare.Api.Hosting;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare serve</c>: the host for production.</summary>
public static class ServeCommand
{
    public const string DatabaseVariable = "ELDERCARE_DATABASE";
    public const string UrlsVariable = "ELDERCARE_URLS";
    public const string SigningKeyVariable = "ELDERCARE_SIGNING_KEY";
    public const string PublicKeyVariable = "ELDERCARE_PUBLIC_KEY";
    public const string IssuerVariable = "ELDERCARE_ISSUER";
    public const string AudienceVariable = "ELDERCARE_AUDIENCE";
    public const string DefaultUrls = "http://127.0.0.1:5080";

    public static Command Create()
    {
        var port = new Option<int?>("--port") { Description = $"Listen on this port of 127.0.0.1 instead of {UrlsVariable}." };
        var command = new Command(
            "serve",
            $"The host for production. Needs {DatabaseVariable} (a PostgreSQL connection string) and {SigningKeyVariable} (base64, 32 bytes "
            + $"or more) or {PublicKeyVariable} (PEM) to check tokens with; {IssuerVariable}, {AudienceVariable} and {UrlsVariable} may be set.")
        { port };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                var urls = parsed.GetValue(port) is { } p ? $"http://127.0.0.1:{p}" : Variable(UrlsVariable) ?? DefaultUrls;
                await using var app = CityHost.Build(Database(), urls, SignIn(), quiet: false);
                await app.StartAsync(stop);
                Console.WriteLine($"Ready: {string.Join(' ', app.Urls)}");
                await app.WaitForShutdownAsync(stop);
            },
            cancellation));
        return command;
    }

    /// <exception cref="UserFaultException">The variable is not set.</exception>
    public static string Database() => Variable(DatabaseVariable)
        ?? throw new UserFaultException($"{DatabaseVariable} is not set: the connection string of a PostgreSQL database.");

    /// <exception cref="UserFaultException">There is no key, or it is the demo's.</exception>
    private static KeyValuePair<string, string?>[] SignIn()
    {
        var (signing, published, issuer) = (Variable(SigningKeyVariable), Variable(PublicKeyVariable), Variable(IssuerVariable) ?? "eldercare");
        if (signing is null && published is null)
            throw new UserFaultException($"Set {SigningKeyVariable} or {PublicKeyVariable}: production has no demo sign-ins.");
        if (issuer == DemoIssuer) throw new UserFaultException($"{IssuerVariable} is the demo's; production accepts no demo sign-ins.");
        return
        [
            new("SignIn:SigningKey", signing), new("SignIn:PublicKey", published), new("SignIn:Issuer", issuer),
            new("SignIn:Audience", Variable(AudienceVariable) ?? "eldercare"),
        ];
    }

    public const string DemoIssuer = "eldercare-demo";

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
