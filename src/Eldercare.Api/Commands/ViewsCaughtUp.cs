using Eldercare.Import;
using Eldercare.Store.Views;

namespace Eldercare.Api.Commands;

/// <summary>Waits until the read models show what was just brought in, and shows how far they are.</summary>
internal static class ViewsCaughtUp
{
    public static async Task WaitAsync(IViewProgress progress, IProgress<ImportProgress> bars, CancellationToken stop)
    {
        var (from, target) = await progress.CurrentAsync(stop);
        for (var processed = from; processed < target; (processed, _) = await progress.CurrentAsync(stop))
        {
            bars.Report(new ImportProgress("read models", processed, (double)(processed - from) / (target - from)));
            await Task.Delay(100, stop);
        }

        bars.Report(new ImportProgress("read models", target, 1));
    }
}
