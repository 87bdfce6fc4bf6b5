using System.CommandLine;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare client …</c>: the programs that sign people in, or themselves, at the city's own sign-in server.</summary>
public static class ClientCommands
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        return new Command("client", "Clients of the city's own sign-in server: apps, systems, tablets.") { List(data), Add(data), Secret(data), Remove(data) };
    }

    private static Command List(Option<string?> data)
    {
        var command = new Command("list", "Prints the clients there are: id, kind, name, and what they may do or where their codes go.") { data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => WithBookAsync(parsed.GetValue(data), async clients =>
            {
                var all = (await clients.ListAsync(stop)).OrderBy(c => c.Id, StringComparer.Ordinal).ToArray();
                if (all.Length == 0) Console.WriteLine("There are none.");
                foreach (var c in all)
                    Console.WriteLine($"{c.Id,-20} {c.Kind.ToString().ToLowerInvariant(),-7} {c.Name,-24} {What(c)}".TrimEnd());
            }, stop),
            cancellation));
        return command;

        static string What(ClientEntry client) => client.Rights is { } rights
            ? string.Join(' ', new[] { rights.Roles, rights.District, rights.Site?.ToString() }.Where(r => r is not null))
            : string.Join(' ', client.Redirects);
    }

    private static Command Add(Option<string?> data)
    {
        var id = new Argument<string>("ID") { Description = "Its client_id." };
        var kind = new Option<ClientKind>("--kind") { Required = true, Description = "app (code with PKCE), system (a secret of its own), device (a code to be typed elsewhere)." };
        var name = new Option<string?>("--name") { Description = "As people see it; its id when not given." };
        var redirect = new Option<string[]>("--redirect") { Description = "Where an app has codes sent, once for each address; without a port, this machine's may have any.", HelpName = "URI" };
        var role = new Option<string?>("--role") { Description = "What a system may be: " + string.Join(", ", Roles.Named.Select(r => r.Name)) };
        var district = new Option<string?>("--district") { Description = "A system's district.", HelpName = "CODE" };
        var command = new Command("add", "Adds a client; prints the secret of a system, this once.") { id, kind, name, redirect, role, district, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop =>
            {
                var which = parsed.GetRequiredValue(id);
                var rights = parsed.GetValue(role) is { } given ? new ClientRights(AccountCommands.Known(given), parsed.GetValue(district)) : null;
                Uri[] redirects = [.. (parsed.GetValue(redirect) ?? []).Select(Address)];
                Check(parsed.GetRequiredValue(kind), rights, redirects);
                return WithBookAsync(parsed.GetValue(data), async clients =>
                {
                    if (await clients.HasAsync(which, stop)) throw new UserFaultException("There is a client of this id already: remove it first.");
                    var secret = await clients.AddAsync(which, parsed.GetValue(name) ?? which, parsed.GetValue(kind), redirects, rights, stop);
                    Console.WriteLine(secret is null ? "It is there." : $"Its secret, shown this once: {secret}");
                }, stop);
            },
            cancellation));
        return command;
    }

    private static Command Secret(Option<string?> data)
    {
        var id = new Argument<string>("ID") { Description = "Its client_id." };
        var command = new Command("secret", "Gives a system another secret and prints it, this once: the former one and its tokens are good no more.") { id, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => WithBookAsync(parsed.GetValue(data), async clients =>
            {
                var which = parsed.GetRequiredValue(id);
                if (!await clients.HasAsync(which, stop)) throw new UserFaultException("There is no such client.");
                var secret = await clients.RenewSecretAsync(which, stop) ?? throw new UserFaultException("It has no secret: only systems have one.");
                DemoAccounts.Keep(Databases.FolderOf(parsed.GetValue(data)), which, secret);
                Console.WriteLine($"Its secret, shown this once: {secret}");
            }, stop),
            cancellation));
        return command;
    }

    private static Command Remove(Option<string?> data)
    {
        var id = new Argument<string>("ID") { Description = "Its client_id." };
        var command = new Command("remove", "Removes a client with its tokens.") { id, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => WithBookAsync(parsed.GetValue(data), async clients =>
            {
                if (!await clients.RemoveAsync(parsed.GetRequiredValue(id), stop)) throw new UserFaultException("There is no such client.");
                Console.WriteLine("Removed.");
            }, stop),
            cancellation));
        return command;
    }

    private static Task<int> WithBookAsync(string? data, Func<ClientBook, Task> work, CancellationToken stop) => Databases.WithAsync(
        data,
        async connectionString =>
        {
            await using var app = AccountCommands.Host(connectionString, DemoKey.New());
            await using var scope = app.Services.CreateAsyncScope();
            await work(scope.ServiceProvider.GetRequiredService<ClientBook>());
            return 0;
        },
        stop);

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

    /// <summary>https, this machine's own http, or a scheme of the app's own, whose name has a dot (RFC 8252, 7.1): nothing a browser runs.</summary>
    private static Uri Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address)) throw new UserFaultException($"--redirect {text} is no address.");
        return address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback) || address.Scheme.Contains('.', StringComparison.Ordinal)
            ? address
            : throw new UserFaultException($"--redirect {text}: https, http on this machine, or an app's own scheme such as cn.example.app:/callback.");
    }
}
