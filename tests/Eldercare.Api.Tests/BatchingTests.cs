using Eldercare.Api.SignIn;

namespace Eldercare.Api.Tests;

public sealed class BatchingTests(TestApi api)
{
    [Theory]
    [InlineData(Role.None, "{ mealPoints { nodes { name sittings(date: \"2026-03-02\") { booked mealPoint { name sittings(date: \"2026-03-03\") { served } } } } } }", 4)]
    [InlineData(Role.CityOffice, "{ bedQueue { nodes { elder { name bookings { booked } applications { state } bed { number home { name } } } offeredBed { number home { name } } } } }", 9)]
    [InlineData(Role.CityOffice, "{ homesWithVacancies { nodes { home { name board { byKind { beds } } } } } }", 2)]
    public async Task A_nested_query_reads_once_for_all(Role role, string query, int atMost)
    {
        api.City.Reset();
        var reply = await api.AskAsync(role, query);
        Assert.Equal((200, 0), (reply.Status, reply.Codes.Length));
        Assert.True(api.City.Reads <= atMost, $"{api.City.Reads} reads");
    }

    [Fact]
    public async Task A_request_reads_few_ledgers()
    {
        var id = TestApi.GlobalId(FakeCity.Anna);
        var query = "{ " + string.Concat(Enumerable.Range(0, 11).Select(i => $"e{i}: elder(id: \"{id}\") {{ ledger {{ nodes {{ kind }} }} }} ")) + "}";
        Assert.Equal(["LIMIT_EXCEEDED"], (await api.AskAsync(Role.CityOffice, query)).Codes);
    }
}
