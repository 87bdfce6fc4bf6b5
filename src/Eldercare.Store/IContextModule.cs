using Eldercare.Store.Deciding;
using Eldercare.Store.Views;

namespace Eldercare.Store;

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

    /// <summary>Event types that something follows from: relayed to Wolverine handlers, in order, durably.</summary>
    IEnumerable<Type> Relayed { get; }
}
