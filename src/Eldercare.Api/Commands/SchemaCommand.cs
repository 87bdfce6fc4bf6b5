using System.CommandLine;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.Store;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare schema</c>: writes what is held equal to the code: the database's DDL, the README's table of capabilities.</summary>
public static class SchemaCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to write database.sql.", DefaultValueFactory = _ => "schema" };
        var command = new Command("schema", "Writes the database's DDL, and the README's table of capabilities beside the folder.") { folder };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                Directory.CreateDirectory(parsed.GetRequiredValue(folder));
                var file = Path.Combine(parsed.GetRequiredValue(folder), "database.sql");
                await File.WriteAllTextAsync(file, StoreSetup.DatabaseSql(CityHost.Contexts), stop);
                Console.WriteLine($"Wrote {file}.");
                await WriteTableAsync(Path.Combine(Path.GetFullPath(parsed.GetRequiredValue(folder)), "..", "README.md"), stop);
            },
            cancellation));
        return command;
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
