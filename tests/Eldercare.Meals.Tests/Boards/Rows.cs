using Eldercare.People;
using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.Meals.Tests.Boards;

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
        var events = facts.Select((fact, i) => new Recorded(i + 1, StreamOf(fact), i + 1, fact, Example.Noon));
        foreach (var page in events.Chunk(batch))
        {
            foreach (var view in new MealsModule().Views)
            {
                var mine = page.Where(e => view.Events.Contains(e.Fact.GetType())).ToArray();
                rows._applying = false;
                rows._needed.Clear();
                foreach (var recorded in mine) view.Need(recorded, rows);
                foreach (var recorded in mine) view.Need(recorded, rows);
                rows._applying = true;
                foreach (var recorded in mine) view.Apply(recorded, rows);
            }
        }

        rows._needed.UnionWith(rows._rows.Keys);
        return rows;
    }

    public override TRow? Find<TRow>(params ReadOnlySpan<object> key)
        where TRow : class
    {
        var at = At(typeof(TRow), key.ToArray());
        if (!_applying) _needed.Add(at);
        else if (!_rows.ContainsKey(at)) Assert.Contains(at, _needed);
        return (TRow?)_rows.GetValueOrDefault(at);
    }

    /// <summary>Every row of a kind there is.</summary>
    public IEnumerable<TRow> All<TRow>() => _rows.Values.OfType<TRow>();

    /// <summary>For rows that should not be there.</summary>
    public bool Holds<TRow>(params object[] key) => _rows.ContainsKey(At(typeof(TRow), key));

    public override void Put(object row)
    {
        var keys = row.GetType().GetConstructors()[0].GetParameters()
            .Where(p => Attribute.IsDefined(p, typeof(KeyAttribute)))
            .Select(p => row.GetType().GetProperty(p.Name!)!.GetValue(row)!);
        _rows[At(row.GetType(), [.. keys])] = row;
    }

    public override void Remove<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => _rows.Remove(At(typeof(TRow), key.ToArray()));

    private static (Type, string) At(Type row, object[] key) => (row, string.Join('|', key));

    private static Guid StreamOf(object fact) => fact switch
    {
        SettlementFrozen frozen => frozen.Settlement.Value,
        StandingOrderFact => StandingOrders.Of((ElderId)IdOf(fact, "Elder")).Id,
        MealPointFact => ((MealPointId)IdOf(fact, "Point")).Value,
        DeliveryFact => ((DeliveryRunId)IdOf(fact, "Run")).Value,
        WelfareAlertFact => ((WelfareAlertId)IdOf(fact, "Alert")).Value,
        _ => ((SittingId)IdOf(fact, "Sitting")).Value,
    };

    private static object IdOf(object fact, string property) => fact.GetType().GetProperty(property)!.GetValue(fact)!;
}
