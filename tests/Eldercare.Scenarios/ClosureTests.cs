using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>Domain, beds, rule 10: a closure is refused until what is promised of its days is moved.</summary>
public sealed class ClosureTests(PostgresFixture postgres)
{
    [Fact]
    public async Task A_room_is_closed_once_its_reservations_are_moved_where_they_fit()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        var (hill, river) = (new HomeId(Guid.CreateVersion7()), new HomeId(Guid.CreateVersion7()));
        var (here, there) = (await city.OpenHomeAsync(hill, 3), await city.OpenHomeAsync(river, 1));
        using var clerk = city.As(Role.HomeAdmissions, site: hill.Value);
        using var office = city.As(Role.DistrictOffice);
        var (one, two, three, far) = (GlobalId.Of(here[0]), GlobalId.Of(here[1]), GlobalId.Of(here[2]), GlobalId.Of(there[0]));
        var (anna, bruno, clara) = (GlobalId.Of(await city.RegisterElderAsync(2)), GlobalId.Of(await city.RegisterElderAsync(1)), GlobalId.Of(await city.RegisterElderAsync(4)));
        Assert.Null((await clerk.MutateAsync("reserveBed", new { bed = one, elder = anna, from = Day(2), until = Day(6) })).Code);
        Assert.Null((await clerk.MutateAsync("reserveBed", new { bed = one, elder = bruno, from = Day(8), until = Day(9) })).Code);
        Assert.Null((await clerk.MutateAsync("reserveBed", new { bed = two, elder = clara, from = Day(5), until = Day(6) })).Code);

        // Until day 8 only Anna's is in the way, of all time both.
        Assert.Equal($"{anna} {Day(2)}", await InTheWayAsync(clerk, "closeBed", new { bed = one, reason = "Pipe", until = Day(8) }));
        Assert.Equal($"{anna} {Day(2)}, {bruno} {Day(8)}", await InTheWayAsync(clerk, "closeBed", new { bed = one, reason = "Pipe" }));

        // Bed two is Clara's for a day of Anna's; bed three is free, and so is one of another home, which the clerk does not see.
        await Eventually.EqualAsync($"{anna} to {three}, a bed elsewhere; {bruno} to {two}, {three}, a bed elsewhere", () => MovesAsync(clerk, one));
        Assert.Equal($"{anna} to {three}, {far}; {bruno} to {two}, {three}, {far}", await MovesAsync(office, one));
        Assert.Equal("BED_TAKEN", (await clerk.MutateAsync("moveReservation", new { elder = anna, from = one, to = two, firstDay = Day(2) })).Code);
        Assert.Equal("FORBIDDEN", await clerk.MutationErrorAsync("moveReservation", new { elder = anna, from = one, to = far, firstDay = Day(2) }));
        Assert.Null((await clerk.MutateAsync("moveReservation", new { elder = anna, from = one, to = three, firstDay = Day(2) })).Code);
        Assert.Null((await clerk.MutateAsync("closeBed", new { bed = one, reason = "Pipe", until = Day(8) })).Code);
        Assert.Equal("BED_TAKEN", (await clerk.MutateAsync("reserveBed", new { bed = one, elder = clara, from = Day(7), until = Day(8) })).Code);
        await Eventually.EqualAsync(
            $"{{\"state\":\"CLOSED\",\"until\":\"{Day(8)}\",\"reservations\":[{{\"from\":\"{Day(8)}\"}}]}}", () => BedAsync(clerk, one));

        // For isolation the whole room: what is promised goes to another home, who lies there stays.
        var room = JsonDocument.Parse(await BedAsync(clerk, one, "roomId")).RootElement.GetProperty("roomId").GetString();
        var close = new { home = GlobalId.Of(hill), room, reason = "Flu", kind = "ISOLATION", until = Day(7) };
        Assert.Null((await clerk.MutateAsync("admitResident", new { bed = two, elder = clara, on = Day(0), until = Day(5) })).Code);
        Assert.Equal($"{anna} {Day(2)}, {clara} {Day(5)}", await InTheWayAsync(clerk, "closeRoom", close));
        Assert.Null((await clerk.MutateAsync("cancelReservation", new { bed = two, elder = clara, from = Day(5), reason = "CANCELLED" })).Code);
        Assert.Null((await office.MutateAsync("moveReservation", new { elder = anna, from = three, to = far, firstDay = Day(2) })).Code);
        var closed = await clerk.MutateAsync("closeRoom", close, select: "beds { state closure }");
        Assert.Null(closed.Code);
        Assert.Equal(
            """[{"state":"CLOSED","closure":"MAINTENANCE"},{"state":"OCCUPIED","closure":null},{"state":"CLOSED","closure":"ISOLATION"}]""",
            closed.Payload.GetProperty("beds").GetRawText());

