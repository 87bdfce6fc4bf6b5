namespace Eldercare.Store.Views;

/// <summary>
/// A read model: rows that follow from events. Events come in the order of the store, each once. Pure: no clock, no database.
/// </summary>
public abstract class View
{
    /// <summary>Its name for <c>rebuild</c> and in the progress table.</summary>
    public abstract string Name { get; }

    /// <summary>The row types it owns: emptied and written anew by a rebuild.</summary>
    public abstract ImmutableArray<Type> Rows { get; }

    /// <summary>The event types it wants.</summary>
    public abstract ImmutableArray<Type> Events { get; }

    /// <summary>
    /// Asks for the rows the event will touch with <see cref="RowSet.Find{TRow}"/>. Called again, until nothing new is asked
    /// for, so that the key of one row may come out of another.
    /// </summary>
    public abstract void Need(Recorded recorded, RowSet rows);

    /// <summary>Changes rows with <see cref="RowSet.Put"/>.</summary>
    public abstract void Apply(Recorded recorded, RowSet rows);
}

/// <summary>An event as it stands in the store.</summary>
/// <param name="Sequence">Its place in the store's one order.</param>
/// <param name="Stream">The stream it belongs to.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Fact">The event.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="Actor">Who had it written: the sign-in's subject or the reaction's name; null where none was kept.</param>
public readonly record struct Recorded(
    long Sequence, Guid Stream, long Version, object Fact, DateTimeOffset RecordedAt, string? Actor = null);

/// <summary>The rows a batch of events touches, as they stand while it is applied.</summary>
public abstract class RowSet
{
    /// <summary>The row with this key (the key columns' values in order), or null. Not to be changed but by <see cref="Put"/>.</summary>
    public abstract TRow? Find<TRow>(params ReadOnlySpan<object> key)
        where TRow : class;

    /// <summary>Inserts the row or replaces the one with its key. Needs no <see cref="Find{TRow}"/> before.</summary>
    public abstract void Put(object row);

    /// <summary>Removes the row with this key.</summary>
    public abstract void Remove<TRow>(params ReadOnlySpan<object> key)
        where TRow : class;
}
