using System.CommandLine;
using Eldercare.Api.Hosting;
using Eldercare.Store;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare schema</c>: the database's DDL as production applies it.</summary>
public static class SchemaCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where to write database.sql.", DefaultValueFactory = _ => "schema" };
        var command = new Command("schema", "Writes the database's DDL.") { folder };
        command.SetAction((parsed, cancellation) => Run.Async(
            async stop =>
            {
                Directory.CreateDirectory(parsed.GetRequiredValue(folder));
                var file = Path.Combine(parsed.GetRequiredValue(folder), "database.sql");
                await File.WriteAllTextAsync(file, StoreSetup.DatabaseSql(CityHost.Contexts), stop);
                Console.WriteLine($"Wrote {file}.");
            },
            cancellation));
        return command;
    }
}
