using System.Globalization;
using System.Text.Json;
using Eldercare.Api.SignIn;
using Eldercare.City.Reading;

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

    [Fact]
    public async Task Bed_figures_have_shares_occupancy_and_both_bases()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.CityOffice,
            """
            { bedFigures(on: "2026-03-02") {
                on district perThousand { base value beds people words source } byOperator { operator beds percent } byKind { kind beds percent }
                occupancy { percent onLeave census { total occupied vacantAdmitting vacantNotAdmitting toClean } }
                comingFree { kind by within7Days within30Days promised }
                waiting { lane laneCode waiting { cases median ninetieth } admitted { cases median } } lengthOfStay { left { median } living { cases } } } }
            """);

        var figures = reply.Data.GetProperty("bedFigures");
        var bases = figures.GetProperty("perThousand").EnumerateArray().ToArray();
        Assert.Equal(
            [("PEOPLE_60", 27.3, 732_000), ("REPORTED", 41.0, 487_805)],
            bases.Select(b => (b.GetProperty("base").GetString(), b.GetProperty("value").GetDouble(), b.GetProperty("people").GetInt32())));
        Assert.Equal("Living registered people of 60 and over, by the registers at the end of 2026-03-02.", bases[0].GetProperty("words").GetString());
        Assert.Equal("""[{"operator":"PUBLIC","beds":5000,"percent":25},{"operator":"PUBLIC_BUILT_PRIVATELY_RUN","beds":0,"percent":0},{"operator":"SOCIAL","beds":15000,"percent":75}]""", Compact("byOperator"));
        Assert.Equal("""[{"kind":"ORDINARY","beds":4000,"percent":20},{"kind":"NURSING","beds":16000,"percent":80},{"kind":"DEMENTIA","beds":0,"percent":0}]""", Compact("byKind"));
        Assert.Equal(
            """{"percent":80,"onLeave":1000,"census":{"total":20000,"occupied":16000,"vacantAdmitting":0,"vacantNotAdmitting":3900,"toClean":100}}""",
            Compact("occupancy"));
        Assert.Equal(
            """[{"kind":"ORDINARY","by":"CLEANING","within7Days":100,"within30Days":100,"promised":0},{"kind":"NURSING","by":"LEAVE_RUNS_OUT","within7Days":0,"within30Days":1000,"promised":1000}]""",
            Compact("comingFree"));
        Assert.Equal((null, "DESTITUTE"), (figures.GetProperty("waiting")[0].GetProperty("lane").GetString(), figures.GetProperty("waiting")[1].GetProperty("lane").GetString()));
        Assert.Equal(4, api.City.Reads);

        string Compact(string part) => JsonSerializer.Serialize(figures.GetProperty(part));
    }

    [Fact]
    public async Task A_district_has_no_part_in_the_city_s_reported_base_and_no_figure_while_nobody_is_registered()
    {
        var reply = await api.AskAsync(
            Role.DistrictOffice, $$"""{ bedFigures(district: "{{FakeCity.Here}}", on: "2026-03-01", asKnownAt: "2026-03-01T12:00:00Z") { perThousand { base value people } } }""");

        Assert.Equal("""[{"base":"PEOPLE_60","value":null,"people":0}]""", JsonSerializer.Serialize(reply.Data.GetProperty("bedFigures").GetProperty("perThousand")));
        Assert.Equal(new(new(2026, 3, 1), new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)), api.City.FiguresAsked);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-03-02", "MONTH", "2026-01-31 2026-02-28")]
    [InlineData("2026-02-15", "2026-03-02", "WEEK", "2026-02-15 2026-02-22 2026-03-01")]
    [InlineData("2026-03-01", "2026-03-02", "DAY", "2026-03-01 2026-03-02")]
    public async Task A_series_has_its_first_day_and_every_one_a_step_later(string from, string until, string step, string days)
    {
        var reply = await api.AskAsync(
            Role.CityOffice, $$"""{ bedFigureSeries(from: "{{from}}", until: "{{until}}", step: {{step}}) { on total occupied waiting lanes { lane waiting } } }""");

        Assert.Equal(days, string.Join(' ', api.City.SeriesAsked.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))));
        Assert.Equal(3, reply.Data.GetProperty("bedFigureSeries")[0].GetProperty("waiting").GetInt32());
    }

    [Theory]
    [InlineData("from: \"2024-01-01\", until: \"2026-03-02\", step: DAY", "more than 400 steps")]
    [InlineData("from: \"2026-03-02\", until: \"2026-03-01\", step: DAY", "no days")]
    [InlineData("from: \"2026-03-02\", until: \"2100-01-01\", step: MONTH", "today")]
    public async Task A_series_too_long_backwards_or_of_days_to_come_is_refused(string arguments, string says)
    {
        var reply = await api.AskAsync(Role.CityOffice, $"{{ bedFigureSeries({arguments}) {{ on }} }}");

        Assert.Equal("BAD_INPUT", Assert.Single(reply.Codes));
        Assert.Contains(says, reply.Text, StringComparison.Ordinal);
    }
}
