using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>What a district office is told of its beds: today, on days before, as it was known then, and as a curve.</summary>
public sealed class BedFiguresTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_district_office_sees_its_beds_its_queue_and_how_both_came_to_be()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var beds = (await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 5)).Select(GlobalId.Of).ToArray();
        var people = await city.RegisterEldersAsync(5);
        var elders = people.Select(GlobalId.Of).ToArray();
        using var office = city.As(Role.DistrictOffice);

        // One lives there and is away, one has left, one waited and moved in, one waits; one bed is closed for four days.
        await MadeAsync("admitResident", new { bed = beds[0], elder = elders[0], on = Day(-30) });
        await MadeAsync("beginLeave", new { bed = beds[0], elder = elders[0], kind = "VISIT", on = Day(-1), keptUntil = Day(6) });
        await MadeAsync("admitResident", new { bed = beds[1], elder = elders[1], on = Day(-20) });
        var application = GlobalId.Of(await city.ApplyAsync(people[2]));
        await MadeAsync("offerBed", new { application, bed = beds[2], until = DateTimeOffset.UtcNow.AddDays(2) });
        await MadeAsync("acceptOffer", new { application, bed = beds[2] });
        await MadeAsync("admitResident", new { bed = beds[2], elder = elders[2], application, on = Day(0) });
        await city.ApplyAsync(people[3]);
        await MadeAsync("closeBed", new { bed = beds[3], reason = "Water pipe", until = Day(4) });
        await Eventually.EqualAsync("5 3 1 1 1", OccupancyAsync);
        var before = DateTimeOffset.UtcNow.ToString("O");
        await MadeAsync("recordDeparture", new { bed = beds[1], elder = elders[1], on = Day(-5), reason = "DEPARTED" });

        await Eventually.EqualAsync("5 2 1 1 1", OccupancyAsync);
        var figures = (await office.AskAsync(
            """
            { bedFigures(district: "321102") {
                perThousand { base value people } byOperator { operator percent } byKind { kind percent }
                comingFree { kind by within7Days within30Days promised }
                waiting { laneCode waiting { cases median } admitted { cases ninetieth } } lengthOfStay { left { cases median } living { cases ninetieth } } } }
            """)).GetProperty("bedFigures");
        Is("""[{"base":"PEOPLE_60","value":1000,"people":5}]""", "perThousand");
        Is("""[{"operator":"PUBLIC","percent":0},{"operator":"PUBLIC_BUILT_PRIVATELY_RUN","percent":0},{"operator":"SOCIAL","percent":100}]""", "byOperator");
        Is("""[{"kind":"ORDINARY","percent":0},{"kind":"NURSING","percent":100},{"kind":"DEMENTIA","percent":0}]""", "byKind");
        Is(
            """
            [{"kind":"NURSING","by":"LEAVE_RUNS_OUT","within7Days":1,"within30Days":1,"promised":0},
            {"kind":"NURSING","by":"CLEANING","within7Days":1,"within30Days":1,"promised":0},
            {"kind":"NURSING","by":"CLOSURE_ENDS","within7Days":1,"within30Days":1,"promised":0}]
            """.ReplaceLineEndings(""),
            "comingFree");
        Is(
            """
            [{"laneCode":null,"waiting":{"cases":1,"median":0},"admitted":{"cases":1,"ninetieth":0}},
            {"laneCode":"everyone","waiting":{"cases":1,"median":0},"admitted":{"cases":1,"ninetieth":0}}]
            """.ReplaceLineEndings(""),
            "waiting");
        Is("""{"left":{"cases":1,"median":15},"living":{"cases":2,"ninetieth":30}}""", "lengthOfStay");

        // Four days ago she had left, although nobody had recorded it when the office asked first.
        Assert.Equal(1, await OccupiedAsync(Day(-4), null));
        Assert.Equal(2, await OccupiedAsync(Day(-4), before));
        var curve = await office.AskAsync($"{{ bedFigureSeries(district: \"321102\", from: \"{Day(-25)}\", until: \"{Day(0)}\", step: WEEK) {{ occupied waiting }} }}");
        Assert.Equal(
            """[{"occupied":1,"waiting":0},{"occupied":2,"waiting":0},{"occupied":2,"waiting":0},{"occupied":1,"waiting":0}]""",
            curve.GetProperty("bedFigureSeries").GetRawText());

        // The whole city's and another district's are not for it.
        Assert.Equal("FORBIDDEN", await office.ErrorAsync("{ bedFigures { on } }"));
        Assert.Equal("FORBIDDEN", await office.ErrorAsync("{ bedFigures(district: \"321181\") { on } }"));

        void Is(string expected, string part) => Assert.Equal(expected, figures.GetProperty(part).GetRawText());

        async Task MadeAsync(string mutation, object input) => Assert.Null((await city.Http.MutateAsync(mutation, input)).Code);

        async Task<string> OccupancyAsync()
        {
            var occupancy = (await office.AskAsync(
                "{ bedFigures(district: \"321102\") { occupancy { onLeave census { total occupied closed } } waiting { waiting { cases } } } }"))
                .GetProperty("bedFigures");
            var (of, census) = (occupancy.GetProperty("occupancy"), occupancy.GetProperty("occupancy").GetProperty("census"));
            return string.Join(
                ' ', Number(census, "total"), Number(census, "occupied"), Number(census, "closed"), Number(of, "onLeave"),
                Number(occupancy.GetProperty("waiting")[0].GetProperty("waiting"), "cases"));
        }

        async Task<int> OccupiedAsync(string on, string? knownAt) => Number((await office.AskAsync(
            $"{{ bedFigures(district: \"321102\", on: \"{on}\"{(knownAt is null ? "" : $", asKnownAt: \"{knownAt}\"")}) {{ occupancy {{ census {{ occupied }} }} }} }}"))
            .GetProperty("bedFigures").GetProperty("occupancy").GetProperty("census"), "occupied");
    }

    private static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static string Day(int fromToday) => CityUnderTest.Text(CityUnderTest.Today.AddDays(fromToday));
}
