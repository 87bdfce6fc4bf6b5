using Eldercare.Store.Deciding;

namespace Eldercare.Store.Tables;

/// <summary>Looks up many table rows at once, as of the last commit: for imports, which compare files with what stands.</summary>
public interface IRowLookup
{
    /// <summary>The rows there are; those that are missing are not in the answer.</summary>
    Task<IReadOnlyDictionary<RowRef, object>> FindAsync(string city, IReadOnlyCollection<RowRef> rows, CancellationToken cancellation);
}
