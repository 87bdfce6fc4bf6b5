using Eldercare.Store.Deciding;
using Eldercare.Store.Pruning;
using Eldercare.Store.Views;
using Weasel.Core;

namespace Eldercare.Store;

/// <summary>Claims that mean nothing any more when their day is long past.</summary>
/// <param name="Kind">As in <see cref="Claim"/>.</param>
/// <param name="FirstSlotOf">The lowest slot of a day; slots grow with the days.</param>
/// <param name="KeptDays">How many days past they are needed, whatever the retention is set to.</param>
public sealed record DatedClaims(string Kind, Func<DateOnly, int> FirstSlotOf, int KeptDays);

/// <summary>Rows that are deleted when they are old.</summary>
/// <param name="Row">The row type.</param>
/// <param name="Column">Its column that says from when a row is (timestamptz).</param>
/// <param name="Kept">For how long it is kept at least.</param>
public sealed record AgingRows(Type Row, string Column, Func<Retention, TimeSpan> Kept);

/// <summary>What a context brings to the store: read top to bottom in its XyzModule.cs.</summary>
public interface IContextModule
{
    /// <summary>Lower case; the folder of its event schemas.</summary>
    string Name { get; }

    /// <summary>Every stream type; each fact type's sealed subtypes in its assembly are the event types.</summary>
    IEnumerable<StreamType> Streams { get; }

    /// <summary>Row types written inside a command's transaction.</summary>
    IEnumerable<Type> Tables { get; }

    IEnumerable<View> Views { get; }

    /// <summary>What else the database has for it: tables that are not the writer's.</summary>
    IEnumerable<ISchemaObject> Others => [];

    /// <summary>Event types that something follows from: relayed to Wolverine handlers, in order, durably.</summary>
    IEnumerable<Type> Relayed { get; }

    /// <summary>The same, but for those that an import brought in: what a registry tells was so before, and nothing follows from it.</summary>
    IEnumerable<Type> RelayedAsNews => [];

    /// <summary>Kinds of claims whose slot is a day or a part of one: those of past days are pruned.</summary>
    IEnumerable<DatedClaims> Dated => [];

    /// <summary>Tables that would grow for ever: their old rows are pruned.</summary>
    IEnumerable<AgingRows> Aging => [];
}
