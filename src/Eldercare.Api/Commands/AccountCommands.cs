using System.CommandLine;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Eldercare.Store.Embedded;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare account …</c>: the very first account of a city, and codes for the demo's. All the others are made through the API.</summary>
public static class AccountCommands
{
    private const string NotHere = "http://127.0.0.1/";

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        return new Command("account", "Accounts of the city's own sign-in server; all but the first are made through the API.") { CreateOne(data), Code(data), Password(data) };
    }

    public static Command CreateClient()
    {
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        return new Command("client", "Clients of the city's own sign-in server: apps, systems, tablets.") { AddClient(data), RemoveClient(data) };
    }

    private static Command CreateOne(Option<string?> data)
    {
        var user = new Argument<string>("USER") { Description = $"{Username.Shortest} to {Username.Longest} letters, digits and - _ . @" };
        var role = new Option<string>("--role") { Description = string.Join(", ", Roles.Named.Select(r => r.Name)), DefaultValueFactory = _ => "city-office" };
        var district = new Option<string?>("--district") { Description = "For a district office.", HelpName = "CODE" };
        var command = new Command("create", "Makes an account and prints its first password, which is changed at the first sign-in.") { user, role, district, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => Databases.WithAsync(parsed.GetValue(data), connectionString => CreateAsync(
                connectionString, parsed.GetRequiredValue(user), new([parsed.GetRequiredValue(role)], parsed.GetValue(district)), stop), stop),
            cancellation));
        return command;
    }

    private static Command Code(Option<string?> data)
    {
        var user = new Argument<string>("USER") { Description = "An account of the demo's." };
        var command = new Command("code", "Prints the code of this moment for an account of a demo: nothing but the code, for use in scripts.") { user, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                var folder = KnownDemos.Choose(parsed.GetValue(data));
                await using var server = await EmbeddedPostgres.StartOrJoinAsync(new EmbeddedPostgresOptions(folder.Path), stop);
                await using var app = Host(server.ConnectionString, folder.SignInKey());
                var account = await app.Services.GetRequiredService<AccountBook>().FindAsync(parsed.GetRequiredValue(user), stop)
                    ?? throw new UserFaultException("The demo has no such account.");
                Console.WriteLine(await app.Services.GetRequiredService<SecondFactors>().CodeAsync(account, stop)
                    ?? throw new UserFaultException("This account has no second factor."));
            },
            cancellation));
        return command;
    }

    private static Command Password(Option<string?> data)
    {
        var user = new Argument<string>("USER") { Description = "An account of the demo's, or its client district-system, which has a secret." };
        var command = new Command("password", "Prints the password that was made for an account of a demo: nothing but it, for use in scripts.") { user, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            _ =>
            {
                var folder = KnownDemos.Choose(parsed.GetValue(data));
                var passwords = DemoAccounts.Read(folder);
                Console.WriteLine(passwords.TryGetValue(parsed.GetRequiredValue(user), out var password)
                    ? password
                    : throw new UserFaultException($"The demo has no such account. It has: {string.Join(", ", passwords.Keys)}."));
                return Task.CompletedTask;
            },
            cancellation));
        return command;
    }

    private static Command AddClient(Option<string?> data)
    {
        var id = new Argument<string>("ID") { Description = "Its client_id." };
        var kind = new Option<ClientKind>("--kind") { Required = true, Description = "app (code with PKCE), system (a secret of its own), device (a code to be typed elsewhere)." };
        var name = new Option<string?>("--name") { Description = "As people see it; its id when not given." };
        var redirect = new Option<string[]>("--redirect") { Description = "Where an app has codes sent, once for each address; without a port, this machine's may have any.", HelpName = "URI" };
        var role = new Option<string?>("--role") { Description = "What a system may be: " + string.Join(", ", Roles.Named.Select(r => r.Name)) };
        var district = new Option<string?>("--district") { Description = "A system's district.", HelpName = "CODE" };
        var command = new Command("add", "Adds a client; prints the secret of a system, this once.") { id, kind, name, redirect, role, district, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => Databases.WithAsync(parsed.GetValue(data), async connectionString =>
            {
                var rights = parsed.GetValue(role) is { } given ? new ClientRights(Known(given), parsed.GetValue(district)) : null;
                Uri[] redirects = [.. (parsed.GetValue(redirect) ?? []).Select(Address)];
                Check(parsed.GetRequiredValue(kind), rights, redirects);
                await using var app = Host(connectionString, DemoKey.New());
                await using var scope = app.Services.CreateAsyncScope();
                var clients = scope.ServiceProvider.GetRequiredService<ClientBook>();
                if (await clients.HasAsync(parsed.GetRequiredValue(id), stop)) throw new UserFaultException("There is a client of this id already: remove it first.");
                var secret = await clients.AddAsync(
                    parsed.GetRequiredValue(id), parsed.GetValue(name) ?? parsed.GetRequiredValue(id), parsed.GetValue(kind),
                    redirects, rights, stop);
                Console.WriteLine(secret is null ? "It is there." : $"Its secret, shown this once: {secret}");
                return 0;
            }, stop),
            cancellation));
        return command;
    }

    private static Command RemoveClient(Option<string?> data)
    {
        var id = new Argument<string>("ID") { Description = "Its client_id." };
        var command = new Command("remove", "Removes a client with its tokens.") { id, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => Databases.WithAsync(parsed.GetValue(data), async connectionString =>
            {
                await using var app = Host(connectionString, DemoKey.New());
                await using var scope = app.Services.CreateAsyncScope();
                if (!await scope.ServiceProvider.GetRequiredService<ClientBook>().RemoveAsync(parsed.GetRequiredValue(id), stop))
                    throw new UserFaultException("There is no such client.");
                Console.WriteLine("Removed.");
                return 0;
            }, stop),
            cancellation));
        return command;
    }

    private static async Task<int> CreateAsync(string connectionString, string user, AccountRights rights, CancellationToken stop)
    {
        Known(rights.Roles[0]);
        var password = Passwords.New();
        await using var app = Host(connectionString, key: null);
        await app.StartAsync(stop);
        var city = app.Services.GetRequiredService<IOptions<ApiSettings>>().Value.City;
        var answer = await app.Services.GetRequiredService<ICommandWriter>().ExecuteAsync(
            new CreateAccount(new(Guid.CreateVersion7()), user, rights, await Passwords.HashAsync(password)),
            new Envelope(city, $"command-line:{Environment.UserName}", Guid.NewGuid().ToString()), stop);
        await app.StopAsync(stop);
        if (answer.Refusal is { } refusal) throw new UserFaultException(refusal.Message.En);
        Console.WriteLine($"{Username.Normal(user)} signs in with the password {password}, and changes it then.");
        return 0;
    }

    private static void Check(ClientKind kind, ClientRights? rights, Uri[] redirects)
    {
        if (kind == ClientKind.System)
        {
            if (rights is null) throw new UserFaultException("A system needs --role: what it may do.");
            if (rights.District is { } district && !Districts.IsKnown(district)) throw new UserFaultException($"There is no district {district}.");
            if (rights.Roles == Roles.NameOf(Role.DistrictOffice) && rights.District is null) throw new UserFaultException("A district office needs --district.");
        }
        else if (rights is not null)
        {
            throw new UserFaultException("Only a system takes --role: people who sign in to apps and devices bring their own rights.");
        }

        if (kind == ClientKind.App && redirects.Length == 0) throw new UserFaultException("An app needs --redirect: where people are sent back to.");
        if (kind != ClientKind.App && redirects.Length > 0) throw new UserFaultException("Only an app takes --redirect.");
    }

    /// <summary>A host that serves nobody.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="key">What the sign-in server's secrets are sealed with; of no account to clients. Null for a host without one.</param>
    private static WebApplication Host(string connectionString, string? key) => CityHost.Build(
        connectionString, "http://127.0.0.1:0",
        [
            .. DemoSignIns.Configuration(DemoKey.New(), DemoKey.New()),
            .. key is null ? [] : (KeyValuePair<string, string?>[])[new("SignIn:Server:Issuer", NotHere), new("SignIn:Server:SecretKey", key)],
        ],
        quiet: true, sends: false);

    private static string Known(string role) =>
        Roles.Parse(role) != Role.None ? role : throw new UserFaultException($"No role '{role}'. There are: {string.Join(", ", Roles.Named.Select(r => r.Name))}.");

    /// <summary>https, this machine's own http, or a scheme of the app's own, whose name has a dot (RFC 8252, 7.1): nothing a browser runs.</summary>
    private static Uri Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)) throw new UserFaultException($"--redirect {text} is no address.");
        return address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) || address.Scheme.Contains('.', StringComparison.Ordinal)
            ? address
            : throw new UserFaultException($"--redirect {text}: https, http on this machine, or an app's own scheme such as cn.example.app:/callback.");
    }
}
