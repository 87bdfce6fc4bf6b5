using Eldercare.Beds.Boards;
using Eldercare.Beds.Queue;
using Eldercare.Store.Views;

namespace Eldercare.Beds.Tests.Boards;

/// <summary>Rows in memory. Like the store's, a row must have been asked for in <see cref="View.Need"/> or put before it is read.</summary>
internal sealed class Rows : RowSet
{
    private readonly Dictionary<(Type, string), object> _rows = [];
    private readonly HashSet<(Type, string)> _needed = [];
    private bool _applying;

    /// <summary>The boards after these events, taken in batches of <paramref name="batch"/>.</summary>
    public static Rows After(IEnumerable<object> facts, int batch = 3)
    {
        var rows = new Rows();
        View[] views = [new HomeBoardView(), new QueueView(), new OfferNewsView()];
        var events = facts.Select((fact, i) => new Recorded(i + 1, World.StreamOf(fact).Id, i + 1, fact, Example.Now));
        foreach (var page in events.Chunk(batch))
        {
            rows._needed.Clear();
            foreach (var view in views)
            {
                rows._applying = false;
                Recorded[] wanted = [.. page.Where(r => view.Events.Contains(r.Fact.GetType()))];
                foreach (var recorded in wanted) view.Need(recorded, rows);
                foreach (var recorded in wanted) view.Need(recorded, rows);
                rows._applying = true;
                foreach (var recorded in wanted) view.Apply(recorded, rows);
            }
        }

        return rows;
    }

    public TRow? Get<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => (TRow?)_rows.GetValueOrDefault((typeof(TRow), KeyOf(key)));

    public override TRow? Find<TRow>(params ReadOnlySpan<object> key)
        where TRow : class
    {
        var at = (typeof(TRow), KeyOf(key));
        if (!_applying) _needed.Add(at);
        else if (!_rows.ContainsKey(at)) Assert.Contains(at, _needed);
        return (TRow?)_rows.GetValueOrDefault(at);
    }

    public override void Put(object row) => _rows[(row.GetType(), string.Join('/', Example.KeyOf(row)))] = row;

    public override void Remove<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => _rows.Remove((typeof(TRow), KeyOf(key)));

    private static string KeyOf(ReadOnlySpan<object> key) => string.Join('/', key.ToArray().Select(Example.Plain));
}
