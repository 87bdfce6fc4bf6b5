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

    /// <summary>A host that serves nobody.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="key">What the sign-in server's secrets are sealed with; of no account to clients. Null for a host without one.</param>
    internal static WebApplication Host(string connectionString, string? key) => CityHost.Build(
        connectionString, "http://127.0.0.1:0",
        [
            .. DemoSignIns.Configuration(DemoKey.New(), DemoKey.New()),
            .. key is null ? [] : (KeyValuePair<string, string?>[])[new("SignIn:Server:Issuer", NotHere), new("SignIn:Server:SecretKey", key)],
        ],
        quiet: true, sends: false);

    internal static string Known(string role) =>
        Roles.Parse(role) != Role.None ? role : throw new UserFaultException($"No role '{role}'. There are: {string.Join(", ", Roles.Named.Select(r => r.Name))}.");
}
