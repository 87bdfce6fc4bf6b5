using System.CommandLine;
using System.Security.Cryptography;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Server;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare serve</c>: the host for production.</summary>
public static class ServeCommand
{
    public const string DatabaseVariable = "ELDERCARE_DATABASE";
    public const string UrlsVariable = "ELDERCARE_URLS";
    public const string SigningKeyVariable = "ELDERCARE_SIGNING_KEY";
    public const string PublicKeyVariable = "ELDERCARE_PUBLIC_KEY";
    public const string CardKeyVariable = "ELDERCARE_CARD_KEY";
    public const string LinkKeyVariable = "ELDERCARE_LINK_KEY";
    public const string IssuerVariable = "ELDERCARE_ISSUER";
    public const string AudienceVariable = "ELDERCARE_AUDIENCE";
    public const string SignInVariable = "ELDERCARE_SIGNIN";
    public const string SignInKeyVariable = "ELDERCARE_SIGNIN_KEY";
    public const string CertificateVariable = "ELDERCARE_TLS_CERTIFICATE";
    public const string CertificateKeyVariable = "ELDERCARE_TLS_KEY";
    public const string DefaultUrls = "http://127.0.0.1:5080";
    public const string DemoIssuer = "eldercare-demo";

    private const int ShortestKey = 32;

