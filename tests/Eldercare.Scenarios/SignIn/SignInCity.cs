using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Eldercare.Scenarios.SignIn;

/// <summary>A host with a sign-in server, its clients, and people who sign in; another beside it for those that ask for one. For all tests of sign-in.</summary>
public sealed class SignInCity(PostgresFixture postgres) : IAsyncLifetime
{
    public const string App = "app", Tablet = "tablet", SystemClient = "district-system";
    public const string Redirect = "http://127.0.0.1:4711/callback";
    public const string Verifier = "a verifier of the test, long enough for what RFC 7636 wants";

    private int _people;
    private CityUnderTest? _second;
    private string _database = null!;

    internal CityUnderTest City { get; private set; } = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal string Secret { get; set; } = null!;

    internal Uri Address { get; } = CityUnderTest.FreeAddress();

    internal FakeIssuer Elsewhere { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Elsewhere = await FakeIssuer.StartAsync();
        _database = await postgres.NewDatabaseAsync();
        City = await CityUnderTest.StartAtAsync(Address, _database, Settings());
        Http = new HttpClient { BaseAddress = Address };
        using var scope = City.Get<IServiceScopeFactory>().CreateScope();
        var clients = scope.ServiceProvider.GetRequiredService<ClientBook>();
        await clients.AddAsync(App, "App", ClientKind.App, [new("http://127.0.0.1/callback")], null, CancellationToken.None);
        await clients.AddAsync(Tablet, "Tablet at the door", ClientKind.Device, [], null, CancellationToken.None);
        Secret = (await clients.AddAsync(SystemClient, "District", ClientKind.System, [], new("district-office", CityUnderTest.District), CancellationToken.None))!;
    }

    /// <summary>Another host of the same city, with the same address to the outside: people reach either through one proxy.</summary>
    internal async Task<HttpClient> SecondAsync()
    {
        _second ??= await CityUnderTest.StartAsync(_database, Settings());
        return new HttpClient { BaseAddress = _second.Http.BaseAddress };
    }

    private KeyValuePair<string, string?>[] Settings() =>
    [
        new("SignIn:Server:Issuer", Address.ToString()), new("SignIn:Server:SecretKey", Convert.ToBase64String(new byte[32])),
        new("SignIn:Server:LooksEvery", "00:00:00.2"), new("SignIn:Server:LockAfter", "3"),
        new("SignIn:Issuers:0:Authority", Elsewhere.Address), new("SignIn:Issuers:0:Roles", "app, district-office"),
        new("SignIn:Issuers:0:SubjectPrefix", "elsewhere:"), new("SignIn:Issuers:0:FetchAtMostEvery", "00:00:00.3"),
    ];

    /// <summary>An account with a password of its own choice.</summary>
    internal Task<Person> PersonAsync(string role = "meal-point-staff", bool mustChange = false) => PersonAsync(
        role == "district-office" ? new AccountRights([role], CityUnderTest.District) : new AccountRights([role], Site: Guid.NewGuid()), mustChange);

    /// <summary>An account that signs in as an elder.</summary>
    internal Task<Person> PersonAsync(ElderId elder) => PersonAsync(new AccountRights(["elder"], CityUnderTest.District, Elder: elder), mustChange: false);

    private async Task<Person> PersonAsync(AccountRights rights, bool mustChange)
    {
        var (id, number) = (new AccountId(Guid.CreateVersion7()), Interlocked.Increment(ref _people));
        var (name, password) = ($"person-{number}", Passwords.New());
        await City.SendAsync(new CreateAccount(id, name, rights, await Passwords.HashAsync(password), mustChange));
        return new Person(id, name, password);
    }

    /// <param name="client">Its id.</param>
    /// <param name="more">Further scopes, as in an address.</param>
    internal string Wish(string client = App, string more = "") =>
        $"/connect/authorize?response_type=code&client_id={client}&redirect_uri={Uri.EscapeDataString(Redirect)}&scope=offline_access%20openid{more}&state=s1"
        + $"&code_challenge={Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)))}&code_challenge_method=S256";

    /// <summary>Signs in at the page, up to what it asks for after the password.</summary>
    internal async Task<Browser> PasswordAsync(Person person, string? path = null)
    {
        var browser = new Browser(Address);
        await browser.GoAsync(path ?? Wish());
        await browser.SubmitAsync(("username", person.Name), ("password", person.Password));
        return browser;
    }

    /// <summary>The tokens an app gets for somebody who needs no second factor.</summary>
    internal async Task<JsonElement> TokensAsync(Person person, string? more = null)
    {
        using var browser = await PasswordAsync(person, more is null ? null : Wish(more: more));
        return await ExchangeAsync(CodeOf(browser));
    }

    internal static string CodeOf(Browser browser)
    {
        Assert.True(browser.SentTo is not null, browser.Page);
        return System.Web.HttpUtility.ParseQueryString(browser.SentTo.Query)["code"] ?? throw new InvalidOperationException($"{browser.SentTo}");
    }

    internal Task<JsonElement> ExchangeAsync(string code, string verifier = Verifier, HttpClient? at = null) => TokenAsync(
        at, ("grant_type", "authorization_code"), ("client_id", App), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier));

    internal Task<JsonElement> RefreshAsync(string token, HttpClient? at = null) => TokenAsync(at, ("grant_type", "refresh_token"), ("client_id", App), ("refresh_token", token));

    internal Task<JsonElement> TokenAsync(params (string, string)[] form) => PostAsync("/connect/token", form);

    private Task<JsonElement> TokenAsync(HttpClient? at, params (string, string)[] form) => PostAsync(at ?? Http, "/connect/token", form);

    internal Task<JsonElement> PostAsync(string path, params (string Name, string Value)[] form) => PostAsync(Http, path, form);

    internal static async Task<JsonElement> PostAsync(HttpClient at, string path, params (string Name, string Value)[] form)
    {
        using var response = await at.PostAsync(path, new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))));
        var text = await response.Content.ReadAsStringAsync();
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    /// <summary>The roles the API sees in a token; the error's code when it does not believe it.</summary>
    internal async Task<string> RolesAsync(string token, string fields = "roles", HttpClient? at = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query = $"{{ me {{ {fields} }} }}" }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await (at ?? Http).SendAsync(request);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("errors", out var errors)
            ? errors[0].GetProperty("extensions").GetProperty("code").GetString()!
            : string.Join(' ', body.GetProperty("data").GetProperty("me").EnumerateObject().Select(p => p.Value.ToString()));
    }

    internal Task CutOffAsync(string token, HttpClient? at = null) => Eventually.EqualAsync("UNAUTHENTICATED", () => RolesAsync(token, at: at));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_second is not null) await _second.DisposeAsync();
        await City.DisposeAsync();
        await Elsewhere.DisposeAsync();
    }
}

/// <summary>Tests of the one sign-in server.</summary>
[CollectionDefinition(nameof(AtTheSignIn))]
public sealed class AtTheSignIn : ICollectionFixture<SignInCity>;

internal sealed record Person(AccountId Account, string Name, string Password);

internal static class TokenAnswers
{
    public static string Access(this JsonElement answer) => Text(answer, "access_token");

    public static string Refresh(this JsonElement answer) => Text(answer, "refresh_token");

    public static string Error(this JsonElement answer) => Text(answer, "error");

    private static string Text(JsonElement answer, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) ? value.GetString()! : throw new InvalidOperationException($"{name} in {answer}");
}
