using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Eldercare.Import;
using Spectre.Console;

namespace Eldercare.Api.Commands;

/// <summary>Shows how far work is: bars on a terminal, a line every other second elsewhere.</summary>
public static class ProgressBars
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(2);

    public static async Task ShowAsync(Func<IProgress<ImportProgress>, Task> work)
    {
        if (Console.IsOutputRedirected)
        {
            await work(new Lines());
            return;
        }

        await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<ImportProgress>
    {
        private readonly ConcurrentDictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);

        public void Report(ImportProgress value)
        {
            var task = _tasks.GetOrAdd(value.File, file => context.AddTask(Markup.Escape(file), maxValue: 1));
            task.Value = value.Share;
            task.Description = Markup.Escape($"{value.File,-24} {value.Rows,12:N0}");
        }
    }

    private sealed class Lines : IProgress<ImportProgress>
    {
        private readonly Lock _gate = new();
        private ImportProgress _shown;
        private long _shownAt;

        public void Report(ImportProgress value)
        {
            lock (_gate)
            {
                if (value == _shown) return;
                if (value.Share < 1 && value.File == _shown.File && Stopwatch.GetElapsedTime(_shownAt) < s_interval) return;
                (_shown, _shownAt) = (value, Stopwatch.GetTimestamp());
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.File,-24} {value.Rows,12:N0} {value.Share,6:P0}"));
            }
        }
    }
}
