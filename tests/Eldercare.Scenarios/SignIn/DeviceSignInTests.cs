using System.Text.Json;

namespace Eldercare.Scenarios.SignIn;

/// <summary>A tablet at the door shows a code, and somebody who is signed in elsewhere lets it in (RFC 8628).</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class DeviceSignInTests(SignInCity city)
{
    [Fact]
    public async Task A_tablet_is_signed_in_by_whoever_types_its_code()
    {
        var person = await city.PersonAsync();
        var shown = await city.PostAsync("/connect/device", ("client_id", SignInCity.Tablet), ("scope", "offline_access"));
        Task<JsonElement> AskAsync() => city.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", SignInCity.Tablet), ("device_code", shown.GetProperty("device_code").GetString()!));
        Assert.Equal("authorization_pending", (await AskAsync()).Error());

        using var browser = await city.PasswordAsync(person, shown.GetProperty("verification_uri").GetString());
        await browser.SubmitAsync(("user_code", "000000000000"));
        Assert.Equal(400, browser.Status);
        await browser.SubmitAsync(("user_code", shown.GetProperty("user_code").GetString()!));
        Assert.Contains("Tablet at the door", browser.Page, StringComparison.Ordinal);
        await browser.SubmitAsync(("answer", "yes"));
        Assert.Contains("The device is signed in", browser.Page, StringComparison.Ordinal);

        var tokens = await AskAsync();
        Assert.Equal(person.Account.ToString(), await city.RolesAsync(tokens.Access(), "subject"));
    }

    [Fact]
    public async Task Whoever_taps_yes_twice_is_told_that_the_device_is_signed_in()
    {
        var person = await city.PersonAsync();
        var shown = await city.PostAsync("/connect/device", ("client_id", SignInCity.Tablet), ("scope", "offline_access"));
        using var browser = await city.PasswordAsync(person, shown.GetProperty("verification_uri_complete").GetString());
        using var again = new Browser(city.Address, browser.Cookies);
        await again.GoAsync(shown.GetProperty("verification_uri_complete").GetString()!);
        using var late = new Browser(city.Address, browser.Cookies);
        await late.GoAsync(shown.GetProperty("verification_uri_complete").GetString()!);
        await Task.WhenAll(browser.SubmitAsync(("answer", "yes")), again.SubmitAsync(("answer", "yes")));
        await late.SubmitAsync(("answer", "yes"));
        Assert.All([browser, again, late], b => Assert.True(b.Page.Contains("The device is signed in", StringComparison.Ordinal), $"{b.Status} {b.Page}"));
        var tokens = await city.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", SignInCity.Tablet), ("device_code", shown.GetProperty("device_code").GetString()!));
        Assert.Equal(person.Account.ToString(), await city.RolesAsync(tokens.Access(), "subject"));
    }
}