    public static Command Create()
    {
        var port = new Option<int?>("--port") { Description = $"Listen on this port of 127.0.0.1 instead of {UrlsVariable}." };
        var command = new Command(
            "serve",
            $"The host for production. Needs {DatabaseVariable} (a PostgreSQL connection string) and {SigningKeyVariable} (base64, {ShortestKey} "
            + $"bytes or more) or {PublicKeyVariable} (PEM) to check tokens with, and then {LinkKeyVariable} (base64) for links to print, and {CardKeyVariable} "
            + $"(base64, likewise, the same for ever) by which cards are known; {IssuerVariable} and {AudienceVariable} (both 'eldercare' when not "
            + $"set) and {UrlsVariable} ({DefaultUrls}) may be set. With {SignInVariable} (the https address people reach it at) it has a sign-in server of "
            + $"its own, and needs {SignInKeyVariable} (base64, likewise, the same for ever); then, or with SignIn__Issuers__0__Authority, it may do without "
            + $"the first two keys. {CertificateVariable} and {CertificateKeyVariable} are PEM files for where it names https. Accepts no demo sign-ins.")
        { port };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                var urls = parsed.GetValue(port) is { } p ? $"http://127.0.0.1:{p}" : Variable(UrlsVariable) ?? DefaultUrls;
                KeyValuePair<string, string?>[] settings = [.. SignIn(), .. Tls(urls, Variable(CertificateVariable), Variable(CertificateKeyVariable)), new("Cards:Key", CardKeyOf())];
                await using var app = CityHost.Build(await Databases.AnsweringAsync(stop), urls, settings, quiet: false);
                await StartAsync(app, urls, stop);
                Console.WriteLine($"Ready: {string.Join(' ', app.Urls)}");
                await app.WaitForShutdownAsync(stop);
            },
            cancellation));
        return command;
    }

    private static async Task StartAsync(WebApplication app, string urls, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception fault) when (fault is IOException or FormatException)
        {
            throw new UserFaultException($"Cannot listen on {urls}: {fault.Message} See {UrlsVariable}, or --port.");
        }
    }

    /// <summary>The server reads the files itself, chain included.</summary>
    /// <exception cref="UserFaultException">https without a certificate, or one that is not there.</exception>
    public static KeyValuePair<string, string?>[] Tls(string urls, string? certificate, string? key)
    {
        var wanted = urls.Contains("https://", StringComparison.OrdinalIgnoreCase);
        if (certificate is null && key is null)
        {
            if (wanted) throw new UserFaultException($"{UrlsVariable} names https: set {CertificateVariable} and {CertificateKeyVariable} to PEM files.");
            return [];
        }

        foreach (var (name, file) in (ReadOnlySpan<(string, string?)>)[(CertificateVariable, certificate), (CertificateKeyVariable, key)])
        {
            if (file is null || !File.Exists(file)) throw new UserFaultException($"{name} names no file{(file is null ? "" : $": {file}")}.");
        }

        return [new("Kestrel:Certificates:Default:Path", certificate), new("Kestrel:Certificates:Default:KeyPath", key)];
    }

    /// <exception cref="UserFaultException">There is no key, it is no key, or it is a demo's.</exception>
    private static KeyValuePair<string, string?>[] SignIn()
    {
        var (signing, published, issuer) = (Variable(SigningKeyVariable), Variable(PublicKeyVariable), Variable(IssuerVariable) ?? "eldercare");
        switch (signing, published)
        {
            case (null, null) when Variable(SignInVariable) is null && Variable("SignIn__Issuers__0__Authority") is null:
                throw new UserFaultException(
                    $"Set {SigningKeyVariable} (base64 of {ShortestKey} bytes or more, as from: openssl rand -base64 48) or {PublicKeyVariable} (PEM) "
                    + "to check sign-ins with: production has no demo sign-ins.");
            case ({ }, { }):
                throw new UserFaultException($"Set {SigningKeyVariable} or {PublicKeyVariable}, not both: tokens are checked with one key.");
            case ({ } key, null):
                CheckSigningKey(key);
                break;
            case (null, { } pem):
                CheckPublicKey(pem);
                break;
        }

        if (issuer == DemoIssuer)
            throw new UserFaultException($"{IssuerVariable} is '{DemoIssuer}', the demo's: production accepts no demo sign-ins.");
        return
        [
            new("SignIn:SigningKey", signing), new("SignIn:PublicKey", published), new("SignIn:LinkKey", LinkKey()),
            new("SignIn:Issuer", issuer), new("SignIn:Audience", Variable(AudienceVariable) ?? "eldercare"), .. SignInServer(),
        ];
    }

    /// <exception cref="UserFaultException">The address is none, or there is no key to seal secrets with, or it is a demo's.</exception>
    private static KeyValuePair<string, string?>[] SignInServer()
    {
        if (Variable(SignInVariable) is not { } address) return [];
        try
        {
            _ = new SignInServerSettings { Issuer = address }.Address();
        }
        catch (InvalidOperationException)
        {
            throw new UserFaultException($"{SignInVariable} is an https address without a path, such as https://meals.example.cn (http on this machine alone).");
        }

        var key = Variable(SignInKeyVariable) ?? throw new UserFaultException(
            $"Set {SignInKeyVariable} to the base64 of {ShortestKey} bytes or more, as from: openssl rand -base64 48. Keep it: with another one nobody can sign in any more.");
        if (DemoKey.Is(Bytes(SignInKeyVariable, key)))
            throw new UserFaultException($"{SignInKeyVariable} is a demo's key: production accepts no demo sign-ins. Make one with: openssl rand -base64 48");
        return [new("SignIn:Server:Issuer", address), new("SignIn:Server:SecretKey", key)];
    }

    private static string? LinkKey()
    {
        if (Variable(LinkKeyVariable) is not { } key) return null;
        Bytes(LinkKeyVariable, key);
        return key;
    }

    private static void CheckSigningKey(string key)
    {
        var bytes = Bytes(SigningKeyVariable, key);
        if (DemoKey.Is(bytes))
            throw new UserFaultException($"{SigningKeyVariable} is a demo's key: production accepts no demo sign-ins. Make one with: openssl rand -base64 48");
    }

    /// <exception cref="UserFaultException">There is no key, or it is no key.</exception>
    private static string CardKeyOf() => Variable(CardKeyVariable) is { } key && CardSettings.SecretOf(key) is not null
        ? key
        : throw new UserFaultException(
            $"Set {CardKeyVariable} to the base64 of {CardKey.ShortestSecret} bytes or more, as from: openssl rand -base64 48. Keep it: with another "
            + "one no card that was issued is known any more.");

    private static byte[] Bytes(string variable, string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var length) && length >= ShortestKey
            ? bytes[..length]
            : throw new UserFaultException($"{variable} is not the base64 of {ShortestKey} bytes or more. Make one with: openssl rand -base64 48");
    }

    private static void CheckPublicKey(string pem)
    {
        try
        {
            _ = new SignInSettings { PublicKey = pem }.Key();
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new UserFaultException($"{PublicKeyVariable} is no public key in PEM (-----BEGIN PUBLIC KEY----- …), RSA or of the curves P-256, P-384 and P-521.");
        }
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
