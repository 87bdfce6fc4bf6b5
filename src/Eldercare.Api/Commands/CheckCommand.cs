using System.CommandLine;
using Eldercare.Api.Hosting;
using Eldercare.City.Checks;
using Npgsql;
using Eldercare.Store.Writing;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare check</c>: the invariants, asked of any database's event log; exit code 1 when one does not hold.</summary>
public static class CheckCommand
{
    /// <summary>So many violations of one invariant are written out.</summary>
    private const int Shown = 10;

    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        var command = new Command("check", "Asks the events whether every invariant of the beds holds. Reads only.") { data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => Databases.WithAsync(parsed.GetValue(data), connectionString => RunAsync(connectionString, stop), stop), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string connectionString, CancellationToken stop)
    {
        // Each statement runs once: compiling it would take longer than running it.
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Options = "-c jit=off" });
        await Databases.CheckSchemaAsync(database, stop);
        var results = await new CityChecks(database, new EventTypes(CityHost.Contexts), TimeProvider.System).RunAsync(CityHost.DefaultCity, stop);
        foreach (var result in results)
        {
            Console.WriteLine($"{(result.Holds ? "ok  " : "FAIL")} {(result.Number == 0 ? string.Empty : $"{result.Number}"),2} {result.Name,-12} {result.Rule} ({result.Counted})");
            foreach (var violation in result.Violations.Take(Shown)) Console.WriteLine($"       {violation}");
            if (result.Violations.Length > Shown) Console.WriteLine($"       … and {result.Violations.Length - Shown} more");
        }

        var failed = results.Count(r => !r.Holds);
        Console.WriteLine(failed == 0 ? $"{results.Count} invariants hold." : $"{failed} of {results.Count} invariants do not hold.");
        return failed == 0 ? 0 : 1;
    }
}
