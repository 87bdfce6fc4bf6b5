using System.CommandLine;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Store;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare schema</c>: writes what is held equal to the code: the database's DDL, the code around handlers, the README's table of capabilities.</summary>
public static class SchemaCommand
{
    /// <summary>Of the source that Wolverine generates around handlers.</summary>
    public const string HandlersFolder = "src/Eldercare.City/Reactions/Generated";

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to write database.sql.", DefaultValueFactory = _ => "schema" };
        var command = new Command("schema", "Writes the database's DDL, and beside the folder the code around message handlers and the README's table of capabilities.") { folder };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                Directory.CreateDirectory(parsed.GetRequiredValue(folder));
                var file = Path.Combine(parsed.GetRequiredValue(folder), "database.sql");
                await File.WriteAllTextAsync(file, StoreSetup.DatabaseSql(CityHost.Contexts), stop);
                Console.WriteLine($"Wrote {file}.");
                await WriteHandlersAsync(Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(folder)), "..", HandlersFolder), stop);
                await WriteTableAsync(Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(folder)), "..", "README.md"), stop);
            },
            cancellation));
        return command;
    }

    private static async Task WriteHandlersAsync(string folder, CancellationToken stop)
    {
        // Of the project's own folder only. Whoever deleted what was generated, since it did not compile any more, gets it anew.
        if (!Directory.Exists(Path.GetDirectoryName(folder))) return;
        Directory.CreateDirectory(folder);
        foreach (var former in Directory.EnumerateFiles(folder, "*.cs")) File.Delete(former);
        foreach (var (name, code) in await HandlerFilesAsync()) await File.WriteAllTextAsync(Path.Combine(folder, name), code, stop);
        Console.WriteLine("Wrote the code around the handlers.");
    }

    /// <summary>The source around handlers, as it should stand in <see cref="HandlersFolder"/>.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> HandlerFilesAsync()
    {
        await using var app = CityHost.Build(
            "Host=unused;Database=unused", "http://127.0.0.1:0", DemoSignIns.Configuration(DemoKey.New(), DemoKey.New()), quiet: true, sends: false);
        return HandlersCode.Of(app.Services);
    }

    private static async Task WriteTableAsync(string readme, CancellationToken stop)
    {
        if (!File.Exists(readme)) return;
        await using var services = new ServiceCollection().BuildServiceProvider();
        using var schema = new EldercareSchema(services);
        schema.Initialize();
        await File.WriteAllTextAsync(readme, CapabilityTable.Into(await File.ReadAllTextAsync(readme, stop), schema), stop);
        Console.WriteLine("Wrote the README's table of capabilities.");
    }
}
