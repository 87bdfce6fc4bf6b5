using Npgsql;

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

    /// <summary>The first has used it up, and what it gets for it is not written yet.</summary>
    [Fact]
    public async Task The_second_use_of_a_refresh_token_ends_the_sign_in_and_not_only_the_tokens_there_are()
    {
        var person = await city.PersonAsync();
        var tokens = await city.TokensAsync(person);
        Assert.Equal(1, await city.City.CountAsync(
            $"""
            with used as (update signin.tokens set status = 'redeemed', redemption_date = now() where subject = '{person.Account}' and type like '%refresh_token' returning 1)
            select count(*) from used
            """));

        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());

        Assert.Equal("revoked", await city.City.TextAsync($"select status from signin.authorizations where subject = '{person.Account}'"));
    }

    [Fact]
    public async Task What_is_given_while_its_sign_in_ends_is_good_for_nothing()
    {
        var person = await city.PersonAsync();
        var tokens = await city.TokensAsync(person);
        // Another host ends the sign-in when the first of the new tokens is just being written.
        await ExecuteAsync(
            $"""
            create function signin.ends() returns trigger language plpgsql as
              'begin update signin.authorizations set status = ''revoked'' where id = new.authorization_id; return new; end';
            create trigger ends before insert on signin.tokens for each row when (new.subject = '{person.Account}') execute function signin.ends()
            """);
        try
        {
            tokens = await city.RefreshAsync(tokens.Refresh());
        }
        finally
        {
            await ExecuteAsync("drop function signin.ends() cascade");
        }

        await city.CutOffAsync(tokens.Access());
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
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

    private async Task ExecuteAsync(string sql)
    {
        await using var command = city.City.Get<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
