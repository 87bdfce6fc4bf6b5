using Eldercare.People.Elders;

namespace Eldercare.Meals;

/// <summary>
/// The order stops are driven in. Addresses have no coordinates here, so it is a simple rule: the point's own district first, then the
/// addresses as one reads them, numbers by their value (1 before 9 before 10), which keeps a street's houses together and in a row; who has no
/// address comes last, for a person to ask. It is a start for the driver, who knows the streets.
/// </summary>
public static class StopOrder
{
    public static ImmutableArray<ElderRecord> Of(IEnumerable<ElderRecord> elders, string district) =>
    [
        .. elders.OrderBy(e => e.Address is null)
            .ThenBy(e => !string.Equals(e.District, district, StringComparison.Ordinal))
            .ThenBy(e => e.District, StringComparer.Ordinal)
            .ThenBy(e => e.Address ?? string.Empty, Comparer<string>.Create(Compare))
            // The same house: any order, but always the same.
            .ThenBy(e => e.Elder.Value),
    ];

    /// <summary>As one reads: pieces of digits by value, everything else by character.</summary>
    private static int Compare(string left, string right)
    {
        var (l, r) = (0, 0);
        while (l < left.Length && r < right.Length)
        {
            var numberL = left.AsSpan(l, Digits(left.AsSpan(l)));
            var numberR = right.AsSpan(r, Digits(right.AsSpan(r)));
            if (numberL.IsEmpty || numberR.IsEmpty)
            {
                if (left[l] != right[r]) return left[l] - right[r];
                (l, r) = (l + 1, r + 1);
            }
            else
            {
                (l, r) = (l + numberL.Length, r + numberR.Length);
                if (CompareNumbers(numberL.TrimStart('0'), numberR.TrimStart('0')) is var byNumber and not 0) return byNumber;
            }
        }

        return (left.Length - l) - (right.Length - r);
    }

    /// <summary>Of numbers without leading zeros the longer is the larger.</summary>
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length != right.Length ? left.Length - right.Length : left.SequenceCompareTo(right);

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
