using Eldercare.Store.Tables;
using Eldercare.Store.Views;

namespace Eldercare.City.Tests;

/// <summary>Rows in memory, keyed as the tables are.</summary>
internal sealed class TestRows : RowSet
{
    private readonly Dictionary<(Type Row, string Key), object> _rows = [];

    public IEnumerable<TRow> All<TRow>() => _rows.Values.OfType<TRow>();

    public override TRow? Find<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => (TRow?)_rows.GetValueOrDefault((typeof(TRow), Key(key)));

    public override void Put(object row)
    {
        var type = row.GetType();
        var key = type.GetConstructors().Single(c => c.GetParameters().Length > 1).GetParameters()
            .Where(p => p.IsDefined(typeof(KeyAttribute), inherit: false))
            .Select(p => type.GetProperty(p.Name!)!.GetValue(row)!).ToArray();
        _rows[(type, Key(key))] = row;
    }

    public override void Remove<TRow>(params ReadOnlySpan<object> key)
        where TRow : class => _rows.Remove((typeof(TRow), Key(key)));

    /// <summary>Records the facts one after the other, an hour apart, and folds them into the views.</summary>
    public TestRows After(IReadOnlyList<View> views, params ReadOnlySpan<object> facts) => After(Guid.Empty, views, facts);

    /// <summary>The same of one stream.</summary>
    public TestRows After(Guid stream, IReadOnlyList<View> views, params ReadOnlySpan<object> facts)
    {
        var sequence = 0L;
        foreach (var fact in facts)
        {
            var recorded = new Recorded(++sequence, stream, 1, fact, RecordedAt(sequence));
            foreach (var view in views.Where(v => v.Events.Contains(fact.GetType())))
            {
                view.Need(recorded, this);
                view.Apply(recorded, this);
            }
        }

        return this;
    }

    public static DateTimeOffset RecordedAt(long sequence) => new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero).AddHours(sequence);

    /// <summary>An id and its bare uuid are one key.</summary>
    private static string Key(ReadOnlySpan<object> parts) =>
        string.Join('|', parts.ToArray().Select(p => p.GetType().GetProperty("Value")?.GetValue(p) ?? p));
}
