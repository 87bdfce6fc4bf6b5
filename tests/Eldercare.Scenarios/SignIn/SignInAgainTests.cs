using System.Text.Json;
using Eldercare.Api.SignIn.Accounts;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Eldercare.Scenarios.SignIn;

/// <summary>Who is signed in and is asked once more, and when she signed in (OpenID Connect Core, 3.1.2.1: prompt, max_age, auth_time).</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class SignInAgainTests(SignInCity city)
{
    [Fact]
    public async Task Who_is_to_sign_in_anew_is_asked_and_stays_signed_in_until_she_does()
    {
        var person = await city.PersonAsync();
        using var browser = await city.PasswordAsync(person);
        var first = SignedInAt(await city.ExchangeAsync(SignInCity.CodeOf(browser)));
        Assert.InRange(first, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds());

        foreach (var wish in (string[])["&prompt=login", "&max_age=0"])
        {
            await browser.GoAsync(city.Wish() + wish);
            Assert.Contains("name=password", browser.Page, StringComparison.Ordinal);
            // Whoever made her browser go there has not signed her out.
            await browser.GoAsync(city.Wish());
            Assert.Equal(first, SignedInAt(await city.ExchangeAsync(SignInCity.CodeOf(browser))));
        }

        await browser.GoAsync(city.Wish() + "&max_age=600");
        Assert.Equal(first, SignedInAt(await city.ExchangeAsync(SignInCity.CodeOf(browser))));
        await browser.GoAsync(city.Wish() + "&max_age=0&prompt=none");
        Assert.Contains("error=login_required", browser.SentTo!.Query, StringComparison.Ordinal);

        // Token times are whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        await browser.GoAsync(city.Wish() + "&prompt=login");
        await browser.SubmitAsync(("username", person.Name), ("password", "not hers, all the same"));
        Assert.Contains("name=password", browser.Page, StringComparison.Ordinal);
        await browser.SubmitAsync(("username", person.Name), ("password", person.Password));
        var tokens = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        Assert.InRange(SignedInAt(tokens), first + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        Assert.Equal(SignedInAt(tokens), SignedInAt(await city.RefreshAsync(tokens.Refresh())));

        // Where nobody is signed in she is asked once, whatever was wished.
        using var other = await city.PasswordAsync(person, city.Wish() + "&max_age=0");
        Assert.InRange(SignedInAt(await city.ExchangeAsync(SignInCity.CodeOf(other))), first + 1, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        await other.GoAsync(city.Wish() + $"&max_age={long.MaxValue}");
        Assert.Equal("", other.Page);
    }

    [Fact]
    public async Task Whoever_signs_in_over_another_ends_nothing_of_hers_by_signing_out()
    {
        var (anna, bruno) = (await city.PersonAsync(), await city.PersonAsync());
        using var browser = await city.PasswordAsync(anna);
        var hers = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        await browser.GoAsync(city.Wish() + "&prompt=login");
        await browser.SubmitAsync(("username", bruno.Name), ("password", bruno.Password));
        var his = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        Assert.Equal(bruno.Account.ToString(), await city.RolesAsync(his.Access(), "subject"));
        await browser.GoAsync("/connect/logout");
        await browser.SubmitAsync();
        await city.CutOffAsync(his.Access());
        Assert.Equal(anna.Account.ToString(), await city.RolesAsync((await city.RefreshAsync(hers.Refresh())).Access(), "subject"));
    }

    [Fact]
    public async Task A_password_that_is_changed_is_no_new_sign_in()
    {
        var person = await city.PersonAsync();
        using var browser = await city.PasswordAsync(person);
        var first = SignedInAt(await city.ExchangeAsync(SignInCity.CodeOf(browser)));
        // Token times are whole seconds.
        await Task.Delay(TimeSpan.FromSeconds(1.1), TestContext.Current.CancellationToken);
        var chosen = Passwords.New();
        await browser.GoAsync("/signin/password");
        await browser.SubmitAsync(("old", person.Password), ("new", chosen), ("repeat", chosen));
        Assert.Equal(200, browser.Status);
        await browser.GoAsync(city.Wish());
        Assert.Equal(first, SignedInAt(await city.ExchangeAsync(SignInCity.CodeOf(browser))));
    }

    private static long SignedInAt(JsonElement tokens) => new JsonWebToken(tokens.GetProperty("id_token").GetString()).GetPayloadValue<long>("auth_time");
}
