namespace Eldercare.Api.SignIn.Server;

/// <summary>The sign-in server inside the host. Configuration section <c>SignIn:Server</c>; without an issuer there is none.</summary>
public sealed class SignInServerSettings
{
    /// <summary>
    /// Where people and clients reach it, and claim <c>iss</c> of its tokens: an address without a path, https, or http on this machine, e.g.
    /// <c>https://meals.example.cn</c>.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>Seals keys and second factors in the database, base64 of at least 32 bytes, the same on every host for ever.</summary>
    public string? SecretKey { get; set; }

    /// <summary>How long someone who signed in at the page stays signed in there.</summary>
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>How long an access token is good.</summary>
    public TimeSpan AccessLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a client may renew its tokens without the person: each renewal begins it anew.</summary>
    public TimeSpan RefreshLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>So many wrong passwords or codes in a row lock a name.</summary>
    public int LockAfter { get; set; } = 5;

    /// <summary>For so long.</summary>
    public TimeSpan LockFor { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often a host looks which tokens have ended before their time.</summary>
    public TimeSpan LooksEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How often there is a new key to sign with.</summary>
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long it is kept who signed in and who tried to: six months, as the Cybersecurity Law asks of logs, and some days.
    /// </summary>
    public TimeSpan SignInsKept { get; set; } = TimeSpan.FromDays(190);

    public bool IsOn => !string.IsNullOrWhiteSpace(Issuer);

    /// <summary>The issuer as an address: with a slash at the end, as in the tokens.</summary>
    /// <exception cref="InvalidOperationException">It is no such address.</exception>
    public Uri Address() =>
        Uri.TryCreate(Issuer, UriKind.Absolute, out var address) && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" }
            && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? address
            : throw new InvalidOperationException("SignIn:Server:Issuer is an https address without a path, such as https://meals.example.cn (http on this machine alone).");

    internal byte[]? Secret() => SignInSettings.Bytes(SecretKey);
}
