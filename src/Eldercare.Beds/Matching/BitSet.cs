using System.Numerics;

namespace Eldercare.Beds.Matching;

/// <summary>A set of small numbers, a bit each. All sets of one matching are of one length.</summary>
internal readonly struct BitSet(int size)
{
    private readonly ulong[] _words = new ulong[(size + 63) / 64];

    public bool Contains(int item) => (_words[item >> 6] >> item & 1) != 0;

    public void Add(int item) => _words[item >> 6] |= 1UL << item;

    public void Remove(int item) => _words[item >> 6] &= ~(1UL << item);

    public void Clear() => Array.Clear(_words);

    public void CopyFrom(BitSet other) => other._words.CopyTo(_words, 0);

    public void UnionWith(BitSet other)
    {
        for (var i = 0; i < _words.Length; i++) _words[i] |= other._words[i];
    }

    public BitSet And(BitSet other)
    {
        var both = new BitSet(_words.Length * 64);
        for (var i = 0; i < _words.Length; i++) both._words[i] = _words[i] & other._words[i];
        return both;
    }

    public BitSet Without(BitSet other)
    {
        var rest = new BitSet(_words.Length * 64);
        for (var i = 0; i < _words.Length; i++) rest._words[i] = _words[i] & ~other._words[i];
        return rest;
    }

    public bool IsEmpty => Array.TrueForAll(_words, w => w == 0);

    /// <summary>The smallest number in both sets, or -1.</summary>
    public int FirstAlsoIn(BitSet other)
    {
        for (var i = 0; i < _words.Length; i++)
            if ((_words[i] & other._words[i]) is not 0 and var both) return (i << 6) + BitOperations.TrailingZeroCount(both);
        return -1;
    }

    /// <summary>Adds what is new of another set to this one, and appends it to a list.</summary>
    /// <returns>How many were new.</returns>
    public int Take(BitSet from, Span<int> list)
    {
        var taken = 0;
        for (var i = 0; i < _words.Length; i++)
        {
            var fresh = from._words[i] & ~_words[i];
            _words[i] |= fresh;
            for (; fresh != 0; fresh &= fresh - 1) list[taken++] = (i << 6) + BitOperations.TrailingZeroCount(fresh);
        }

        return taken;
    }
}
