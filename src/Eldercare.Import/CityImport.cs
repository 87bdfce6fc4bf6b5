using Eldercare.City.Reactions;
using Eldercare.Import.Deciding;
using Eldercare.Import.Reading;
using Eldercare.Import.Registries;
using Eldercare.Import.Reports;
using Eldercare.Store.Appending;
using Eldercare.Store.Deciding;
using Eldercare.Store.Tables;

namespace Eldercare.Import;

/// <summary>
/// Brings a city's own registries in, each <c>.csv</c> or <c>.xlsx</c> with the columns of <see cref="Registry"/>. Good rows are
/// taken, bad ones are listed in <c>errors.csv</c> in the folder, and what is known already and unchanged leads to nothing.
/// New streams are decided by the same deciders as commands and copied in; changes go as commands.
/// </summary>
public static class CityImport
{
    /// <summary>Small enough for a running host's views and callers to stay live beside it.</summary>
    public const int DefaultBatchSize = 5_000;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    /// <summary>The files that are looked for, without their endings.</summary>
    public static IEnumerable<string> FileNames => Registry.All.Select(r => r.Name);

    /// <param name="folder">Where the files are; <c>errors.csv</c> there tells of this run, an earlier run's is renamed.</param>
    /// <param name="city">The tenant.</param>
    /// <param name="steps">Which files; those that are not there are passed over.</param>
    /// <param name="appender">Copies new streams in.</param>
    /// <param name="writer">Takes changes.</param>
    /// <param name="rows">Says what stands already.</param>
    /// <param name="progress">Told as rows are in the store; may be null.</param>
    /// <param name="clock">Says what is past.</param>
    /// <param name="cancellation">Stops between batches; what is in stays in, and the next run goes on.</param>
    /// <param name="batchSize">Events copied in one transaction.</param>
    /// <param name="kitchens">
    /// Held while meal points and their bookings come in: else the kitchen sheet of a sitting past its cut-off would be made between the
    /// two, without anybody on it. Null where nobody makes sheets.
    /// </param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static async Task<ImportReport> RunAsync(
        string folder,
        string city,
        ImportSteps steps,
        IBulkAppender appender,
        ICommandWriter writer,
        IRowLookup rows,
        IProgress<ImportProgress>? progress,
        TimeProvider clock,
        CancellationToken cancellation,
        int batchSize = DefaultBatchSize,
        IKitchenPlans? kitchens = null)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder {folder}.");
        using var errors = new ErrorLog(folder);
        var context = new ImportContext(folder, city, appender, writer, rows, progress, clock, batchSize, errors, cancellation);
        if (steps.HasFlag(ImportSteps.Elders)) await ElderRows.ImportAsync(context);
        await using (await HoldAsync(kitchens, cancellation))
        {
            if (steps.HasFlag(ImportSteps.MealPoints)) await MealPointRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.MealPoints)) await DayCareRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.MealPoints)) await KitchenRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.MealPoints)) await DishRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.MealPoints)) await SubstituteRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.MealPoints)) await MenuRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.Bookings)) await BookingRows.ImportAsync(context);
            if (steps.HasFlag(ImportSteps.Bookings)) await StandingOrderRows.ImportAsync(context);
        }

        if (steps.HasFlag(ImportSteps.Homes)) await HomeRows.ImportAsync(context);
        if (steps.HasFlag(ImportSteps.Beds)) await BedRows.ImportAsync(context);
        if (steps.HasFlag(ImportSteps.Applications)) await ApplicationRows.ImportAsync(context);
        if (steps.HasFlag(ImportSteps.MealHistory)) await HistoryRows.ImportAsync(context);
        if (!context.Files.Any())
            errors.Add("", 0, "", "FILES_MISSING", $"The folder has none of the files {string.Join(", ", FileNames)}.");
        return new([.. context.Files.Select(f => f.Report())], errors.Count, errors.Written);
    }

    /// <summary>The turn to look after kitchen sheets, once the host that has it gives it back.</summary>
    private static async Task<IAsyncDisposable?> HoldAsync(IKitchenPlans? kitchens, CancellationToken cancellation)
    {
        if (kitchens is null) return null;
        while (true)
        {
            if (await kitchens.TryTakeTurnAsync(cancellation) is { } turn) return turn;
            await Task.Delay(s_pause, cancellation);
        }
    }
}
