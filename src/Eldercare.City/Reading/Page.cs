namespace Eldercare.City.Reading;

/// <summary>Which part of an ordered list is wanted. The keys are those of rows seen before (keyset paging).</summary>
/// <param name="Count">How many rows at most, 1 to 100.</param>
/// <param name="After">Only rows behind the row with this key.</param>
/// <param name="Before">Only rows in front of the row with this key.</param>
/// <param name="FromEnd">The last <paramref name="Count"/> rows of that range instead of the first; still in list order.</param>
/// <param name="AfterPlace">Where the row of <paramref name="After"/> stood when it was read, see <see cref="Page{TRow}.Places"/>: it may have moved or gone since.</param>
/// <param name="BeforePlace">Likewise of <paramref name="Before"/>.</param>
public sealed record Slice<TKey>(
    int Count, TKey? After = null, TKey? Before = null, bool FromEnd = false,
    ImmutableArray<string>? AfterPlace = null, ImmutableArray<string>? BeforePlace = null)
    where TKey : struct;

/// <summary>What a page was to follow is not there, and nobody knows where it stood.</summary>
public sealed class CursorLostException() : Exception("What a cursor stands for is not in its list.");

/// <summary>Rows in list order.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="HasMore">More rows lie in the direction of reading.</param>
/// <param name="Places">By what each row is ordered, as text; empty when not known.</param>
public sealed record Page<TRow>(ImmutableArray<TRow> Rows, bool HasMore, ImmutableArray<ImmutableArray<string>> Places = default)
{
    /// <summary>The place of the row at an index; null when not known.</summary>
    public ImmutableArray<string>? PlaceOf(int row) => Places.IsDefaultOrEmpty || Places[row].IsDefaultOrEmpty ? null : Places[row];
}
