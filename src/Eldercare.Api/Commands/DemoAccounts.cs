using System.Security.Cryptography;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Eldercare.Store.Ids;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Commands;

/// <summary>The demo's sign-in server: clients and accounts to try every flow with. Their passwords are made for this demo and lie in its folder.</summary>
internal static class DemoAccounts
{
    public const string System = "district-system";

    public static IEnumerable<KeyValuePair<string, string?>> Configuration(string address, DataFolder folder) =>
        [new("SignIn:Server:Issuer", address), new("SignIn:Server:SecretKey", folder.SignInKey())];

    public static async Task PrintAsync(WebApplication app, string address, DataFolder folder, CancellationToken stop)
    {
        var passwords = Read(folder);
        var (point, _, district, home, _, elder) = await DemoSignIns.PlacesAsync(app, stop);
        (string Name, AccountRights Rights)[] accounts =
        [
            ("demo-staff", new(["meal-point-staff"], district, point)), ("demo-desk", new(["home-admissions"], Site: home)),
            ("demo-district", new(["district-office"], district)), ("demo-city", new(["city-office"])), ("demo-elder", new(["elder"], Elder: new(elder))),
        ];
        foreach (var name in accounts.Select(a => a.Name).Where(n => !passwords.ContainsKey(n))) passwords[name] = Passwords.New();
        if (!passwords.ContainsKey(System)) passwords[System] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        Write(folder, passwords);
        foreach (var (name, rights) in accounts) await AddAsync(app.Services, name, passwords[name], rights, stop);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            var clients = scope.ServiceProvider.GetRequiredService<ClientBook>();
            await clients.AddAsync("district-app", "A district's app", ClientKind.App, [new("http://127.0.0.1/callback"), new("http://localhost/callback")], null, stop);
            await clients.AddAsync("console", "Console", ClientKind.App, [new($"{address}/graphql")], null, stop);
            await clients.AddAsync("tablet", "Tablet at the door", ClientKind.Device, [], null, stop);
            await clients.AddAsync(System, "A district's system", ClientKind.System, [], new("district-office", district), stop, passwords[System]);
        }

        Console.WriteLine($"Sign-in server    {address}/.well-known/openid-configuration");
        Console.WriteLine($"  accounts {string.Join(", ", accounts.Select(a => a.Name))}; passwords: ./eldercare account password demo-elder, or {folder.Accounts}");
        Console.WriteLine("  the offices' code of this moment: ./eldercare account code demo-city");
        Console.WriteLine("  clients district-app (code with PKCE, http://127.0.0.1:ANY/callback), console, tablet (device), district-system (its secret lies with the passwords)");
        Console.WriteLine();
    }

    private static async Task AddAsync(IServiceProvider services, string name, string password, AccountRights rights, CancellationToken stop)
    {
        var (book, factors) = (services.GetRequiredService<AccountBook>(), services.GetRequiredService<SecondFactors>());
        if (await book.FindAsync(name, stop) is null)
        {
            var create = new CreateAccount(new(NameBasedId.Of($"demo-account:{name}")), name, rights, await Passwords.HashAsync(password), MustChange: false);
            var city = services.GetRequiredService<IOptions<ApiSettings>>().Value.City;
            await services.GetRequiredService<ICommandWriter>().ExecuteAsync(create, new Envelope(city, "demo", $"account:{name}"), stop);
        }

        if (await book.FindAsync(name, stop) is { } account && SecondFactors.Needs(account) && !await factors.HasAsync(account, stop))
            await factors.SaveAsync(account, SecondFactors.NewSecret(), stop);
    }

    /// <summary>A demo knows the secret that one of its clients has from now on; what it does not know it does not keep.</summary>
    public static void Keep(DataFolder? demo, string name, string secret)
    {
        if (demo is null || Read(demo) is not { } passwords || !passwords.ContainsKey(name)) return;
        passwords[name] = secret;
        Write(demo, passwords);
    }

    private static void Write(DataFolder folder, SortedDictionary<string, string> passwords) =>
        DataFolder.WriteSecret(folder.Accounts, string.Concat(passwords.Select(p => $"{p.Key} {p.Value}{Environment.NewLine}")));

    /// <summary>Passwords by account, and the secret of <see cref="System"/>; empty before the demo has made them.</summary>
    public static SortedDictionary<string, string> Read(DataFolder folder) => new(
        File.Exists(folder.Accounts)
            ? File.ReadAllLines(folder.Accounts).Select(l => l.Split(' ')).Where(l => l.Length == 2).ToDictionary(l => l[0], l => l[1], StringComparer.Ordinal)
            : [],
        StringComparer.Ordinal);
}
