namespace Eldercare.Import.Demo;

/// <param name="Code">GB/T 2260, or the local code of the new area.</param>
/// <param name="Name">As in an address.</param>
/// <param name="Latitude">Degrees, about the middle of where people live.</param>
/// <param name="Longitude">Likewise.</param>
/// <param name="Share">Of the city's older people; an estimate.</param>
internal sealed record DemoDistrict(string Code, string Name, double Latitude, double Longitude, double Share)
{
    public static DemoDistrict[] All { get; } =
    [
        new("321102", "京口区", 32.205, 119.470, 0.13),
        new("321111", "润州区", 32.195, 119.410, 0.10),
        new("321112", "丹徒区", 32.130, 119.430, 0.11),
        new("321181", "丹阳市", 32.010, 119.600, 0.31),
        new("321182", "扬中市", 32.240, 119.800, 0.11),
        new("321183", "句容市", 31.950, 119.170, 0.18),
        new("ZJXQ", "镇江新区", 32.170, 119.670, 0.06),
    ];

    /// <summary>Splits a total by the shares, exactly.</summary>
    public static int[] Split(int total)
    {
        var parts = new int[All.Length];
        var (share, before) = (0.0, 0);
        for (var i = 0; i < parts.Length; i++)
        {
            share += All[i].Share;
            var until = i == parts.Length - 1 ? total : (int)Math.Round(total * share);
            (parts[i], before) = (until - before, until);
        }

        return parts;
    }

    public (double Latitude, double Longitude) Somewhere(ref DemoRandom random) =>
        (Latitude + ((random.Share() + random.Share() - 1) * 0.05), Longitude + ((random.Share() + random.Share() - 1) * 0.06));
}
