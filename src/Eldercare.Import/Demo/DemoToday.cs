using Eldercare.City.Deliveries;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Acting;
using Eldercare.People.Cards;
using Eldercare.People.Consents;
using Eldercare.People.Contacts;
using Eldercare.People.Elders;
using Eldercare.Store.Deciding;

namespace Eldercare.Import.Demo;

/// <summary>
/// Plays what people of the generated city did since yesterday, by the commands they send, so that every worklist shows something: a full
/// sitting with a waiting list, a closing day, a capacity cut, a delivery that found nobody at home, samples, cards, a paused order, and
/// a booking cancelled for want of a place, a portion handed out twice by devices without connection. Begun anew after an interruption it leaves what was done as it is.
/// </summary>
/// <param name="writer">Takes the commands.</param>
/// <param name="states">Says who is booked.</param>
/// <param name="planner">Puts deliveries in order.</param>
/// <param name="cards">By it the host knows cards.</param>
/// <param name="city">The tenant.</param>
/// <param name="today">The date the city was generated for.</param>
/// <param name="clock">Of samples and devices.</param>
public sealed class DemoToday(
    ICommandWriter writer, IStateReader states, DeliveryPlanner planner, CardKey cards, string city, DateOnly today, TimeProvider clock)
{
    /// <summary>Who acts for the first elder with a card: the subject of a relative's sign-in.</summary>
    public const string Relative = "demo-family";

    /// <summary>Where most of it happens: alerts, deliveries, samples, cards.</summary>
    public static MealPointId AtWork => Point(0);

    /// <summary>Every point serves lunch on it.</summary>
    private readonly DateOnly _weekday = Enumerable.Range(2, 3).Select(today.AddDays).First(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

    private readonly Guid _run = Guid.NewGuid();

    private DateOnly Yesterday => today.AddDays(-1);

    /// <summary>What needs the registries alone.</summary>
    public async Task PlayAsync(CancellationToken stop)
    {
        await WaitAsync(Point(1), stop);
        await SendAsync("closing", new CloseMealPointOn(Point(2), [_weekday], [], "停电检修"), stop);
        if (await SittingAsync(Point(3), _weekday, stop) is { CapacityIsSet: false } cut)
            await SendAsync("cut", new SetSittingCapacity(cut.Point, cut.Date, cut.Meal, Math.Max(0, cut.Booked - 3), "炉灶维修"), stop);
        await DeliverAsync(Point(0), stop);
        await SampleAsync("today", Point(0), today, clock.GetUtcNow(), stop);
        await PeopleAsync(stop);
    }

    /// <summary>What needs the history: a portion at two points, and samples that may be thrown away.</summary>
    public async Task PlayHistoryAsync(CancellationToken stop)
    {
        // Interrupted for days: what would have been done meanwhile is not made up.
        if (CityTime.Today(clock.GetUtcNow()) > today.AddDays(1)) return;
        var served = Enumerable.Range(2, 5).Select(d => today.AddDays(-d)).First(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        if (await SittingAsync(Point(1), served, stop) is { } there)
        {
            foreach (var (elder, guest) in there.Guests.Where(g => g.Value.State == GuestState.Served).OrderBy(g => g.Key.Value).Take(2))
                await SendAsync(
                    $"twice/{elder}",
                    new RecordScan(Point(2), served, Meal.Lunch, elder, guest.ServedAt!.Value.AddMinutes(12), new Scan("tablet-2", guest.ServedAt.Value.ToUnixTimeSeconds() % 10_000)), stop);
        }

        if (await SittingAsync(Point(3), _weekday, stop) is { Displaced: { IsEmpty: false } displaced } cut)
            await SendAsync("no-place", new CancelDisplaced(cut.Point, cut.Date, cut.Meal, displaced.Keys.MinBy(e => e.Value), "炉灶维修"), stop);
        // Three days ago at least: by then it is due at any hour of today.
        var kept = Enumerable.Range(3, 5).Select(d => today.AddDays(-d)).First(d => d.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));
        await SampleAsync("kept", Point(1), kept, CityTime.At(kept, new(11, 20)), stop);
        var ordered = (await SittingAsync(Point(0), _weekday, stop))?.Guests.Where(g => g.Value.Order is not null).OrderBy(g => g.Key.Value).FirstOrDefault();
        if (ordered is { Value.Order: { } order } pausing)
            await SendAsync("pause", new PauseStandingOrder(pausing.Key, order, today.AddDays(10), today.AddDays(20)), stop);
    }

    /// <summary>The sitting is made full, three more would like to come, and a standing order finds no place.</summary>
    private async Task WaitAsync(MealPointId point, CancellationToken stop)
    {
        if (await SittingAsync(point, _weekday, stop) is not { } sitting) return;
        if (sitting.Waiting.IsEmpty)
            await SendAsync("full", new SetSittingCapacity(point, _weekday, Meal.Lunch, sitting.Booked, "座位维修"), stop);
        // Who has a portion of that meal somewhere already is refused, and the next is asked.
        var waiting = sitting.Waiting.Count;
        for (var nth = 1; waiting < 4 && nth <= 100; nth++)
        {
            var elder = Elder(nth);
            if (waiting < 3
                ? await TryAsync($"wait/{nth}", new JoinWaitingList(point, _weekday, Meal.Lunch, elder, Channel.DineIn), stop)
                : await TryAsync($"order/{nth}", Order(point, elder), stop)) waiting++;
        }
    }

    private PlaceStandingOrder Order(MealPointId point, ElderId elder) => new()
    {
        Elder = elder,
        Order = StandingOrderId.FromRegistry($"demo-today/{elder}"),
        From = _weekday,
        Until = _weekday,
        Lines = [new(point, [_weekday.DayOfWeek], Meal.Lunch, Channel.DineIn)],
    };

    /// <summary>Yesterday's lunch, which is not closed yet: one is handed over at the door, two do not open.</summary>
    private async Task DeliverAsync(MealPointId point, CancellationToken stop)
    {
        var plan = await planner.PlanAsync(city, point, Yesterday, Meal.Lunch, stop);
        if (plan.FirstNumber == 1) await SendAsync("plan", plan, stop);
        var run = DeliveryRun.Stream.At(DeliveryRunId.Of(SittingId.Of(point, Yesterday, Meal.Lunch), 1).Value);
        if (await states.ReadAsync<DeliveryRun>(city, run, stop) is not { } planned) return;
        ElderId[] stops = [.. planned.Stops.Keys.OrderBy(e => e.Value)];
        await SendAsync("driver", new AssignDriver(point, Yesterday, Meal.Lunch, 1, "staff-017"), stop);
        await SendAsync("start", new StartDeliveryRun(point, Yesterday, Meal.Lunch, 1), stop);
        await SendAsync("delivered", new RecordDelivered(point, Yesterday, Meal.Lunch, 1, stops[0]), stop);
        foreach (var elder in stops.Skip(1).Take(2))
            await SendAsync(
                $"not-at-home/{elder}",
                new RecordNotAtHome(point, Yesterday, Meal.Lunch, 1, elder, TimeSpan.FromMinutes(plan.Settings.EscalateMinutes)), stop);
    }

    private async Task SampleAsync(string key, MealPointId point, DateOnly date, DateTimeOffset at, CancellationToken stop)
    {
        if (await SittingAsync(point, date, stop) is null) return;
        for (var dish = 0; dish < 2; dish++)
            await SendAsync(
                $"sample/{key}/{dish}",
                new LogFoodSample(
                    new(NameOf($"sample/{key}/{dish}")), point, date, Meal.Lunch, DishId.FromRegistry(DemoKitchens.DishNumber(0, dish)), 130, at, 4, $"A-{dish + 1}"),
                stop);
    }

    /// <summary>A daughter may act for her mother, who has a card and may be written to; an order is paused.</summary>
    private async Task PeopleAsync(CancellationToken stop)
    {
        if (await SittingAsync(Point(0), today, stop) is not { } sitting) return;
        foreach (var (elder, nth) in FirstToBook(sitting, 5).Select((e, i) => (e, i)))
        {
            var code = $"ZJ-2026-{nth + 1:0000}";
            // One who came before her has cancelled and booked again since: the card stays with whom it was begun.
            if (await SendAsync($"card/{nth}", new IssueCard(elder, cards.IdOf(code)) { Code = code }, stop) is CardTaken) continue;
            await SendAsync($"consent/{nth}", new GiveConsent(elder, ConsentPurpose.Sms, Yesterday, ConsentMeans.Signed), stop);
            if (nth == 0) await SendAsync("acting", new AllowActing(new(NameOf("acting")), elder, Relative, Relation.Child, Until: null), stop);
        }
    }

    /// <summary>The same people whoever comes, books or cancels after: an interrupted play goes on with those it began with.</summary>
    private static IEnumerable<ElderId> FirstToBook(Sitting sitting, int people) =>
        sitting.Guests.Where(g => g.Value.Turn > 0).OrderBy(g => g.Value.Turn).Take(people).Select(g => g.Key);

    private static Guid NameOf(string what) => Store.Ids.NameBasedId.Of($"demo-today:{what}");

    private static MealPointId Point(int index) => MealPointId.FromRegistry(DemoMealPoint.NumberOf(index));

    private static ElderId Elder(int nth) => ElderIds.FromRegistry(DemoPeople.Number(nth - 1));

    private Task<Sitting?> SittingAsync(MealPointId point, DateOnly date, CancellationToken stop) =>
        states.ReadAsync<Sitting>(city, Sitting.At(point, date, Meal.Lunch), stop);

    /// <returns>A refusal that says that it was done before; null when it is done.</returns>
    private async Task<Refusal?> SendAsync(string key, ICommand command, CancellationToken stop) =>
        await AnswerAsync(key, command, stop) is var refusal && refusal is null or FoodSampleAlreadyLogged or CardTaken
            ? refusal
            : throw new InvalidOperationException($"The demo city's {command.GetType().Name} ({key}) was refused: {refusal.Code}.");

    private async Task<bool> TryAsync(string key, ICommand command, CancellationToken stop) => await AnswerAsync(key, command, stop) is null;

    private async Task<Refusal?> AnswerAsync(string key, ICommand command, CancellationToken stop) =>
        (await writer.ExecuteAsync(command, new Envelope(city, "demo", $"demo-today/{_run}/{key}"), stop)).Refusal;
}