        // Clara's bed is closed once she has left and it is clean; then the room is reopened, and closed and reopened as a floor.
        await Eventually.EqualAsync($"{{\"state\":\"OCCUPIED\",\"closing\":{{\"kind\":\"ISOLATION\",\"until\":\"{Day(7)}\"}}}}", () => BedAsync(clerk, two, Closing));
        Assert.Equal("BED_TAKEN", (await clerk.MutateAsync("reserveBed", new { bed = two, elder = anna, from = Day(6), until = Day(7) })).Code);
        Assert.Null((await clerk.MutateAsync("changeClosureEnd", new { bed = two, until = Day(6) })).Code);
        Assert.Null((await clerk.MutateAsync("recordDeparture", new { bed = two, elder = clara, on = Day(0), reason = "DEPARTED" })).Code);
        Assert.Null((await clerk.MutateAsync("markBedCleaned", new { bed = two })).Code);
        await Eventually.EqualAsync("""{"state":"CLOSED","closing":null}""", () => BedAsync(clerk, two, Closing));
        Assert.Null((await clerk.MutateAsync("changeRoom", new { home = GlobalId.Of(hill), room, floor = 2 })).Code);
        // Bed one was closed by itself, and stays so.
        Assert.Equal("CLOSED TO_CLEAN TO_CLEAN", await StatesAsync(clerk, "reopenRoom", new { home = GlobalId.Of(hill), room }));
        Assert.Equal("UNIT_UNKNOWN", (await clerk.MutateAsync("closeUnit", new { home = GlobalId.Of(hill), floor = 3, reason = "Flu" })).Code);
        Assert.Equal("CLOSED CLOSED CLOSED", await StatesAsync(clerk, "closeUnit", new { home = GlobalId.Of(hill), floor = 2, reason = "Flu", until = Day(7) }));
        Assert.Equal("CLOSED TO_CLEAN TO_CLEAN", await StatesAsync(clerk, "reopenUnit", new { home = GlobalId.Of(hill), floor = 2 }));
        Assert.Null((await clerk.MutateAsync("reopenBed", new { bed = one })).Code);
        Assert.Null((await clerk.MutateAsync("closeBed", new { bed = three, reason = "Flu", kind = "ISOLATION", until = Day(7) })).Code);

        Assert.Null((await clerk.MutateAsync("reserveBed", new { bed = one, elder = GlobalId.Of(await city.RegisterElderAsync(6)), from = Day(3), until = Day(4) })).Code);
        // Bruno's and the new one, Anna's elsewhere, each also of the elder; and the closure of bed three. Clara left the day she came.
        Assert.Equal(7, await city.CountAsync("select count(*) from eldercare.spans"));
        Assert.Equal(1, await city.CountAsync("select count(*) from eldercare.spans where subject = holder"));
        await city.AssertSoundAsync();
    }

    private const string Closing = "state closing { kind until }";

    private static async Task<string> StatesAsync(HttpClient http, string mutation, object input)
    {
        var done = await http.MutateAsync(mutation, input, select: "beds { state }");
        Assert.Null(done.Code);
        return string.Join(' ', done.Payload.GetProperty("beds").EnumerateArray().Select(b => b.GetProperty("state").GetString()));
    }

    private static string Day(int fromToday) => CityUnderTest.Text(CityUnderTest.Today.AddDays(fromToday));

    private static async Task<string> InTheWayAsync(HttpClient http, string mutation, object input)
    {
        var refused = await http.MutateAsync(mutation, input, select: "errors { ... on ReservationsInTheWay { reservations { bed elder from until } } }");
        Assert.Equal("RESERVATIONS_IN_THE_WAY", refused.Code);
        return string.Join(", ", refused.Payload.GetProperty("errors")[0].GetProperty("reservations").EnumerateArray()
            .Select(r => $"{r.GetProperty("elder").GetString()} {r.GetProperty("from").GetString()}"));
    }

    private static async Task<string> MovesAsync(HttpClient http, string bed) => string.Join("; ",
        (await http.AskAsync($"{{ moveReservations(bed: \"{bed}\") {{ reservation {{ elder {{ id }} }} places {{ home {{ name }} bed {{ id }} }} }} }}"))
            .GetProperty("moveReservations").EnumerateArray().Select(m =>
                m.GetProperty("reservation").GetProperty("elder").GetProperty("id").GetString() + " to "
                + string.Join(", ", m.GetProperty("places").EnumerateArray().Select(p =>
                    p.GetProperty("bed") is { ValueKind: JsonValueKind.Object } seen ? seen.GetProperty("id").GetString() : "a bed elsewhere"))));

    private static async Task<string> BedAsync(HttpClient http, string bed, string fields = "state until reservations { from }") =>
        (await http.AskAsync($"{{ node(id: \"{bed}\") {{ ... on Bed {{ {fields} }} }} }}")).GetProperty("node").GetRawText();
}
