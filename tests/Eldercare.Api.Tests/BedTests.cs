using Eldercare.Api.SignIn;
using Eldercare.Beds.Beds;

namespace Eldercare.Api.Tests;

public sealed class BedTests(TestApi api)
{
    [Theory]
    [InlineData("", "[]")]
    [InlineData(", kind: NURSING", "[]")]
    [InlineData(", kind: DEMENTIA", "[\"KIND\"]")]
    public async Task Why_a_bed_does_not_suit_can_be_asked(string kind, string rules)
    {
        var reply = await api.AskAsync(Role.HomeAdmissions, Match(TestApi.GlobalId(FakeCity.BedA), TestApi.GlobalId(FakeCity.Anna), kind));
        Assert.Equal((200, rules), (reply.Status, reply.Data.GetProperty("bedMatch").GetRawText()));
    }

    [Fact]
    public async Task No_such_bed_or_elder_suits_nobody()
    {
        var (bed, elder) = (Eldercare.Api.GraphQL.GlobalId.Of("Bed", Guid.NewGuid()), Eldercare.Api.GraphQL.GlobalId.Of("Elder", Guid.NewGuid()));
        foreach (var query in (string[])[Match(bed, TestApi.GlobalId(FakeCity.Anna), ""), Match(TestApi.GlobalId(FakeCity.BedA), elder, "")])
            Assert.Equal("{\"bedMatch\":null}", (await api.AskAsync(Role.CityOffice, query)).Data.GetRawText());
    }

    [Fact]
    public async Task A_bed_tells_its_state_in_the_words_of_other_systems()
    {
        var reply = await api.AskAsync(
            Role.HomeAdmissions, $"{{ node(id: \"{TestApi.GlobalId(FakeCity.BedA)}\") {{ ... on Bed {{ state closure statusCode statusExtension }} }} }}");
        Assert.Equal(
            "{\"state\":\"OCCUPIED\",\"closure\":null,\"statusCode\":\"O\",\"statusExtension\":null}", reply.Data.GetProperty("node").GetRawText());
    }

    [Theory]
    [InlineData("", ClosureKind.Maintenance)]
    [InlineData(", kind: ISOLATION", ClosureKind.Isolation)]
    public async Task A_bed_is_closed_for_maintenance_unless_said_otherwise(string kind, ClosureKind expected)
    {
        api.City.Reset();
        await api.AskAsync(
            Role.HomeAdmissions,
            $"mutation {{ closeBed(input: {{ idempotencyKey: \"k\", bed: \"{TestApi.GlobalId(FakeCity.BedA)}\", reason: \"r\"{kind} }}) {{ errors {{ __typename }} }} }}");
        Assert.Equal(new CloseBed(FakeCity.BedA, "r", expected), Assert.Single(api.City.Commands).Command);
    }

    private static string Match(string bed, string elder, string kind) => $"{{ bedMatch(bed: \"{bed}\", elder: \"{elder}\"{kind}) }}";
}
