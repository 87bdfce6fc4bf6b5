using Eldercare.Api.GraphQL.Access;
using Eldercare.Api.SignIn;
using Eldercare.People.FileReads;
using GraphQL.Types;
using static Eldercare.Api.Tests.TestApi;

namespace Eldercare.Api.Tests;

/// <summary>Who reads of a person's file is written down before the answer goes out.</summary>
public sealed class FileReadTests(TestApi api)
{
    private static readonly string s_anna = GlobalId(FakeCity.Anna);

    [Fact]
    public async Task One_row_says_who_read_what_of_whom()
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            Role.DistrictOffice,
            $"{{ elder(id: \"{s_anna}\") {{ name phone careLevel contacts {{ name }} ledger {{ nodes {{ kind }} }} entitlements {{ category }} messages {{ nodes {{ id }} }} dinerProfile {{ food }} }} }}");
        Assert.Empty(reply.Codes);
        var read = Assert.Single(api.City.FileReads);
        Assert.Equal((FakeCity.Anna, "district-office", FakeCity.Here, FileDoor.GraphQL), (read.Elder, read.Reader, read.District, read.Door));
        Assert.Equal(["district-office"], read.Roles);
        Assert.Equal(
            [FilePart.PersonalData, FilePart.Contacts, FilePart.CareLevel, FilePart.Diet, FilePart.Decisions, FilePart.Ledger, FilePart.Messages], read.Parts);
    }

    /// <summary>Whatever else is asked by the way: charges, queue, orders, what is applied for, what a search at the door shows.</summary>
    [Theory]
    [InlineData(Role.CityOffice, "mealCharges(elder: \"ANNA\", month: \"2026-03\") { elderPays }", FilePart.Charges)]
    [InlineData(Role.MealPointStaff, "mealCost(elder: \"ANNA\", mealPoint: \"POINT\", date: \"2026-03-02\", meal: LUNCH) { elderPays }", FilePart.Charges)]
    [InlineData(Role.Auditor, "stayStatement(elder: \"ANNA\", month: \"2026-03\") { total }", FilePart.Charges)]
    [InlineData(Role.CityOffice, "bedQueue { nodes { elder { name } } }", FilePart.Beds)]
    [InlineData(Role.HomeAdmissions, "explainPosition(application: \"APPLICATION\") { lane }", FilePart.Beds)]
    [InlineData(Role.HomeAdmissions, "bedMatch(bed: \"BED\", elder: \"ANNA\")", FilePart.CareLevel)]
    [InlineData(Role.DistrictOffice, "node(id: \"ORDER\") { ... on StandingOrder { from } }", FilePart.Meals)]
    [InlineData(Role.CityOffice, "messageDeadLetters { nodes { elder { name } } }", FilePart.Messages)]
    [InlineData(Role.CityOffice, "node(id: \"LETTER\") { id }", FilePart.Messages)]
    [InlineData(Role.DistrictOffice, "node(id: \"CARD\") { id }", FilePart.PersonalData)]
    [InlineData(Role.CityOffice, "node(id: \"RIGHT\") { id }", FilePart.Contacts)]
    [InlineData(Role.MealPointStaff, "welfareAlerts(mealPoint: \"POINT\") { nodes { emergencyContacts { name } } }", FilePart.Contacts)]
    [InlineData(Role.Driver, "deliveryRuns(mealPoint: \"POINT\", date: \"TODAY\") { stops { elder { name } phone } }", FilePart.PersonalData)]
    [InlineData(Role.Auditor, "auditTrail(about: \"ANNA\") { nodes { what } }", FilePart.Ledger)]
    [InlineData(Role.MealPointStaff, "SHEET { deltas { elder { name } } }", FilePart.Diet)]
    [InlineData(Role.DistrictOffice, "SHEET { printUrl }", FilePart.Diet)]
    [InlineData(Role.MealPointStaff, "dishClashes(mealPoint: \"POINT\", from: \"2026-03-02\", to: \"2026-03-02\") { elder { name } }", FilePart.Diet)]
    public async Task So_it_is_on_every_way_to_a_file(Role role, string query, FilePart part)
    {
        api.City.Reset();
        var reply = await api.AskAsync(role, "{ " + Filled(query) + " }");
        Assert.Empty(reply.Codes);
        Assert.Equal([part], Assert.Single(api.City.FileReads, r => r.Elder == FakeCity.Anna).Parts);
    }

    [Theory]
    [InlineData(Role.MealPointStaff, "node(id: \"LUNCH\") { ... on Sitting { guests { state elder { name } } } }")]
    [InlineData(Role.HomeAdmissions, "beds(home: \"HOME\") { nodes { state elder { name } } }")]
    [InlineData(Role.MealPointStaff, "deliveryRuns(mealPoint: \"POINT\", date: \"2026-03-02\") { stops { elder { name } address } }")]
    [InlineData(Role.CityOffice, "people(search: \"wxm\") { nodes { id name } }")]
    [InlineData(Role.MealPointStaff, "SHEET { lines { food elders { name } } }")]
    [InlineData(Role.Kitchen, "SHEET { printUrl lines { food } deltas { codes } }")]
    [InlineData(Role.Kitchen, "dishClashes(mealPoint: \"POINT\", from: \"2026-03-02\", to: \"2026-03-02\") { why { what } }")]
    public async Task A_name_on_a_list_is_no_file(Role role, string query)
    {
        api.City.Reset();
        Assert.Empty((await api.AskAsync(role, "{ " + Filled(query) + " }")).Codes);
        Assert.Empty(api.City.FileReads);
    }

    [Fact]
    public async Task What_was_refused_was_not_read()
    {
        api.City.Reset();
        var reply = await api.AskAsync(Role.HomeAdmissions, $"{{ elder(id: \"{s_anna}\") {{ name identityNumber entitlements {{ category }} }} }}");
        Assert.Equal(["FORBIDDEN", "FORBIDDEN"], reply.Codes);
        Assert.Empty(api.City.FileReads);
    }

    [Fact]
    public async Task She_reads_her_own_file_and_who_acts_for_her_does_and_it_is_their_affair()
    {
        api.City.Reset();
        var query = $"{{\"query\":\"{{ elder(id: \\\"{s_anna}\\\") {{ phone careLevel ledger {{ nodes {{ kind }} }} }} }}\"}}";
        foreach (var token in (string[])[api.Token(Role.Elder), api.Issuer.Issue(Role.Elder, FakePeople.Daughter)])
            Assert.Empty((await api.PostAsync(query, token)).Codes);
        Assert.Empty(api.City.FileReads);
    }

    [Fact]
    public async Task A_list_is_recorded_in_one_statement()
    {
        api.City.Reset();
        await api.AskAsync(Role.CityOffice, "{ people(search: \"wxm\") { nodes { phone careLevel } } }");
        Assert.Equal((2, 1), (api.City.FileReads.Count, api.City.Statements));
    }

    [Fact]
    public async Task A_reading_that_cannot_be_recorded_is_not_answered()
    {
        api.City.Reset();
        api.City.Unrecordable = new InvalidOperationException("disk-secret");
        var reply = await api.AskAsync(Role.CityOffice, $"{{ elder(id: \"{s_anna}\") {{ name phone }} }}");
        Assert.Equal((503, "OVERLOADED"), (reply.Status, reply.Codes.Single()));
        Assert.DoesNotContain("secret", reply.Text, StringComparison.Ordinal);
        Assert.Empty((await api.AskAsync(Role.CityOffice, $"{{ elder(id: \"{s_anna}\") {{ name }} }}")).Codes);

        var moved = await api.AskAsync(
            Role.CityOffice, $"mutation {{ recordHukou(input: {{ idempotencyKey: \"k\", elder: \"{s_anna}\", local: true, evidence: [] }}) {{ elder {{ localHukou }} }} }}");
        Assert.Equal("OVERLOADED", moved.Codes.Single());
        Assert.Single(api.City.Commands);
        api.City.Reset();
    }

    [Theory]
    [InlineData("/fhir/Encounter", FileDoor.Fhir)]
    [InlineData("/exports/beds.ndjson?type=Encounter", FileDoor.Export)]
    public async Task Stays_are_of_a_file_through_every_door(string path, FileDoor door)
    {
        api.City.Reset();
        Assert.Equal(200, (await GetAsync(path)).Status);
        Assert.Equal([(FakeCity.Anna, door), (FakeCity.Bruno, door)], api.City.FileReads.Select(r => (r.Elder, r.Door)).OrderBy(r => r.Elder.Value));

        api.City.Unrecordable = new InvalidOperationException();
        var reply = await GetAsync(path);
        Assert.Equal(500, reply.Status);
        Assert.DoesNotContain(FakeCity.Anna.Value.ToString(), reply.Text, StringComparison.Ordinal);
        api.City.Reset();
    }

    /// <summary>Of the two on the sheet one gets something instead of a dish, and what the late one gets is not known yet.</summary>
    [Theory]
    [InlineData("", Role.MealPointStaff, true)]
    [InlineData(".csv", Role.DistrictOffice, true)]
    [InlineData(".xlsx", Role.Auditor, true)]
    [InlineData("", Role.Kitchen, false)]
    public async Task Names_beside_diets_on_paper_are_of_their_files(string ending, Role role, bool names)
    {
        api.City.Reset();
        Assert.Equal(200, (await PaperAsync()).Status);
        Assert.Equal(
            names ? [(FakeCity.Anna, FileDoor.KitchenSheet, "Diet"), (FakeCity.Bruno, FileDoor.KitchenSheet, "Diet")] : [],
            api.City.FileReads.Select(r => (r.Elder, r.Door, string.Join(' ', r.Parts))).OrderBy(r => r.Elder.Value));

        api.City.Unrecordable = new InvalidOperationException();
        Assert.Equal(names ? 500 : 200, (await PaperAsync()).Status);
        api.City.Reset();

        Task<Reply> PaperAsync() => api.SendAsync(
            new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(api.Address), $"/kitchen-sheets/{GlobalId(FakeCity.Lunch)}{ending}")), api.Token(role), accept: null);
    }

    [Fact]
    public async Task She_is_shown_who_read()
    {
        api.City.Reset();
        await api.AskAsync(Role.HomeAdmissions, $"{{ elder(id: \"{s_anna}\") {{ careLevel }} }}");
        var reply = await api.AskAsync(
            Role.Elder, $"{{ elder(id: \"{s_anna}\") {{ fileReads(first: 5) {{ nodes {{ reader roles home {{ name }} mealPoint {{ name }} district parts door }} pageInfo {{ hasNextPage }} }} }} }}");
        Assert.Empty(reply.Codes);
        Assert.Equal(
            "{\"reader\":\"home-admissions\",\"roles\":[\"HOME_ADMISSIONS\"],\"home\":{\"name\":\"Home\"},\"mealPoint\":null,\"district\":\"321102\",\"parts\":[\"CARE_LEVEL\"],\"door\":\"GRAPH_QL\"}",
            reply.Data.GetProperty("elder").GetProperty("fileReads").GetProperty("nodes")[0].GetRawText());
    }

    /// <summary>A field added to an elder with a right of its own is of her file, or is said here to be none.</summary>
    [Fact]
    public void Every_hidden_field_of_an_elder_is_of_her_file()
    {
        var elder = (IObjectGraphType)api.Schema.AllTypes["Elder"]!;
        Assert.Equal(
            ["erasedOn", "fileReads"],
            elder.Fields.Where(f => AccessDeclarations.RuleOf(f, elder, api.Schema) is { Open: false } && PersonFile.PartOf(f) is null).Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    private Task<Reply> GetAsync(string path) =>
        api.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(api.Address), path)), api.Token(Role.CityOffice), accept: null);

    private static string Filled(string query) => query.Replace("SHEET", "kitchenSheet(mealPoint: \"POINT\", date: \"2026-03-02\", meal: LUNCH)", StringComparison.Ordinal).Replace("ANNA", s_anna, StringComparison.Ordinal)
        .Replace("POINT", GlobalId(FakeCity.PointA), StringComparison.Ordinal).Replace("HOME", GlobalId(FakeCity.HomeA), StringComparison.Ordinal)
        .Replace("\"LUNCH\"", $"\"{GlobalId(FakeCity.Lunch)}\"", StringComparison.Ordinal).Replace("\"ORDER\"", $"\"{GlobalId(FakeCity.Order)}\"", StringComparison.Ordinal)
        .Replace("\"LETTER\"", $"\"{GlobalId(FakeCity.ReadLetter)}\"", StringComparison.Ordinal).Replace("\"CARD\"", $"\"{GlobalId(TestApi.Cards.IdOf("text"))}\"", StringComparison.Ordinal)
        .Replace("\"RIGHT\"", $"\"{GlobalId(FakePeople.DaughtersRight)}\"", StringComparison.Ordinal)
        .Replace("APPLICATION", GlobalId(FakeCity.Application), StringComparison.Ordinal).Replace("\"BED\"", $"\"{GlobalId(FakeCity.BedA)}\"", StringComparison.Ordinal).Replace("TODAY", Walk.Today, StringComparison.Ordinal);
}
