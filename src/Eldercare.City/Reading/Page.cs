namespace Eldercare.City.Reading;

/// <summary>Which part of an ordered list is wanted. The keys are those of rows seen before (keyset paging).</summary>
/// <param name="Count">How many rows at most, 1 to 100.</param>
/// <param name="After">Only rows behind the row with this key.</param>
/// <param name="Before">Only rows in front of the row with this key.</param>
/// <param name="FromEnd">The last <paramref name="Count"/> rows of that range instead of the first; still in list order.</param>
public sealed record Slice<TKey>(int Count, TKey? After = null, TKey? Before = null, bool FromEnd = false)
    where TKey : struct;

/// <summary>What a page was to follow has been deleted since, so that nobody knows where the list goes on.</summary>
public sealed class CursorLostException() : Exception("What this cursor stood for is there no more: ask for the list from its start.");

/// <summary>Rows in list order.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="HasMore">More rows lie in the direction of reading.</param>
public sealed record Page<TRow>(ImmutableArray<TRow> Rows, bool HasMore);
