namespace Eldercare.Scenarios.CityDay;

/// <summary>The store itself, and what is written from its events elsewhere: histories, messages, what could not be done.</summary>
internal static class StoreChecks
{
    /// <summary>Named so in the history of no elder: the sitting, or the alert, says it there.</summary>
    private static readonly string[] s_toldElsewhere = ["meal_delivered", "nobody_at_home", "charged_portion_served_earlier"];

    public static async Task RunAsync(Checks checks, EventLog log)
    {
        var drawn = await checks.CountAsync("select last_value from eldercare.mt_events_sequence");
        checks.Add(
            "no hole in the order of events", $"{log.All.Count} events",
            drawn == log.All.Count ? [] : [$"{drawn - log.All.Count} numbers were drawn in vain"]);
        var streams = log.All.GroupBy(e => e.Stream).ToDictionary(s => $"{s.Key}", s => s.ToArray());
        checks.Add(
            "each stream's events follow one another", $"{streams.Count} streams",
            streams.Where(s => !s.Value.Select((e, i) => e.Version == i + 1).All(next => next)).Select(s => s.Key));
        checks.Same(
            "and the streams know how long they are", $"{streams.Count} streams", streams.ToDictionary(s => s.Key, s => $"{s.Value.Length}"),
            await checks.TableAsync("select id::text, version::text from eldercare.mt_streams"));

        var alerts = log.Of("welfare_alert_raised").ToDictionary(e => e.Stream, e => e.Elder);
        Guid? ElderOf(Happened e) => e.Type == "welfare_alert_escalated" ? alerts[e.Stream] : e.Id("elder");
        var told = log.All.Where(e => ElderOf(e) is not null && !s_toldElsewhere.Contains(e.Type)).ToArray();
        checks.Same(
            "each elder's history is her events, in order", $"{told.Length} entries",
            told.GroupBy(ElderOf).ToDictionary(e => $"{e.Key}", e => string.Join(' ', e.Select(x => KindOf(x.Type)))),
            await checks.TableAsync("select elder::text, string_agg(kind, ' ' order by sequence) from eldercare.elder_ledger group by elder"));

        var news = log.All.Select(e => (Event: e, Kind: NewsOf(e))).Where(n => n.Kind is not null).ToArray();
        checks.Same(
            "one message a fact that an elder has to be told", $"{news.Length} messages",
            news.GroupBy(n => $"{ElderOf(n.Event)} {n.Kind}").ToDictionary(n => n.Key, n => $"{n.Count()}"),
            await checks.TableAsync("select elder || ' ' || kind, count(*)::text from eldercare.messages group by elder, kind"));
        var dead = await checks.CountAsync("select count(*) from wolverine.wolverine_dead_letters");
        checks.Add("nothing that follows by itself failed", "dead letters", dead == 0 ? [] : [$"{dead} dead letters"]);
        var unsent = await checks.CountAsync("select count(*) from eldercare.messages where state = 'Dead'");
        checks.Add("no message is dead", "messages", unsent == 0 ? [] : [$"{unsent} are"]);
    }

    /// <summary>What an elder has to be told: what others did to her portion, what is offered to her, and that nothing came of her waiting.</summary>
    private static string? NewsOf(Happened e) => e.Type switch
    {
        "meal_booked" when !e.ByItself => "MealBooked",
        "booking_cancelled" when !e.Is("byElder") => "BookingCancelled",
        "place_offered" => "PlaceOffered",
        "welfare_alert_escalated" => "NobodyAnswered",
        "place_offer_lapsed" => "PlaceOfferLapsed",
        "waiting_list_left" when e.Text("because") == "CutOff" => "NoPlaceCameFree",
        _ => null,
    };

    /// <summary><c>meal_booked</c> is shown as <c>MealBooked</c>.</summary>
    private static string KindOf(string type) => string.Concat(type.Split('_').Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
}
