namespace Eldercare.Import.Demo;

/// <summary>
/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same city on every machine and runtime, which
/// <see cref="Random"/> does not promise.
/// </summary>
internal struct DemoRandom(ulong seed)
{
    // Scrambled, for the sequences of neighbouring seeds would else be the same ones, shifted.
    private ulong _state = Scramble(seed ^ 0xD1B54A32D192ED03);

    public ulong Next() => Scramble(_state += 0x9E3779B97F4A7C15);

    /// <summary>0 to <paramref name="below"/> - 1.</summary>
    public int Next(int below) => (int)(((UInt128)Next() * (uint)below) >> 64);

    public int Between(int from, int to) => from + Next(to - from + 1);

    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double share) => Share() < share;

    public T Pick<T>(ReadOnlySpan<T> of) => of[Next(of.Length)];

    /// <summary>The place in <paramref name="weights"/> where chance falls.</summary>
    public int Weighted(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights) sum += weight;
        var left = Share() * sum;
        for (var i = 0; i < weights.Length - 1; i++)
            if ((left -= weights[i]) < 0) return i;
        return weights.Length - 1;
    }

    private static ulong Scramble(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
