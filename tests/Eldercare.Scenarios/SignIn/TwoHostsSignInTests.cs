namespace Eldercare.Scenarios.SignIn;

/// <summary>A proxy leads each request to either of two hosts: a sign-in goes on at the other, and ends at both.</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class TwoHostsSignInTests(SignInCity city)
{
    [Fact]
    public async Task A_code_of_one_host_is_redeemed_at_the_other_and_the_token_is_believed_at_both()
    {
        using var other = await city.SecondAsync();
        var person = await city.PersonAsync();
        using var browser = await city.PasswordAsync(person);
        var code = SignInCity.CodeOf(browser);

        var tokens = await city.ExchangeAsync(code, at: other);

        Assert.Equal(person.Account.ToString(), await city.RolesAsync(tokens.Access(), "subject"));
        Assert.Equal(person.Account.ToString(), await city.RolesAsync(tokens.Access(), "subject", other));
        Assert.Equal("invalid_grant", (await city.ExchangeAsync(code)).Error());
    }

    [Fact]
    public async Task A_tablet_shows_a_code_of_one_host_that_is_typed_at_the_other()
    {
        using var other = await city.SecondAsync();
        var person = await city.PersonAsync();
        var shown = await SignInCity.PostAsync(other, "/connect/device", ("client_id", SignInCity.Tablet), ("scope", "offline_access"));
        using var browser = await city.PasswordAsync(person, shown.GetProperty("verification_uri_complete").GetString());
        await browser.SubmitAsync(("answer", "yes"));

        var tokens = await SignInCity.PostAsync(
            other, "/connect/token", ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", SignInCity.Tablet),
            ("device_code", shown.GetProperty("device_code").GetString()!));

        Assert.Equal(person.Account.ToString(), await city.RolesAsync(tokens.Access(), "subject"));
    }

    [Fact]
    public async Task Of_two_who_use_a_refresh_token_at_two_hosts_at_once_one_wins()
    {
        using var other = await city.SecondAsync();
        var person = await city.PersonAsync();
        for (var round = 0; round < 4; round++)
        {
            var first = await city.TokensAsync(person);
            var answers = await Task.WhenAll(city.RefreshAsync(first.Refresh()), city.RefreshAsync(first.Refresh(), other));
            Assert.Equal(["access_token", "error"], answers.Select(a => a.TryGetProperty("error", out _) ? "error" : "access_token").Order(StringComparer.Ordinal));
            Assert.Equal("invalid_grant", answers.Single(a => a.TryGetProperty("error", out _)).Error());
            // Nobody knows whether it was the thief who won: what came of it ends.
            Assert.Equal("invalid_grant", (await city.RefreshAsync(answers.Single(a => a.TryGetProperty("refresh_token", out _)).Refresh())).Error());
        }
    }

    [Fact]
    public async Task Who_signs_out_at_one_host_is_signed_out_at_the_other()
    {
        using var other = await city.SecondAsync();
        using var browser = await city.PasswordAsync(await city.PersonAsync());
        var tokens = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        using var there = new Browser(other.BaseAddress!, browser.Cookies);
        await there.GoAsync("/signin");
        Assert.Contains("You are signed in.", there.Page, StringComparison.Ordinal);
        Assert.Equal("[\"MEAL_POINT_STAFF\"]", await city.RolesAsync(tokens.Access(), at: other));

        await browser.GoAsync("/connect/logout");
        await browser.SubmitAsync();

        await there.GoAsync("/signin");
        Assert.Contains("name=password", there.Page, StringComparison.Ordinal);
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh(), other)).Error());
        await city.CutOffAsync(tokens.Access(), other);
    }
}
