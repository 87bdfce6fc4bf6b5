using Eldercare.Api.GraphQL;
using Microsoft.Extensions.Options;

namespace Eldercare.Scenarios.SignIn;

/// <summary>The tablets of a meal point behind one address renew their tokens as often as they like; whoever guesses from there is slowed.</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class GuessingTests(SignInCity city)
{
    [Fact]
    public async Task Renewing_costs_no_attempt_and_passwords_and_guesses_are_slowed()
    {
        var tokens = await city.TokensAsync(await city.PersonAsync());
        var rates = city.City.Get<IOptions<ApiSettings>>().Value.Rates;
        var (burst, minute) = (rates.SignInBurst, rates.SignInsPerMinute);
        try
        {
            (rates.On, rates.SignInBurst, rates.SignInsPerMinute) = (true, 4, 1);
            var device = await city.PostAsync("/connect/device", ("client_id", SignInCity.Tablet), ("scope", "offline_access"));
            for (var i = 0; i < 8; i++)
            {
                tokens = await city.RefreshAsync(tokens.Refresh());
                Assert.Equal("authorization_pending", (await city.TokenAsync(
                    ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", SignInCity.Tablet),
                    ("device_code", device.GetProperty("device_code").GetString()!))).Error());
            }

            using (await city.PasswordAsync(await city.PersonAsync()))
            {
            }

            // One went to ask for the device's code, which leaves something behind whenever it is asked, and one to the password, right as it was.
            for (var i = 0; i < 2; i++) Assert.Equal("invalid_grant", (await city.RefreshAsync($"guess {i}")).Error());
            Assert.True((await city.RefreshAsync("guess")).TryGetProperty("errors", out var refused));
            Assert.Equal("RATE_LIMITED", refused[0].GetProperty("extensions").GetProperty("code").GetString());
            // The code of a device is asked about by its address, too.
            using var code = await city.Http.GetAsync("/connect/verify?user_code=1234-5678-9012", TestContext.Current.CancellationToken);
            Assert.Equal(System.Net.HttpStatusCode.TooManyRequests, code.StatusCode);
            using var guess = await city.PasswordAsync(new Person(default, "somebody", "a guess"));
            Assert.Equal(429, guess.Status);
        }
        finally
        {
            (rates.On, rates.SignInBurst, rates.SignInsPerMinute) = (false, burst, minute);
        }
    }
}
