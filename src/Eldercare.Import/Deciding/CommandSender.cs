using System.Globalization;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>Sends rows about what exists already as ordinary commands.</summary>
internal sealed class CommandSender
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly Lock _counting = new();
    private readonly ImportContext _context;
    private readonly IReadOnlyDictionary<RowRef, object> _known;

    private CommandSender(ImportContext context, IReadOnlyDictionary<RowRef, object> known) => (_context, _known) = (context, known);

    /// <summary>Looks up at once what all of them are compared with.</summary>
    public static async Task<CommandSender> ForAsync(IReadOnlyList<Sending> commands, ImportContext context, CancellationToken cancellation)
    {
        var rows = commands.SelectMany(c => c.Steps).Where(s => s.Against is not null).Select(s => s.Against!.Row).ToHashSet();
        return new(context, await context.Rows.FindAsync(context.City, rows, cancellation));
    }

    /// <summary>One stream's commands, one after another.</summary>
    public async Task SendAsync(Sending sending, CancellationToken cancellation)
    {
        var fates = new Dictionary<RowAt, Fate>();
        for (var i = 0; i < sending.Steps.Count; i++)
        {
            var step = sending.Steps[i];
            var fate = step.Against is { } comparison && comparison.Judge(_known.GetValueOrDefault(comparison.Row)) is { Send: false } verdict
                ? Report(step, verdict)
                : await ExecuteAsync(step, i, sending.Accepted, cancellation);
            foreach (var row in step.Rows) fates[row] = (Fate)Math.Max((int)fate, (int)fates.GetValueOrDefault(row));
            if (fate == sending.Accepted) lock (_counting) step.Row.File.Events++;
        }

        lock (_counting)
            foreach (var (row, fate) in fates) row.File.Count(fate);
    }

    /// <summary>Somebody else was faster, or knows better: an assessment older than the one in force is no news.</summary>
    private static bool IsSoAlready(Refusal refusal) => refusal is ElderAlreadyRegistered or MealPointAlreadyOpen
        or HomeAlreadyRegistered or BedAlreadyRegistered or AlreadyBooked or AssessmentSuperseded or StandingOrderAlreadyPlaced;

    private Fate Report(Step step, Verdict verdict)
    {
        foreach (var (column, code, reason) in verdict.Differences) _context.Errors.Add(step.Row, column, code, reason);
        return verdict.Differences.IsEmpty ? Fate.Unchanged : Fate.Refused;
    }

    private async Task<Fate> ExecuteAsync(Step step, int nth, Fate accepted, CancellationToken cancellation)
    {
        // The key names the run as well: a file that goes back to what an earlier one said must be heard again.
        var key = string.Create(CultureInfo.InvariantCulture, $"{_context.Run}/{step.Row.File.File}/{step.Row.Row}/{nth}");
        var answer = await AnswerAsync(_context, step.Command, key, cancellation);
        if (answer.Refusal is { } refusal && !IsSoAlready(refusal))
        {
            _context.Errors.Add(step.Row, Columns.Of(refusal) ?? step.Column, refusal.Code, refusal.Message.En);
            return Fate.Refused;
        }

        return answer is { Refusal: null, Sequence: > 0, Replayed: false } ? accepted : Fate.Unchanged;
    }

    /// <summary>The writer's answer, however long it is overloaded.</summary>
    public static async Task<Answer> AnswerAsync(ImportContext context, ICommand command, string key, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return await context.Writer.ExecuteAsync(command, new(context.City, "import", key), cancellation);
            }
            catch (WriterOverloadedException)
            {
                await Task.Delay(s_pause, context.Clock, cancellation);
            }
        }
    }
}
