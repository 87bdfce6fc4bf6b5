using Npgsql;

namespace Eldercare.Store.Views;

/// <summary>Applies a batch of events to views: asks for rows until nothing new is asked for, then folds in order.</summary>
internal sealed class ViewFold(IReadOnlyList<View> views)
{
    private readonly (View View, HashSet<Type> Events)[] _views =
        [.. views.Select(v => (v, v.Events.ToHashSet()))];

    /// <param name="connection">Reads and writes.</param>
    /// <param name="city">The events' city.</param>
    /// <param name="batch">Events of one city in store order.</param>
    /// <param name="suffix">The table suffix a row type is read from and written to: a rebuild writes to shadows.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task RunAsync(
        NpgsqlConnection connection, string city, IReadOnlyList<Recorded> batch, Func<Type, string> suffix,
        CancellationToken cancellation)
    {
        var rows = new RowBuffer(city);
        foreach (var (view, wanted) in _views)
        {
            var mine = batch.Where(r => wanted.Contains(r.Fact.GetType())).ToArray();
            if (mine.Length == 0) continue;
            do
            {
                foreach (var recorded in mine) view.Need(recorded, rows);
            }
            while (await rows.LoadAsync(connection, suffix, cancellation));

            foreach (var recorded in mine) view.Apply(recorded, rows);
        }

        await rows.SaveAsync(connection, suffix, cancellation);
    }
}
