using Eldercare.Store.Deciding;

namespace Eldercare.City;

/// <summary>A figure as the city published it. It stands beside the one counted here, for they do not have the same base.</summary>
/// <param name="Value">As printed.</param>
/// <param name="Base">What it is a share of, as far as the source says.</param>
/// <param name="Source">Where it was published.</param>
/// <param name="People">Of a share of people, how many they must have been, as far as that follows from what was printed.</param>
public sealed record ReportedFigure(double Value, Words Base, Words Source, int? People = null);

/// <summary>Published figures by city.</summary>
public static class ReportedFigures
{
    /// <summary>Beds per 1,000 older people; null for a city that published none.</summary>
    public static ReportedFigure? BedsPerThousand(string city) => city switch
    {
        "zhenjiang" => new(
            41,
            new(
                "养老床位2万张；报告未说明人口基数。按每千名41张推算约为48.8万人，少于60岁及以上的73.2万人；按后者计为27张。",
                "20,000 beds; the report does not name the population. 41 per 1,000 would be about 488,000 people, fewer than the 732,000 of 60 "
                + "and over, who would make it 27."),
            new("本市养老服务工作报告，2020年12月", "Report of the city on care for older people, December 2020"),
            People: 487_805),
        _ => null,
    };
}
