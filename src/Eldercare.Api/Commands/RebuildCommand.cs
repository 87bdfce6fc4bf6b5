using System.CommandLine;
using Eldercare.Api.Hosting;
using Eldercare.Import;
using Eldercare.Store;
using Eldercare.Store.Views;
using Eldercare.Store.Writing;
using Npgsql;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare rebuild [NAME]</c>: read models anew from the events, beside a running host.</summary>
public static class RebuildCommand
{
    public static Command Create()
    {
        var names = string.Join(", ", CityHost.Contexts.SelectMany(m => m.Views).Select(v => v.Name));
        var name = new Argument<string?>("NAME") { Description = $"One of {names}; all when left out.", DefaultValueFactory = _ => null };
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        var command = new Command("rebuild", "Builds read models anew from the events while the old ones go on serving.") { name, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => Databases.WithAsync(
                parsed.GetValue(data), connectionString => RunAsync(parsed.GetValue(name), connectionString, stop), stop),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? name, string connectionString, CancellationToken stop)
    {
        await using var database = new ByKeyDatabase(connectionString);
        var rebuilder = new ViewRebuilder(database, new EventTypes(CityHost.Contexts), CityHost.Contexts);
        if (name is not null && !rebuilder.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new UserFaultException($"No read model '{name}'. There are: {string.Join(", ", rebuilder.Names)}.");
        await Databases.CheckSchemaAsync(database.Source, stop);
        try
        {
            await ProgressBars.ShowAsync(bars => rebuilder.RebuildAsync(name, new Shares(name ?? "all", bars), stop));
        }
        catch (RebuildRunningException running)
        {
            throw new UserFaultException(running.Message);
        }

        Console.WriteLine($"Rebuilt {name ?? "all read models"}.");
        return 0;
    }

    private sealed class Shares(string name, IProgress<ImportProgress> bars) : IProgress<(long Done, long Of)>
    {
        public void Report((long Done, long Of) value) =>
            bars.Report(new ImportProgress(name, value.Done, value.Of == 0 ? 1 : (double)value.Done / value.Of));
    }
}
