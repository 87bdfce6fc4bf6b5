using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using Eldercare.Api.Hosting;
using Eldercare.Import.Demo;
using Eldercare.Store.Embedded;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare demo</c>: a whole city on this machine.</summary>
public static class DemoCommand
{
    private const int DefaultPort = 5080;

    public static Command Create()
    {
        var small = new Option<bool>("--small") { Description = "6 meal points, 4 homes, 2,000 elders." };
        var fresh = new Option<bool>("--fresh") { Description = "Start anew: removes the data folder's contents." };
        var data = new Option<string?>("--data") { Description = "The data folder.", HelpName = "DIR" };
        var port = new Option<int>("--port") { Description = "Where to listen on 127.0.0.1.", DefaultValueFactory = _ => DefaultPort };
        var command = new Command("demo", "Starts the demo city with a PostgreSQL of its own.") { small, fresh, data, port };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => RunAsync(
                parsed.GetValue(data) ?? DataFolder.Default(parsed.GetValue(small)), parsed.GetValue(small), parsed.GetValue(fresh),
                parsed.GetValue(port), stop),
            cancellation));
        return command;
    }

    private static async Task RunAsync(string path, bool small, bool fresh, int port, CancellationToken stop)
    {
        CheckPort(port);
        var folder = new DataFolder(path);
        if (fresh) await EmbeddedPostgres.ClearAsync(folder.Path, stop);

        Console.WriteLine($"Data folder {folder.Path}");
        await using var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(folder.Path) { SharedBuffersMb = small ? 128 : 768 }, stop);
        await using var app = CityHost.Build(
            server.ConnectionString, $"http://127.0.0.1:{port}", DemoSignIns.Configuration(folder.SigningKey()), quiet: true);
        await app.StartAsync(stop);
        try
        {
            var load = new DemoLoad(app, folder, small ? DemoSize.Small : DemoSize.Full);
            await load.PresentAsync(stop);
            await DemoSignIns.PrintAsync(app, $"http://127.0.0.1:{port}", folder, stop);
            if (small) await load.HistoryAsync(stop);
            Console.WriteLine($"Ready: http://127.0.0.1:{port}/graphql (stop with Ctrl-C)");
            if (!small) await load.HistoryAsync(stop);
            await app.WaitForShutdownAsync(stop);
        }
        finally
        {
            await app.StopAsync(CancellationToken.None);
        }
    }

    private static void CheckPort(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (Exception fault) when (fault is SocketException or ArgumentOutOfRangeException)
        {
            throw new UserFaultException($"Port {port} cannot be used. Choose another one with --port.");
        }
    }
}
