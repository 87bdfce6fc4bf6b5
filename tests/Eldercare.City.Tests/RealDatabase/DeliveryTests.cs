using System.Collections.Concurrent;
using Eldercare.City.Deliveries;
using Eldercare.City.Messages;
using Eldercare.City.Reading;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Contacts;
using Eldercare.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using static Eldercare.City.Tests.City;

namespace Eldercare.City.Tests.RealDatabase;

/// <summary>A tour with a closed door, as the host runs it: the order out of the addresses, the alert, and its escalation by itself.</summary>
public sealed class DeliveryTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly DateOnly s_today = CityTime.Today(DateTimeOffset.UtcNow);

    private readonly SetClock _clock = new(CityTime.At(s_today, new(8, 0)));
    private readonly Letters _letters = new();
    private CityHost _city = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _city = await CityHost.StartAsync(await postgres.NewDatabaseAsync(), _clock, services => services.AddSingleton<IMessageSender>(_letters));
        await _city.DoAsync(new OpenMealPoint(
            Garden, "Garden", Jingkou, "1 Road", 32.20, 119.45, [.. Enum.GetValues<DayOfWeek>().Select(d => Serves(d, Meal.Lunch))]));
        await CityHost.EventuallyAsync(() => CountAsync("select count(*) from eldercare.sitting_boards"), count => count == 8);
    }

    public ValueTask DisposeAsync() => _city.DisposeAsync();

    [Fact]
    public async Task An_alert_nobody_settles_goes_to_the_district_office_by_itself_and_one_settled_does_not()
    {
        ElderId[] elders = [await RegisterAsync(1, "中山路10号"), await RegisterAsync(2, "中山路9号"), await RegisterAsync(3, null)];
        await _city.DoAsync(new ChangeContacts(
            elders[0],
            [
                new("邻居", Relation.Neighbour, "13900000001", Emergency: false), new("女儿", Relation.Child, "13900000002", Emergency: true),
                new("儿子", Relation.Child, "13900000003", Emergency: true),
            ]));
        foreach (var elder in elders) await _city.DoAsync(new BookMeal(Garden, s_today, Meal.Lunch, elder, Channel.Delivery));
        _clock.Forward(TimeSpan.FromHours(2));

        await _city.DoAsync(await PlanAsync());
        await _city.DoAsync(new AssignDriver(Garden, s_today, Meal.Lunch, 1, "D-7"));
        await _city.DoAsync(new StartDeliveryRun(Garden, s_today, Meal.Lunch, 1));
        await _city.DoAsync(NotAtHome(elders[0]));
        await _city.DoAsync(NotAtHome(elders[1]));
        await _city.DoAsync(new RecordDelivered(Garden, s_today, Meal.Lunch, 1, elders[2]));

        var reader = _city.Get<IDeliveriesReader>();
        var run = Assert.Single(await reader.RunsAsync(City.Name, Garden, s_today, null, Cancel));
        Assert.Equal([elders[1], elders[0], elders[2]], run.Stops.Select(s => s.Elder));
        Assert.Equal([StopState.NotAtHome, StopState.NotAtHome, StopState.Delivered], run.Stops.Select(s => s.State));
        Assert.Equal((1, 2, 0, "D-7"), (run.Run.Delivered, run.Run.NotAtHome, run.Run.Refused, run.Run.Driver));
        Assert.Empty((await PlanAsync()).Order);
        Assert.Equal(1, await CountAsync("select count(*) from eldercare.mt_events where type = 'meal_served'"));

        var settled = WelfareAlertId.Of(run.Run.Run, elders[1]);
        await _city.DoAsync(new SettleWelfareAlert(settled, Garden, WelfareFinding.Safe, WelfareSource.Phoned, "S-12"));
        await CityHost.EventuallyAsync(
            () => CountAsync("select count(*) from wolverine.wolverine_incoming_envelopes where status = 'Scheduled'"), c => c == 2);
        // Late in the evening, by the alarms set in the database too: they know only the machine's clock. Nobody else is disturbed by then.
        _clock.Forward(TimeSpan.FromHours(12));
        await using (var ring = _city.Get<NpgsqlDataSource>().CreateCommand(
            "update wolverine.wolverine_incoming_envelopes set execution_time = now() where status = 'Scheduled'"))
            await ring.ExecuteNonQueryAsync(Cancel);

        var open = await CityHost.EventuallyAsync(
            async () => (await reader.AlertsAsync(City.Name, null, Jingkou, open: true, new(10), Cancel)).Rows.SingleOrDefault()!,
            alert => alert?.EscalatedAt is not null);
        var safe = await AlertAsync(settled);
        Assert.Equal((elders[0], Garden), (open.Elder, open.Point));
        Assert.Equal((WelfareFinding.Safe, "tester", null), (safe.Finding, safe.SettledBy, safe.EscalatedAt));
        Assert.Equal(settled, Assert.Single((await reader.AlertsAsync(City.Name, Garden, null, open: false, new(10), Cancel)).Rows).Alert);
        Assert.Equal("S-12", safe.LookedAfterBy);
        // What was raised first and is escalated comes first, and the same by pages.
        var all = (await reader.AlertsAsync(City.Name, null, null, null, new(10), Cancel)).Rows;
        Assert.Equal([open.Alert, settled], all.Select(a => a.Alert));
        Assert.Equal(safe, Assert.Single((await reader.AlertsAsync(City.Name, null, null, null, new(10, After: open.Alert.Value), Cancel)).Rows));
        // The first of her emergency contacts is told, once, and nothing of the other.
        var told = (await CityHost.EventuallyAsync(() => Task.FromResult(_letters.ToContacts), letters => letters.Count > 0)).Single();
        Assert.Equal((elders[0], "女儿", "13900000002"), (told.Elder, told.Name, told.Phone));
        Assert.StartsWith("女儿，您好！", told.Text, StringComparison.Ordinal);
        Assert.Contains("Garden为艾达送餐时无人应门", told.Text, StringComparison.Ordinal);
        Assert.Equal(0, await _city.Get<IDeadLetters>().CountAsync(Cancel));

        async Task<WelfareAlertRow> AlertAsync(WelfareAlertId id) => (await reader.AlertAsync(City.Name, id, Cancel))!;
    }

    private Task<PlanDeliveryRuns> PlanAsync() =>
        _city.Get<DeliveryPlanner>().PlanAsync(City.Name, Garden, s_today, Meal.Lunch, Cancel);

    private static RecordNotAtHome NotAtHome(ElderId elder) => new(Garden, s_today, Meal.Lunch, 1, elder, TimeSpan.FromMinutes(60));

    private async Task<ElderId> RegisterAsync(int number, string? address)
    {
        var elder = new ElderId(Id($"elder {number}"));
        var digits = $"32110219500101{number:000}";
        await _city.DoAsync(new RegisterElder(elder, "艾达", digits + IdentityNumber.CheckCharacter(digits), null, address, Jingkou));
        return elder;
    }

    private sealed class Letters : IMessageSender
    {
        private readonly ConcurrentQueue<Letter> _sent = new();

        public IReadOnlyList<Letter> ToContacts => [.. _sent.Where(l => l.Kind == MessageKind.NobodyAnswered)];

        public Task<Delivery> SendAsync(Letter letter, CancellationToken cancellation)
        {
            _sent.Enqueue(letter);
            return Task.FromResult(Delivery.Taken);
        }
    }

    private async Task<long> CountAsync(string sql)
    {
        await using var command = _city.Get<NpgsqlDataSource>().CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
