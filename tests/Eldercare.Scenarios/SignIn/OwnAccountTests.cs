using System.Net.Http.Json;
using System.Text.Json;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.People.Accounts;

namespace Eldercare.Scenarios.SignIn;

/// <summary>What an account tells a client of itself, and what its owner changes.</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class OwnAccountTests(SignInCity city)
{
    [Fact]
    public async Task Tells_a_client_who_signed_in_as_it_is_now()
    {
        var document = await city.Http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        Assert.Equal(city.Address + "connect/userinfo", document.GetProperty("userinfo_endpoint").GetString());
        var person = await city.PersonAsync();
        var account = (await city.City.Get<AccountBook>().FindAsync(person.Account, default))!;
        var tokens = await city.TokensAsync(person);
        Assert.Equal((200, $$"""{"sub":"{{person.Account}}","roles":["meal-point-staff"],"site":"{{account.Site}}"}"""), await InfoAsync(tokens.Access()));

        var (elder, district) = (await city.City.RegisterElderAsync(74), CityUnderTest.District);
        var her = await city.PersonAsync(elder);
        var named = await city.TokensAsync(her, more: "%20profile");
        Assert.Equal(
            (200, $$"""{"sub":"{{her.Account}}","roles":["elder"],"district":"{{district}}","elder":"{{elder.Value}}","preferred_username":"{{her.Name}}","name":"{{her.Name}}"}"""),
            await InfoAsync(named.Access()));

        // Only by an access token that was asked for with openid, and only while the sign-in lasts.
        var system = await city.TokenAsync(("grant_type", "client_credentials"), ("client_id", SignInCity.SystemClient), ("client_secret", city.Secret));
        Assert.Equal(403, (await InfoAsync(system.Access())).Status);
        Assert.Equal(401, (await InfoAsync(tokens.GetProperty("id_token").GetString()!)).Status);
        Assert.Equal(401, (await InfoAsync("made up")).Status);
        await city.City.SendAsync(new DisableAccount(person.Account));
        Assert.Equal(401, (await InfoAsync(tokens.Access())).Status);

        async Task<(int Status, string Body)> InfoAsync(string token)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/connect/userinfo");
            request.Headers.Authorization = new("Bearer", token);
            using var answer = await city.Http.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Who_knows_the_password_changes_it_and_what_was_signed_in_with_it_elsewhere_ends()
    {
        var person = await city.PersonAsync();
        var tokens = await city.TokensAsync(person);
        using var browser = await city.PasswordAsync(person, "/signin");
        var chosen = Passwords.New();
        await browser.GoAsync("/signin/password");
        await browser.SubmitAsync(("old", "not hers at all"), ("new", chosen), ("repeat", chosen));
        Assert.Contains("The present password is not right.", browser.Page, StringComparison.Ordinal);
        await browser.SubmitAsync(("old", person.Password), ("new", chosen), ("repeat", chosen));
        Assert.Contains("The password was changed.", browser.Page, StringComparison.Ordinal);

        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        await city.TokensAsync(person with { Password = chosen });
        // Twice before the change and once after it; the change itself is no sign-in.
        Assert.Equal("signed-in 3, wrong-password 1", await city.City.TextAsync(
            $"select string_agg(what || ' ' || n, ', ' order by what) from (select what, count(*) n from signin.sign_ins where account = '{person.Account}' group by what) w"));
    }
}
