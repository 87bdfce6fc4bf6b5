using System.CommandLine;
using System.Globalization;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Hosting;
using Eldercare.City.Reactions;
using Eldercare.Import;
using Eldercare.Import.Reports;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Commands;

/// <summary><c>./eldercare import FOLDER</c>: a city's own registries.</summary>
public static class ImportCommand
{
    /// <summary>The exit code when rows were refused; the good ones are in.</summary>
    public const int SomeRefused = 1;

    public static Command Create()
    {
        var registries = new Argument<string>("FOLDER")
        {
            Description = $"Holds some of {string.Join(", ", CityImport.FileNames)}, each as .csv (UTF-8) or .xlsx.",
        };
        var data = new Option<string?>("--data") { Description = Databases.WhichDemo, HelpName = "DIR" };
        var command = new Command(
            "import",
            "Takes a city's registries: new rows are added, changed ones taken over, the same file twice changes nothing. Rows that cannot be taken "
            + "are listed in errors.csv in the folder with file, row, column and reason (an earlier run's is kept as errors-TIME.csv); the exit code is then 1.")
        { registries, data };
        command.SetAction((parsed, cancellation) => Run.Async(
            stop =>
            {
                var folder = Path.GetFullPath(parsed.GetRequiredValue(registries));
                if (!Directory.Exists(folder)) throw new UserFaultException($"There is no folder {folder}.");
                return Databases.WithAsync(parsed.GetValue(data), connectionString => RunAsync(folder, connectionString, stop), stop);
            },
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string registries, string connectionString, CancellationToken stop)
    {
        await using var app = CityHost.Build(connectionString, "http://127.0.0.1:0", DemoSignIns.Configuration(OneTimeKey(), OneTimeKey()), quiet: true, sends: false);
        await app.StartAsync(stop);
        var services = app.Services;
        ImportReport? report = null;
        await ProgressBars.ShowAsync(async bars =>
        {
            report = await CityImport.RunAsync(
                registries, services.GetRequiredService<IOptions<ApiSettings>>().Value.City, ImportSteps.All, services.GetRequiredService<IBulkAppender>(),
                services.GetRequiredService<ICommandWriter>(), services.GetRequiredService<IRowLookup>(), bars,
                services.GetRequiredService<TimeProvider>(), stop, kitchens: services.GetRequiredService<IKitchenPlans>());
            await ViewsCaughtUp.WaitAsync(services.GetRequiredService<IViewProgress>(), bars, stop);
        });
        Print(report!);
        await app.StopAsync(stop);
        return report!.Errors > 0 ? SomeRefused : 0;
    }

    private static void Print(ImportReport report)
    {
        foreach (var file in report.Files)
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{file.File,-22} {file.Rows,10:N0} rows: {file.New:N0} new, {file.Changed:N0} changed, {file.Unchanged:N0} unchanged, {file.Refused:N0} refused{(file.Faulty ? ", and the rest could not be read" : "")}"));
        if (report.ErrorsFile is { } errors)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Errors:N0} {(report.Errors == 1 ? "error" : "errors")}, listed in {errors}"));
        else
            Console.WriteLine(report.Events == 0 ? "Nothing changed." : "No errors.");
    }

    /// <summary>The import's host answers nobody: its sign-in key is known to nobody.</summary>
    private static string OneTimeKey() => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
}
