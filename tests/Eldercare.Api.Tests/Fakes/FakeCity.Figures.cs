using Eldercare.City;
using Eldercare.City.Reading;
using Eldercare.Meals;

namespace Eldercare.Api.Tests;

/// <summary>The city in figures.</summary>
public sealed partial class FakeCity : ICityReader
{
    public Task<CityFigures> FiguresAsync(string city, DateOnly today, CancellationToken cancellation) =>
        Read(new CityFigures(today, 732_000, 533_000, 100_000, 420, 28, 1_000_000, 1_100_000, 5, 4, 3, 180, 20_000, 15_000, 12_200, 17_200)
        {
            BedsPerThousandReported = ReportedFigures.BedsPerThousand("zhenjiang"),
        }).WaitAsync(cancellation);

    public Task<ImmutableArray<DistrictDay>> DistrictDaysAsync(
        string city, string district, DateOnly from, DateOnly to, CancellationToken cancellation) =>
        Read<ImmutableArray<DistrictDay>>([new(district, from, 3, 150, 90, 80, 2, 4, 1)]);
}
