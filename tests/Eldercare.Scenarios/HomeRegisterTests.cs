using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Beds;
using Eldercare.Testing;

namespace Eldercare.Scenarios;

/// <summary>What homes are and have: papers without which nobody moves in, buildings, rooms, beds, and who changed what.</summary>
public sealed class HomeRegisterTests(PostgresFixture postgres)
{
    private static readonly string[] s_kinds = ["LICENCE", "FIRE_INSPECTION", "LIABILITY_INSURANCE"];

    private static string Today => CityUnderTest.Text(CityUnderTest.Today);

    [Fact]
    public async Task A_home_admits_only_while_its_papers_are_in_date_and_the_district_sees_them_run_out()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        using var office = city.As(Role.DistrictOffice);
        var (home, room) = await RegisterAsync(office, "春晖养老院");
        var bed = await BedAsync(office, home, room, "1");
        var elder = GlobalId.Of(await city.RegisterElderAsync(2));
        object admit = new { bed, elder, on = Today };

        // Never recorded: nobody moves in, and the worklist begins with it.
        var refused = await office.MutateAsync("admitResident", admit, select: "errors { ... on HomeMayNotAdmit { home on lacking { kind endedOn } } }");
        Assert.Equal("HOME_MAY_NOT_ADMIT", refused.Code);
        Assert.Equal(s_kinds, refused.Payload.GetProperty("errors")[0].GetProperty("lacking").EnumerateArray().Select(l => Text(l, "kind")));
        await Eventually.EqualAsync("FIRE_INSPECTION never, LIABILITY_INSURANCE never, LICENCE never", () => DueAsync(office));

        // An office records them; a home does not vouch for itself.
        using var clerk = city.As(Role.HomeAdmissions, site: GlobalId.TryParse(home)!.Value.Id);
        object Insurance(int from, int until) => Certificate(home, "LIABILITY_INSURANCE", from, until);
        Assert.Equal("FORBIDDEN", await clerk.MutationErrorAsync("recordHomeCertificate", Insurance(-300, 30)));
        Assert.Null((await office.MutateAsync("recordHomeCertificate", new { home, kind = "LICENCE", number = "BA-1", issuedOn = "2021-04-01" })).Code);
        Assert.Null((await office.MutateAsync("recordHomeCertificate", Certificate(home, "FIRE_INSPECTION", -300, 61))).Code);
        Assert.Equal("HOME_MAY_NOT_ADMIT", (await office.MutateAsync("admitResident", admit)).Code);
        Assert.Null((await office.MutateAsync("recordHomeCertificate", Insurance(-300, 30))).Code);
        await Eventually.EqualAsync("LIABILITY_INSURANCE 30", () => DueAsync(office));
        Assert.Equal("LIABILITY_INSURANCE 30, FIRE_INSPECTION 61", await DueAsync(office, ", within: 61"));
        Assert.Equal("LIABILITY_INSURANCE 30", await DueAsync(clerk, $"home: \"{home}\"", district: null));
        Assert.Equal("FORBIDDEN", await clerk.ErrorAsync(Due("", CityUnderTest.District)));
        Assert.Equal(home, await VacantAsync(office));
        Assert.Equal(
            """{"cityFigures":{"homes":1,"homesInsured":1,"homesInsuredShare":100}}""",
            (await office.AskAsync("{ cityFigures { homes homesInsured homesInsuredShare } }")).GetRawText());
        Assert.Null((await office.MutateAsync("admitResident", admit)).Code);

        // A renewal that leaves a gap does not take it off the list, one that goes on does.
        Assert.Null((await office.MutateAsync("recordHomeCertificate", Insurance(32, 400))).Code);
        Assert.Null((await office.MutateAsync("updateHome", Update(home, "春晖"))).Code);
        await Eventually.EqualAsync("春晖", () => NameAsync(office, home));
        Assert.Equal("LIABILITY_INSURANCE 30", await DueAsync(office));
        Assert.Null((await office.MutateAsync("recordHomeCertificate", Insurance(31, 31))).Code);
        await Eventually.EqualAsync("", () => DueAsync(office));

