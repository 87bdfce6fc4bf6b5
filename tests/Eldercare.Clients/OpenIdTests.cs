using System.Text.Json;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Eldercare.Scenarios;
using Microsoft.Extensions.DependencyInjection;

namespace Eldercare.Clients;

/// <summary>The sign-in server as a certified client library and a phone's browser meet it.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class OpenIdTests(ServedCity city)
{
    private const string App = "openid-app", Tablet = "openid-tablet";

    [Fact]
    public async Task A_client_library_and_a_phone_sign_an_office_in_and_out()
    {
        var (account, name, password) = (new AccountId(Guid.CreateVersion7()), "wu.min", Passwords.New());
        await city.City.SendAsync(new CreateAccount(account, name, new(["district-office"], CityUnderTest.District), await Passwords.HashAsync(password)));
        using (var scope = city.City.Get<IServiceScopeFactory>().CreateScope())
        {
            var clients = scope.ServiceProvider.GetRequiredService<ClientBook>();
            await clients.AddAsync(App, "App", ClientKind.App, [new("http://127.0.0.1/callback")], null, CancellationToken.None);
            await clients.AddAsync(Tablet, "门口平板", ClientKind.Device, [], null, CancellationToken.None);
        }

        using var report = JsonDocument.Parse(await NodeProgram.RunAsync(
            new Dictionary<string, string>(city.Environment) { ["APP"] = App, ["TABLET"] = Tablet, ["USER_NAME"] = name, ["PASSWORD"] = password, ["LOCALE"] = "zh-CN" },
            "openid.mjs"));

        var seen = report.RootElement;
        Assert.Empty(seen.GetProperty("complaints").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal((0, 10, name), (seen.GetProperty("sideways").GetInt32(), seen.GetProperty("recovery").GetInt32(), seen.GetProperty("nameKept").GetString()));
        Assert.Equal(
            $$"""{"sub":"{{account}}","roles":["district-office"],"district":"{{CityUnderTest.District}}","preferred_username":"{{name}}","name":"{{name}}"}""",
            seen.GetProperty("userInfo").GetRawText());
        Assert.Equal(["门口平板", name], seen.GetProperty("deviceFor").EnumerateArray().Select(t => t.GetString()));
        Assert.True(seen.GetProperty("deviceIsHers").GetBoolean());
        Assert.Equal("invalid_token", seen.GetProperty("afterSignOut").GetString());
        Assert.StartsWith("invalid_request", seen.GetProperty("fault").GetString(), StringComparison.Ordinal);
    }
}
