using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

public sealed class FigureTests(TestApi api)
{
    [Fact]
    public async Task Beds_per_1_000_stand_as_computed_and_as_reported_each_with_its_base()
    {
        var reply = await api.AskAsync(
            Role.CityOffice,
            "{ cityFigures { beds people60 bedsPerThousand bedsPerThousandReported { value base source } bedsSocialShare bedsNursingShare } }");

        var figures = reply.Data.GetProperty("cityFigures");
        Assert.Equal(
            (20_000, 732_000, 27.3), (figures.GetProperty("beds").GetInt32(), figures.GetProperty("people60").GetInt32(),
                figures.GetProperty("bedsPerThousand").GetDouble()));
        var reported = figures.GetProperty("bedsPerThousandReported");
        Assert.Equal(41, reported.GetProperty("value").GetDouble());
        Assert.StartsWith("20,000 beds; ", reported.GetProperty("base").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("December 2020", reported.GetProperty("source").GetString(), StringComparison.Ordinal);
        Assert.Equal((75, 61), (figures.GetProperty("bedsSocialShare").GetDouble(), figures.GetProperty("bedsNursingShare").GetDouble()));
    }
}
