using System.Collections.Concurrent;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Testing;
using Npgsql;

namespace Eldercare.Scenarios;

public sealed class KilledHostTests(PostgresFixture postgres)
{
    private const int Callers = 300;
    private const int AcknowledgedBeforeTheKill = 60;
    private const string Killed = "killed";

    private static readonly TimeSpan s_forAnAnswerThatCouldNotWait = TimeSpan.FromMilliseconds(300);

    private readonly DateOnly _date = CityUnderTest.Today.AddDays(2);

    /// <summary>
    /// The host dies with its connections while a group is being committed: what was answered before its commit would be lost here.
    /// </summary>
    [Fact]
    public async Task Every_acknowledged_booking_outlives_a_killed_host_and_none_is_there_twice()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var other = await CityUnderTest.StartAsync(database);
        var point = new MealPointId(Guid.CreateVersion7());
        await other.OpenPointAsync(point, _date, Callers);
        var elders = await other.RegisterEldersAsync(Callers);

        await other.HorizonIsOpenAsync(1);
        await using var gate = await Gate.BeforeTheCommitOfAsync(database, "meal_booked");
        var acknowledged = new ConcurrentBag<ElderId>();
        await using (var host = await HostProcess.StartAsync(
            new NpgsqlConnectionStringBuilder(database) { ApplicationName = Killed }.ConnectionString, other.SignIn))
        {
            var load = Parallel.ForEachAsync(elders, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (elder, _) =>
            {
                try
                {
                    Assert.Null(await CityUnderTest.BookAsync(host.Http, point, _date, elder, elder.ToString()));
                    acknowledged.Add(elder);
                }
                catch (Exception e) when (e is HttpRequestException or IOException)
                {
                    // The host is gone: its caller does not know whether the booking stands, and asks again below.
                }
            });
            while (acknowledged.Count < AcknowledgedBeforeTheKill && !load.IsCompleted) await Task.Delay(1);
            await gate.ShutAsync();
            await Eventually.EqualAsync(true, async () => await gate.WaitingAsync() > 0);
            await Task.Delay(s_forAnAnswerThatCouldNotWait);
            await host.KillAsync();
            await gate.CutOffAsync(Killed);
            await gate.OpenAsync();
            await load;
        }

        Assert.InRange(acknowledged.Count, AcknowledgedBeforeTheKill, Callers - 1);
        foreach (var elder in acknowledged)
            Assert.Equal(1, await other.CountAsync(
                $"select count(*) from eldercare.mt_events where type = 'meal_booked' and data->>'elder' = '{elder.Value}'"));

        await using var next = await HostProcess.StartAsync(database, other.SignIn);
        var answers = await Task.WhenAll(elders.Select(e => CityUnderTest.BookAsync(next.Http, point, _date, e, e.ToString())));
        Assert.All(answers, Assert.Null);
        Assert.Equal(Callers, await other.EventsAsync("meal_booked"));
        Assert.Equal(Callers, await other.CountAsync("select count(distinct data->>'elder') from eldercare.mt_events where type = 'meal_booked'"));
    }
}
