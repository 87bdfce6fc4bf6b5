using System.Numerics;

namespace Eldercare.Beds.Matching;

/// <summary>A set of small numbers, a bit each, that changes.</summary>
internal readonly struct BitSet(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    public bool Contains(int item) => (_words[item >> 6] >> item & 1) != 0;

    public void Add(int item) => _words[item >> 6] |= 1UL << item;

    public void Remove(int item) => _words[item >> 6] &= ~(1UL << item);

    public void Remove(FewBits items)
    {
        foreach (var (word, bits) in items.Words) _words[word] &= ~bits;
    }

    public void Clear() => Array.Clear(_words);

    public void Add(FewBits items)
    {
        foreach (var (word, bits) in items.Words) _words[word] |= bits;
    }

    public void CopyFrom(BitSet other) => other._words.CopyTo(_words, 0);

    /// <summary>What both have, as it is now.</summary>
    public FewBits And(FewBits items)
    {
        var words = _words;
        return new([.. items.Words.Select(w => (w.Word, w.Bits & words[w.Word])).Where(w => w.Item2 != 0)]);
    }

    /// <summary>All of it, as it is now.</summary>
    public FewBits ToFewBits() => new([.. _words.Select((bits, word) => (word, bits)).Where(w => w.bits != 0)]);

    /// <summary>The smallest number in both sets, or -1.</summary>
    public int FirstOf(FewBits items)
    {
        foreach (var (word, bits) in items.Words)
            if ((_words[word] & bits) is not 0 and var both) return (word << 6) + BitOperations.TrailingZeroCount(both);
        return -1;
    }

    /// <summary>The smallest number in all three sets, or -1.</summary>
    public int FirstOf(FewBits items, BitSet also)
    {
        foreach (var (word, bits) in items.Words)
            if ((_words[word] & also._words[word] & bits) is not 0 and var both) return (word << 6) + BitOperations.TrailingZeroCount(both);
        return -1;
    }

    /// <summary>Adds what is new of another set to this one, and lists it.</summary>
    /// <returns>How many were new.</returns>
    public int Take(FewBits items, Span<int> list)
    {
        var taken = 0;
        foreach (var (word, bits) in items.Words)
        {
            var fresh = bits & ~_words[word];
            _words[word] |= fresh;
            for (; fresh != 0; fresh &= fresh - 1) list[taken++] = (word << 6) + BitOperations.TrailingZeroCount(fresh);
        }

        return taken;
    }
}

/// <summary>A set that stays as it is, by those of its words that hold anything: mostly few.</summary>
internal sealed class FewBits((int Word, ulong Bits)[] words)
{
    public static FewBits None { get; } = new([]);

    public (int Word, ulong Bits)[] Words { get; } = words;

    public bool IsEmpty => Words.Length == 0;

    public bool Contains(int item) => Array.Exists(Words, w => w.Word == item >> 6 && (w.Bits >> item & 1) != 0);
}
