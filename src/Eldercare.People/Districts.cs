using System.Collections.Frozen;

namespace Eldercare.People;

/// <summary>A district of the city.</summary>
/// <param name="Code">GB/T 2260, or a local code where the standard has none.</param>
/// <param name="Parent">The code it is reported under.</param>
public sealed record District(string Code, string NameZh, string NameEn, string Parent);

/// <summary>Zhenjiang's six districts and county-level cities (GB/T 2260), and the new area, which has no GB code.</summary>
public static class Districts
{
    private const string City = "321100";

    public static ImmutableArray<District> All { get; } =
    [
        new("321102", "京口区", "Jingkou", City),
        new("321111", "润州区", "Runzhou", City),
        new("321112", "丹徒区", "Dantu", City),
        new("321181", "丹阳市", "Danyang", City),
        new("321182", "扬中市", "Yangzhong", City),
        new("321183", "句容市", "Jurong", City),
        new("ZJXQ", "镇江新区", "Zhenjiang New Area", City),
    ];

    private static readonly FrozenSet<string> s_codes = All.Select(d => d.Code).ToFrozenSet(StringComparer.Ordinal);

    public static bool IsKnown(string code) => s_codes.Contains(code);
}

public sealed record DistrictUnknown(string District) : Store.Deciding.Refusal
{
    public override Store.Deciding.Words Message => new("没有这个区的代码，请核对。", "There is no district of that code.");
}
