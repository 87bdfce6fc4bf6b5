using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Eldercare.Api.Hosting;
using Eldercare.People;
using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare demo</c>: a whole city on this machine.</summary>
public static class DemoCommand
{
    private const int DefaultPort = 5080;

    public static Command Create()
    {
        var small = new Option<bool>("--small") { Description = "A small city, complete within seconds: 6 meal points, 4 homes, 2,000 elders." };
        var fresh = new Option<bool>("--fresh") { Description = "Start anew: removes what the demo has in its data folder." };
        var data = new Option<string?>("--data") { Description = "The data folder, for a second demo beside the first.", HelpName = "DIR" };
        var port = new Option<int>("--port") { Description = "Where to listen on 127.0.0.1.", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("demo", "Starts the demo city with a PostgreSQL of its own; Ctrl-C stops both, the next start goes on from there.")
        {
            small, fresh, data, port,
        };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                CheckPort(parsed.GetValue(port));
                var folder = new DataFolder(parsed.GetValue(data) ?? DataFolder.Default(parsed.GetValue(small)));
                await TakeAsync(folder, parsed.GetValue(small), parsed.GetValue(fresh), stop);
                await RunAsync(folder, parsed.GetValue(port), stop);
            },
            cancellation));
        return command;
    }

    /// <summary>Makes the folder a demo's, or goes on with the one it holds. A folder with anything else in it is left alone.</summary>
    private static async Task TakeAsync(DataFolder folder, bool small, bool fresh, CancellationToken stop)
    {
        if (!folder.IsDemo && !folder.IsEmpty)
            throw new UserFaultException(
                $"{folder.Path} holds something else than a demo and is left as it is. Choose another folder with --data, or empty it yourself.");

        if (fresh || !folder.IsDemo)
        {
            await EmbeddedPostgres.ClearAsync(folder.Path, DataFolder.Marker, stop);
            folder.Save(new DemoState(small));
        }
        else if (small && !folder.State().Small)
        {
            throw new UserFaultException(
                $"{folder.Path} holds the whole city. Choose another folder with --data, or replace it with --small --fresh.");
        }
        else if (folder.State() is { Present: false, GeneratedFor: { } day } state && day != CityTime.Today(TimeProvider.System.GetUtcNow()))
        {
            // Its first bookings are of a day that is over, and nobody has seen the city yet.
            Console.WriteLine($"Its first load was interrupted on {day:yyyy-MM-dd}: starting anew.");
            await EmbeddedPostgres.ClearAsync(folder.Path, DataFolder.Marker, stop);
            folder.Save(new DemoState(state.Small));
        }

        KnownDemos.Remember(folder);
    }

    private static async Task RunAsync(DataFolder folder, int port, CancellationToken stop)
    {
        var state = folder.State();
        var address = $"http://127.0.0.1:{port}";
        Console.WriteLine($"Data folder {folder.Path} ({state})");
        Console.WriteLine("Starting PostgreSQL and the host…");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(folder.Path) { SharedBuffersMb = state.Small ? 128 : 768 }, stop);
        await using var app = CityHost.Build(server.ConnectionString, address,
            [.. DemoSignIns.Configuration(folder.SigningKey(), folder.CardKey()), .. DemoAccounts.Configuration(address, folder)], quiet: true);
        await app.StartAsync(stop);
        try
        {
            var load = new DemoLoad(app, folder);
            await load.PresentAsync(stop);
            await DemoSignIns.PrintAsync(app, address, folder, stop);
            await DemoAccounts.PrintAsync(app, address, folder, stop);
            if (state.Small) await load.HistoryAsync(stop);
            Console.WriteLine($"Ready: {address}/graphql (stop with Ctrl-C)");
            if (!state.Small) await load.HistoryAsync(stop);
            await app.WaitForShutdownAsync(stop);
        }
        finally
        {
            Console.WriteLine("Stopping…");
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static void CheckPort(int port)
    {
        if (port is < 1 or > 65_535) throw new UserFaultException($"--port {port} is no port: choose one from 1024 to 65535.");
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException)
        {
            throw new UserFaultException(
                $"Port {port} is in use, perhaps by a demo that runs already. Stop it, or choose another port with --port (and another folder with --data).");
        }
    }
}