        // A revoked licence: nobody new, but who lives there may move to another bed of the home.
        Assert.Null((await office.MutateAsync(
            "withdrawHomeCertificate", new { home, kind = "LICENCE", number = "BA-1", issuedOn = "2021-04-01", from = Today, reason = "吊销" })).Code);
        var (other, second) = (await BedAsync(office, home, room, "2"), GlobalId.Of(await city.RegisterElderAsync(4)));
        Assert.Equal("HOME_MAY_NOT_ADMIT", (await office.MutateAsync("admitResident", new { bed = other, elder = second, on = Today })).Code);
        var application = GlobalId.Of(await city.ApplyAsync(GlobalId.Parse<Eldercare.People.ElderId>(second)));
        Assert.Equal("HOME_MAY_NOT_ADMIT", (await office.MutateAsync(
            "offerBed", new { application, bed = other, until = DateTimeOffset.UtcNow.AddDays(5) })).Code);
        await Eventually.EqualAsync("LICENCE -1", () => DueAsync(office));
        Assert.Equal("", await VacantAsync(office));
        Assert.Null((await office.MutateAsync("transferResident", new { elder, from = bed, to = other, on = Today })).Code);
        var elsewhere = await city.OpenHomeAsync(new HomeId(Guid.CreateVersion7()), 1);
        var third = GlobalId.Of(await city.RegisterElderAsync(6));
        Assert.Null((await office.MutateAsync("admitResident", new { bed = GlobalId.Of(elsewhere[0]), elder = third, on = Today })).Code);
        Assert.Null((await office.MutateAsync("markBedCleaned", new { bed })).Code);
        Assert.Equal("HOME_MAY_NOT_ADMIT", (await office.MutateAsync(
            "transferResident", new { elder = third, from = GlobalId.Of(elsewhere[0]), to = bed, on = Today })).Code);
    }

    [Fact]
    public async Task The_worklist_is_paged_with_the_most_urgent_first()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        using var office = city.As(Role.DistrictOffice);
        foreach (var days in (int[])[20, -3, 5])
        {
            var (home, _) = await RegisterAsync(office, $"{days}");
            foreach (var kind in s_kinds)
                Assert.Null((await office.MutateAsync("recordHomeCertificate", Certificate(home, kind, -300, kind == "LICENCE" ? days : 300))).Code);
        }

        await Eventually.EqualAsync("LICENCE -3, LICENCE 5, LICENCE 20", () => DueAsync(office));
        var seen = new List<int>();
        for (string? after = null; ;)
        {
            var page = (await office.AskAsync(Due($", first: 2{(after is null ? "" : $", after: \"{after}\"")}", CityUnderTest.District))).GetProperty("homeCertificatesDue");
            seen.AddRange(page.GetProperty("nodes").EnumerateArray().Select(n => n.GetProperty("daysLeft").GetInt32()));
            Assert.All(page.GetProperty("nodes").EnumerateArray(), n => Assert.StartsWith("LICENCE-", Text(n.GetProperty("certificate"), "number"), StringComparison.Ordinal));
            if (!page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean()) break;
            after = Text(page.GetProperty("pageInfo"), "endCursor");
        }

        Assert.Equal([-3, 5, 20], seen);
        using var neighbour = city.As(Role.DistrictOffice);
        Assert.Equal("FORBIDDEN", await neighbour.ErrorAsync(Due("", "321181")));
    }

    [Fact]
    public async Task What_a_home_a_room_and_a_bed_are_is_changed_and_every_change_is_kept()
    {
        await using var city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        using var office = city.As(Role.DistrictOffice);
        var (home, room) = await RegisterAsync(office, "旧名");
        using var clerk = city.As(Role.HomeAdmissions, "clerk", site: GlobalId.TryParse(home)!.Value.Id);
        var bed = await BedAsync(clerk, home, room, "1");

        Assert.Null((await office.MutateAsync("updateHome", Update(home, "新名"))).Code);
        Assert.Null((await clerk.MutateAsync("changeRoom", new { home, room, building = "B座", floor = 3, genderRule = "FEMALE" })).Code);
        var tomorrow = CityUnderTest.Text(CityUnderTest.Today.AddDays(1));
        Assert.Null((await clerk.MutateAsync(
            "changeBed", new { bed, kind = "DEMENTIA", equipment = (string[])["HOIST", "CALL_BELL"], dailyPrice = 15_000, priceFrom = tomorrow })).Code);
        await Eventually.EqualAsync(
            """{"beds":{"nodes":[{"kind":"DEMENTIA","genderRule":"FEMALE","equipment":["CALL_BELL","HOIST"],"dailyPrice":12000,"later":15000,"room":{"building":"B座","floor":3,"number":"101","genderRule":"FEMALE"},"home":{"name":"新名","operator":"PUBLIC","phone":"0511-84000000"}}]}}""",
            async () => Unescaped(await clerk.AskAsync(
                $$"""{ beds(home: "{{home}}") { nodes { kind genderRule equipment dailyPrice later: dailyPrice(on: "{{tomorrow}}") room { building floor number genderRule } home { name operator phone } } } }""")));
        await Eventually.EqualAsync(7, () => city.CountAsync("select count(*) from eldercare.home_changes"));
        var changes = (await clerk.AskAsync(
            $$"""{ homeChanges(home: "{{home}}", first: 20) { nodes { kind by name building floor genderRule bedKind equipment dailyPrice from number } } }"""))
            .GetProperty("homeChanges").GetProperty("nodes").EnumerateArray().ToArray();
        Assert.Equal(
            ["BedPriceSet", "BedChanged", "RoomChanged", "HomeUpdated", "BedRegistered", "RoomAdded", "HomeRegistered"],
            changes.Select(c => Text(c, "kind")));
        Assert.Equal(["clerk", "clerk", "clerk", "scenario DistrictOffice", "clerk"], changes.Take(5).Select(c => Text(c, "by")));
        Assert.Equal((15_000, tomorrow), (changes[0].GetProperty("dailyPrice").GetInt64(), Text(changes[0], "from")));
        Assert.Equal("新名", Text(changes[3], "name"));
        Assert.Equal(
            """{"rooms":{"nodes":[{"building":"B座","floor":3,"number":"101","genderRule":"FEMALE"}]}}""",
            Unescaped(await clerk.AskAsync($$"""{ rooms(home: "{{home}}") { nodes { building floor number genderRule } } }""")));

        Assert.Equal(
            """{"homes":{"nodes":[{"name":"新名"}]},"others":{"nodes":[]}}""",
            Unescaped(await clerk.AskAsync("{ homes(operator: PUBLIC) { nodes { name } } others: homes(operator: SOCIAL) { nodes { name } } }")));

        // The city's counters went along: the bed is a public one now.
        await Eventually.EqualAsync(0, () => city.CountAsync("select coalesce((select value from eldercare.city_figures where name = 'beds.social'), -1)"));
        using var another = city.As(Role.HomeAdmissions, "another", site: Guid.NewGuid());
        Assert.Equal("FORBIDDEN", await another.ErrorAsync($$"""{ homeChanges(home: "{{home}}") { nodes { kind } } }"""));
        Assert.Equal("FORBIDDEN", await another.MutationErrorAsync("changeRoom", new { home, room, floor = 1 }));
        Assert.Equal("FORBIDDEN", await another.MutationErrorAsync("changeBed", new { bed, dailyPrice = 1 }));
    }

    [Fact]
    public async Task A_rooms_rule_changes_at_one_host_while_a_man_is_admitted_and_a_bed_added_at_another()
    {
        var database = await postgres.NewDatabaseAsync();
        await using var one = await CityUnderTest.StartAsync(database);
        await using var two = await CityUnderTest.StartAsync(database);
        const int Rooms = 30;
        var id = new HomeId(Guid.CreateVersion7());
        await one.OpenHomeAsync(id, 1);
        var home = GlobalId.Of(id);
        // By their identity numbers all of them men.
        var men = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(n => one.RegisterElderAsync((2 * n) + 1)));
        var rooms = await Task.WhenAll(Enumerable.Range(0, Rooms).Select(async n =>
        {
            var room = await RoomAsync(one.Http, home, $"r{n}");
            return (Room: room, Bed: await BedAsync(one.Http, home, room, "1"));
        }));

        var outcomes = await Task.WhenAll(rooms.Select(async (r, n) =>
        {
            var changing = one.Http.MutateAsync("changeRoom", new { home, room = r.Room, genderRule = "FEMALE" });
            var adding = two.Http.MutateAsync("registerBed", new { home, room = r.Room, number = "2", kind = "NURSING", highestCareLevel = "TOTAL" });
            var admitting = two.Http.MutateAsync("admitResident", new { bed = r.Bed, elder = GlobalId.Of(men[n]), on = Today });
            return (Changed: (await changing).Code, Added: (await adding).Code, Admitted: (await admitting).Code);
        }));

        Assert.All(outcomes, o =>
        {
            Assert.Null(o.Added);
            Assert.Contains(o.Changed, (string?[])[null, "ROOM_NOT_FREE", "ROOM_BEDS_DIFFER"]);
            Assert.Equal(o.Changed is null ? "BED_DOES_NOT_MATCH" : null, o.Admitted);
        });
        // Every bed has its room's rule, the one added meanwhile too.
        await Eventually.EqualAsync((2 * Rooms) + 1, () => one.CountAsync("select count(*) from eldercare.bed_boards"));
        await Eventually.EqualAsync(0, () => one.CountAsync(
            "select count(*) from eldercare.bed_boards b join eldercare.rooms r on r.room = b.room where r.gender_rule <> b.gender_rule"));
        Assert.Equal(
            outcomes.Count(o => o.Changed is null), await one.CountAsync("select count(*) from eldercare.rooms where gender_rule = 'Female'"));
    }

    private static object Certificate(string home, string kind, int from, int until) => new
    {
        home,
        kind,
        number = $"{kind}-{until}",
        issuedOn = CityUnderTest.Text(CityUnderTest.Today.AddDays(Math.Min(from, 0))),
        validFrom = CityUnderTest.Text(CityUnderTest.Today.AddDays(from)),
        validUntil = CityUnderTest.Text(CityUnderTest.Today.AddDays(until)),
    };

    private static object Update(string home, string name) => new
    {
        home,
        name,
        address = "新路1号",
        latitude = 32.2,
        longitude = 119.4,
        @operator = "PUBLIC",
        phone = "0511-84000000",
    };

    private static async Task<(string Home, string Room)> RegisterAsync(HttpClient http, string name)
    {
        var home = await IdAsync(http, "registerHome", "home", new
        {
            name,
            district = CityUnderTest.District,
            address = "路1号",
            latitude = 32.2,
            longitude = 119.4,
            @operator = "SOCIAL",
        });
        return (home, await RoomAsync(http, home, "101"));
    }

    private static async Task<string> RoomAsync(HttpClient http, string home, string number) => Text((await http.MutateAsync(
        "addRoom", new { home, number, genderRule = "MIXED", building = "A座", floor = 1 }, select: "roomId")).Payload, "roomId");

    private static Task<string> BedAsync(HttpClient http, string home, string room, string number) => IdAsync(http, "registerBed", "bed", new
    {
        home,
        room,
        number,
        kind = "NURSING",
        highestCareLevel = "TOTAL",
        equipment = (string[])["CALL_BELL"],
        dailyPrice = 12_000,
    });

    /// <summary>The id of what a mutation made, as soon as the views show it: asked again with its key it makes nothing twice.</summary>
    private static async Task<string> IdAsync(HttpClient http, string mutation, string field, object input)
    {
        var key = Guid.NewGuid().ToString();
        while (true)
        {
            var made = await http.MutateAsync(mutation, input, key, $"{field} {{ id }}");
            Assert.Null(made.Code);
            if (made.Payload.GetProperty(field) is { ValueKind: JsonValueKind.Object } shown) return Text(shown, "id");
        }
    }

    private static string Due(string arguments, string? district) =>
        $$"""{ homeCertificatesDue({{(district is null ? "" : $"district: \"{district}\"")}}{{arguments}}) { nodes { kind daysLeft endsOn home { id } certificate { number } } pageInfo { hasNextPage endCursor } } }""";

    /// <summary>Which certificates end in how many days, in the worklist's order.</summary>
    private static async Task<string> DueAsync(HttpClient http, string arguments = "", string? district = CityUnderTest.District) => string.Join(
        ", ", (await http.AskAsync(Due(arguments, district))).GetProperty("homeCertificatesDue").GetProperty("nodes").EnumerateArray().Select(n =>
            $"{Text(n, "kind")} {(n.GetProperty("daysLeft") is { ValueKind: JsonValueKind.Number } days ? days.GetRawText() : "never")}"));

    /// <summary>Homes that may admit and have a bed to give.</summary>
    private static async Task<string> VacantAsync(HttpClient http) => string.Join(
        ", ", (await http.AskAsync("{ homesWithVacancies { nodes { home { id mayAdmit } } } }")).GetProperty("homesWithVacancies").GetProperty("nodes")
            .EnumerateArray().Select(n => n.GetProperty("home")).Where(h => h.GetProperty("mayAdmit").GetBoolean()).Select(h => Text(h, "id")));

    private static async Task<string> NameAsync(HttpClient http, string home) =>
        Text((await http.AskAsync($$"""{ node(id: "{{home}}") { ... on Home { name } } }""")).GetProperty("node"), "name");

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string Unescaped(JsonElement element) => System.Text.RegularExpressions.Regex.Unescape(element.GetRawText());
}
