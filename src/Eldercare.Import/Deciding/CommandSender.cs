using System.Globalization;
using Eldercare.Beds.Beds;
using Eldercare.Beds.Homes;
using Eldercare.Import.Reports;
using Eldercare.Meals;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Deciding;

/// <summary>Sends rows about what exists already as ordinary commands.</summary>
internal sealed class CommandSender(ImportContext context)
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(50);
    private readonly Lock _counting = new();

    /// <summary>One stream's commands, one after another.</summary>
    public async Task SendAsync(Sending sending, CancellationToken cancellation)
    {
        var fates = new Dictionary<RowAt, Fate>();
        for (var i = 0; i < sending.Steps.Count; i++)
        {
            var step = sending.Steps[i];
            var answer = await ExecuteAsync(step, i, cancellation);
            var fate = answer switch
            {
                { Refusal: { } refusal } when !IsSoAlready(refusal) => Fate.Refused,
                { Refusal: null, Sequence: > 0, Replayed: false } => sending.Accepted,
                _ => Fate.Unchanged,
            };
            if (fate == Fate.Refused)
                context.Errors.Add(step.Row, Columns.Of(answer.Refusal!) ?? step.Column, answer.Refusal!.Code, answer.Refusal.Message);
            foreach (var row in step.Rows) fates[row] = (Fate)Math.Max((int)fate, (int)fates.GetValueOrDefault(row));
            if (fate == sending.Accepted) lock (_counting) step.Row.File.Events++;
        }

        lock (_counting)
            foreach (var (row, fate) in fates) row.File.Count(fate);
    }

    /// <summary>Somebody else was faster.</summary>
    private static bool IsSoAlready(Refusal refusal) => refusal is ElderAlreadyRegistered or MealPointAlreadyOpen
        or HomeAlreadyRegistered or BedAlreadyRegistered or AlreadyBooked;

    private async Task<Answer> ExecuteAsync(Step step, int nth, CancellationToken cancellation)
    {
        // The key names the run as well: a file that goes back to what an earlier one said must be heard again.
        var key = string.Create(CultureInfo.InvariantCulture, $"{context.Run}/{step.Row.File.File}/{step.Row.Row}/{nth}");
        while (true)
        {
            try
            {
                return await context.Writer.ExecuteAsync(step.Command, new(context.City, "import", key), cancellation);
            }
            catch (WriterOverloadedException)
            {
                await Task.Delay(s_pause, context.Clock, cancellation);
            }
        }
    }
}
