using System.CommandLine;
using System.Globalization;
using Eldercare.Api.Hosting;
using Eldercare.Import;
using Eldercare.Import.Reports;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare import FOLDER</c>: a city's own registries.</summary>
public static class ImportCommand
{
    public static Command Create()
    {
        var registries = new Argument<string>("FOLDER") { Description = "Holds elders, meal_points, weekly_sittings, homes, rooms, beds, … as .csv or .xlsx." };
        var data = new Option<string?>("--data") { Description = $"A demo's data folder instead of {ServeCommand.DatabaseVariable}.", HelpName = "DIR" };
        var command = new Command("import", "Takes a city's registries; bad rows go to errors.csv, the same file twice changes nothing.") { registries, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop => Databases.WithAsync(
                parsed.GetValue(data), connectionString => RunAsync(parsed.GetRequiredValue(registries), connectionString, stop), stop),
            cancellation));
        return command;
    }

    private static async Task RunAsync(string registries, string connectionString, CancellationToken stop)
    {
        await using var app = CityHost.Build(connectionString, "http://127.0.0.1:0", DemoSignIns.Configuration(OneTimeKey()), quiet: true);
        await app.StartAsync(stop);
        ImportReport? report = null;
        await ProgressBars.ShowAsync(async bars => report = await CityImport.RunAsync(
            registries, CityHost.DefaultCity, ImportSteps.All, app.Services.GetRequiredService<IBulkAppender>(),
            app.Services.GetRequiredService<ICommandWriter>(), bars, app.Services.GetRequiredService<TimeProvider>(), stop));
        foreach (var file in report!.Files)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.File,-22} {file.Rows,10:N0} rows: {file.New:N0} new, {file.Changed:N0} changed, {file.Unchanged:N0} unchanged, {file.Refused:N0} refused"));
        if (report.ErrorsFile is { } errors) Console.WriteLine($"{report.Errors:N0} errors in {errors}");
        await app.StopAsync(stop);
    }

    /// <summary>The import's host answers nobody: its sign-in key is known to nobody.</summary>
    private static string OneTimeKey() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
}
