using Eldercare.Api.GraphQL;
using Eldercare.Beds;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

/// <summary>
/// Desks at two hosts give the same person two beds for the same days at once. The beds' streams do not see each other, nor do the hosts:
/// what keeps the days apart is the exclusion constraint, and without it this test sees them overlap.
/// </summary>
public sealed class ReservationRaceTests(PostgresFixture postgres) : TwoHosts(postgres)
{
    private const int Elders = 24;
    private const string Overlaps = """
        select count(*) from eldercare.spans a join eldercare.spans b on (a.tenant_id, a.kind, a.subject) = (b.tenant_id, b.kind, b.subject)
          and a.starts_on < b.starts_on and daterange(a.starts_on, a.ends_on) && daterange(b.starts_on, b.ends_on)
        """;

    private readonly HomeId _home = new(Guid.CreateVersion7());

    [Fact]
    public async Task One_of_two_desks_gets_the_person_and_the_other_is_told_where_she_is()
    {
        var answers = await RaceAsync(0);

        Assert.All(answers, a => Assert.Equal([null, "ELDER_ELSEWHERE"], a.Select(x => x.Code).Order(StringComparer.Ordinal)));
        Assert.Equal(0, await One.CountAsync(Overlaps));
        Assert.Equal(Elders, await One.EventsAsync("reservation_made") + await One.EventsAsync("stay_end_agreed"));
        Assert.Equal(0, await One.HolesAsync());
        await One.AssertSoundAsync();
    }

    [Fact]
    public async Task Without_the_constraint_she_gets_both()
    {
        await using (var drop = One.Get<NpgsqlDataSource>().CreateCommand("alter table eldercare.spans drop constraint spans_never_overlap"))
            await drop.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        for (var round = 0; round < 5 && await One.CountAsync(Overlaps) == 0; round++) await RaceAsync(round);

        Assert.NotEqual(0, await One.CountAsync(Overlaps));
    }

    /// <summary>Each is in one bed for three days. One desk prolongs her stay while another promises her a bed elsewhere for the days after.</summary>
    private async Task<Mutated[][]> RaceAsync(int round)
    {
        var home = round == 0 ? _home : new HomeId(Guid.CreateVersion7());
        var beds = await One.OpenHomeAsync(home, 2 * Elders);
        var elders = await Task.WhenAll(Enumerable.Range(round * Elders, Elders).Select(One.RegisterElderAsync));
        var admitted = await Task.WhenAll(elders.Select((e, i) => One.Http.MutateAsync("admitResident", new
        {
            bed = GlobalId.Of(beds[2 * i]),
            elder = GlobalId.Of(e),
            on = Day(0),
            until = Day(3),
        })));
        Assert.All(admitted, a => Assert.Null(a.Code));
        return await Task.WhenAll(elders.Select((e, i) => Task.WhenAll(
            One.Http.MutateAsync("agreeStayEnd", new { bed = GlobalId.Of(beds[2 * i]), elder = GlobalId.Of(e), until = Day(10) }),
            Two.Http.MutateAsync("reserveBed", new { bed = GlobalId.Of(beds[(2 * i) + 1]), elder = GlobalId.Of(e), from = Day(5), until = Day(12) }))));
    }

    private static string Day(int ahead) => CityUnderTest.Text(CityUnderTest.Today.AddDays(ahead));
}
