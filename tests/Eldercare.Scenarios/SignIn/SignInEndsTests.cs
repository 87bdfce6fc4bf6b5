using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People;
using Microsoft.Extensions.Hosting;

namespace Eldercare.Scenarios.SignIn;

/// <summary>Who is erased is forgotten at the sign-in, who died signs in no more, and what was signed in and tried is shown and ends.</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class SignInEndsTests(SignInCity city)
{
    private static readonly string[] s_tables = ["sessions", "factors", "sign_ins", "tokens", "authorizations"];

    [Fact]
    public async Task Who_is_erased_is_forgotten_at_the_sign_in_once()
    {
        var (elder, without) = (await city.City.RegisterElderAsync(71), await city.City.RegisterElderAsync(72));
        var person = await city.PersonAsync(elder);
        var tokens = await city.TokensAsync(person);
        using (await city.PasswordAsync(person with { Password = "not hers at all" }))
        {
        }

        var book = city.City.Get<AccountBook>();
        await city.City.Get<SecondFactors>().SaveAsync((await book.FindAsync(person.Account, default))!, SecondFactors.NewSecret(), default);
        Assert.Contains(GlobalId.Of(elder), await city.RolesAsync(tokens.Access(), "elder { id }"), StringComparison.Ordinal);
        foreach (var table in s_tables) Assert.NotEqual(0, await LeftAsync(table, person));

        foreach (var gone in (ElderId[])[elder, without, elder])
            Assert.Null((await city.City.Http.MutateAsync("erasePerson", new { elder = GlobalId.Of(gone), reason = "REQUEST" })).Code);

        await Eventually.EqualAsync(0, async () => (await Task.WhenAll(s_tables.Select(t => LeftAsync(t, person)))).Sum());
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        await city.CutOffAsync(tokens.Access());
        using var browser = await city.PasswordAsync(person);
        Assert.Equal(400, browser.Status);
        using var byId = await city.PasswordAsync(person with { Name = person.Account.ToString(), Password = "" });
        Assert.Equal(400, byId.Status);
        Assert.Equal(1, await city.City.EventsAsync("account_erased"));
        Assert.Equal(0, await city.City.CountAsync($"select count(*) from eldercare.accounts a where a::text ilike '%{person.Name}%'"));
        // Nobody switches it on again, nobody is given another as her, and the name is free.
        var account = GlobalId.Of(person.Account);
        Assert.Equal("ACCOUNT_UNKNOWN", (await city.City.Http.MutateAsync("enableAccount", new { account })).Code);
        Assert.Equal("ELDER_UNKNOWN", (await city.City.Http.MutateAsync("createAccount", new { username = person.Name, roles = new[] { "ELDER" }, elder = GlobalId.Of(elder) })).Code);
        Assert.Null((await city.City.Http.MutateAsync("createAccount", new { username = person.Name, roles = new[] { "ELDER" } })).Code);
    }

    [Fact]
    public async Task Nobody_signs_in_as_one_who_died()
    {
        var elder = await city.City.RegisterElderAsync(73);
        var person = await city.PersonAsync(elder);
        var tokens = await city.TokensAsync(person);

        Assert.Null((await city.City.Http.MutateAsync("recordDeath", new { elder = GlobalId.Of(elder), diedOn = CityUnderTest.Text(CityUnderTest.Today) })).Code);

        await city.CutOffAsync(tokens.Access());
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        using var browser = await city.PasswordAsync(person);
        Assert.Equal(400, browser.Status);
    }

    [Fact]
    public async Task Who_signed_in_and_who_tried_is_shown_to_herself_and_her_office_for_half_a_year()
    {
        var person = await city.PersonAsync();
        using (await city.PasswordAsync(person with { Password = "not hers at all" }))
        {
        }

        var tokens = await city.TokensAsync(person);
        const string Shown = "signIns(first: 5) { nodes { outcome } }";
        Assert.Equal("""{"nodes":[{"outcome":"SIGNED_IN"},{"outcome":"WRONG_PASSWORD"}]}""", await city.RolesAsync(tokens.Access(), Shown));
        Assert.Equal("""{"nodes":[]}""", await city.RolesAsync(city.City.SignIn.Parameter!, Shown));
        var asked = await city.City.Http.AskAsync($"{{ node(id: \"{GlobalId.Of(person.Account)}\") {{ ... on Account {{ signIns(first: 1) {{ nodes {{ outcome }} pageInfo {{ hasNextPage endCursor }} }} }} }} }}");
        var page = asked.GetProperty("node").GetProperty("signIns");
        Assert.True(page.GetProperty("pageInfo").GetProperty("hasNextPage").GetBoolean());
        Assert.Equal("""{"nodes":[{"outcome":"WRONG_PASSWORD"}]}""", await city.RolesAsync(
            tokens.Access(), $"signIns(first: 5, after: \"{page.GetProperty("pageInfo").GetProperty("endCursor").GetString()}\") {{ nodes {{ outcome }} }}"));

        await city.City.CountAsync($"with old as (update signin.sign_ins set at = at - interval '191 days' where account = '{person.Account}' and what = 'wrong-password' returning 1) select count(*) from old");
        await city.City.Get<IEnumerable<IHostedService>>().OfType<SignInPruner>().Single().PruneAsync(default);

        Assert.Equal("""{"nodes":[{"outcome":"SIGNED_IN"}]}""", await city.RolesAsync(tokens.Access(), Shown));
    }

    private Task<long> LeftAsync(string table, Person person) => city.City.CountAsync(
        $"select count(*) from signin.{table} where {(table is "tokens" or "authorizations" ? "subject" : "account::text")} = '{person.Account}'");
}
