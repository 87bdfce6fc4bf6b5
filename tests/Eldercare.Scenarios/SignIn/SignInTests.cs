using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.People.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OtpNet;

namespace Eldercare.Scenarios.SignIn;

/// <summary>Every way to a token, at a real host, and every way it ends.</summary>
[Collection(nameof(AtTheSignIn))]
public sealed class SignInTests(SignInCity city)
{
    [Fact]
    public async Task Gives_an_app_tokens_for_a_code_and_the_verifier_that_belongs_to_it()
    {
        var person = await city.PersonAsync();
        using var browser = await city.PasswordAsync(person);
        Assert.Equal("127.0.0.1:4711", browser.SentTo!.Authority);
        Assert.Contains("state=s1", browser.SentTo.Query, StringComparison.Ordinal);
        Assert.Equal("invalid_grant", (await city.ExchangeAsync(SignInCity.CodeOf(browser), "another verifier, as long as RFC 7636 wants it to be")).Error());

        // Signed in already: no page is shown.
        await browser.GoAsync(city.Wish());
        var code = SignInCity.CodeOf(browser);
        var tokens = await city.ExchangeAsync(code);

        var access = new JsonWebToken(tokens.Access());
        Assert.Equal((person.Account.ToString(), "at+jwt", "app"), (access.Subject, access.Typ, access.GetClaim("client_id").Value));
        Assert.InRange(tokens.GetProperty("expires_in").GetInt32(), 590, 600);
        Assert.Equal("[\"MEAL_POINT_STAFF\"] " + person.Account, await city.RolesAsync(tokens.Access(), "roles subject"));
        // An identity token is signed with the same key, and opens nothing.
        Assert.Equal("UNAUTHENTICATED", await city.RolesAsync(tokens.GetProperty("id_token").GetString()!));
        // A code is good once, and who shows it again ends what came of it.
        Assert.Equal("invalid_grant", (await city.ExchangeAsync(code)).Error());
        await city.CutOffAsync(tokens.Access());
    }

    [Fact]
    public async Task Wants_a_challenge_a_known_client_and_its_own_redirect()
    {
        using var browser = new Browser(city.Address);
        await browser.GoAsync($"/connect/authorize?response_type=code&client_id=app&redirect_uri={Uri.EscapeDataString(SignInCity.Redirect)}&scope=openid");
        Assert.Equal((400, null), (browser.Status, browser.SentTo));
        Assert.Contains("code_challenge", browser.Page, StringComparison.Ordinal);
        await browser.GoAsync(city.Wish(client: "nobody"));
        Assert.Equal((400, null), (browser.Status, browser.SentTo));
        await browser.GoAsync(city.Wish().Replace("4711%2Fcallback", "4711%2Felsewhere", StringComparison.Ordinal));
        Assert.Equal((400, null), (browser.Status, browser.SentTo));
    }

    [Fact]
    public async Task Publishes_where_it_is_and_by_which_keys_it_signs()
    {
        var document = await city.Http.GetFromJsonAsync<JsonElement>("/.well-known/openid-configuration");
        Assert.Equal(city.Address.ToString(), document.GetProperty("issuer").GetString());
        Assert.Equal(city.Address + "connect/token", document.GetProperty("token_endpoint").GetString());
        Assert.Equal(["S256"], document.GetProperty("code_challenge_methods_supported").EnumerateArray().Select(m => m.GetString()));
        var key = (await city.Http.GetFromJsonAsync<JsonElement>(document.GetProperty("jwks_uri").GetString())).GetProperty("keys")[0];
        Assert.Equal(("RSA", "RS256", false), (key.GetProperty("kty").GetString(), key.GetProperty("alg").GetString(), key.TryGetProperty("d", out _)));
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_its_reuse_ends_the_chain()
    {
        var first = await city.TokensAsync(await city.PersonAsync());
        var second = await city.RefreshAsync(first.Refresh());
        Assert.Equal("[\"MEAL_POINT_STAFF\"]", await city.RolesAsync(second.Access()));

        Assert.Equal("invalid_grant", (await city.RefreshAsync(first.Refresh())).Error());
        Assert.Equal("invalid_grant", (await city.RefreshAsync(second.Refresh())).Error());
        await city.CutOffAsync(second.Access());
    }

    [Fact]
    public async Task Revoking_ends_the_calls_of_the_api_within_seconds()
    {
        var tokens = await city.TokensAsync(await city.PersonAsync());
        Assert.Equal("[\"MEAL_POINT_STAFF\"]", await city.RolesAsync(tokens.Access()));
        await city.PostAsync("/connect/revoke", ("client_id", "app"), ("token", tokens.Refresh()));
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        await city.CutOffAsync(tokens.Access());
    }

    [Fact]
    public async Task Disabling_an_account_ends_its_session_and_its_tokens()
    {
        var person = await city.PersonAsync();
        using var browser = await city.PasswordAsync(person);
        var tokens = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        Assert.Equal("[\"MEAL_POINT_STAFF\"]", await city.RolesAsync(tokens.Access()));

        await city.City.SendAsync(new DisableAccount(person.Account));

        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        await browser.GoAsync(city.Wish());
        Assert.Contains("name=password", browser.Page, StringComparison.Ordinal);
        await browser.SubmitAsync(("username", person.Name), ("password", person.Password));
        Assert.Equal(400, browser.Status);
        await city.CutOffAsync(tokens.Access());
    }

    [Fact]
    public async Task An_office_makes_accounts_of_its_district_and_resets_them()
    {
        using var office = city.City.As(Role.DistrictOffice, "the district");
        var point = await city.City.OpenEveryDayAsync(5);
        var made = await office.MutateAsync(
            "createAccount", new { username = "Wang.Wu", roles = new[] { "MEAL_POINT_STAFF" }, site = GlobalId.Of(point) },
            select: "password account { id subject username roles district mustChangePassword }");
        Assert.Null(made.Code);
        var account = made.Payload.GetProperty("account");
        Assert.Equal(("wang.wu", CityUnderTest.District, true), (account.GetProperty("username").GetString(), account.GetProperty("district").GetString(), account.GetProperty("mustChangePassword").GetBoolean()));
        Assert.Equal("USERNAME_TAKEN", (await office.MutateAsync("createAccount", new { username = "wang.wu", roles = new[] { "ELDER" } })).Code);
        Assert.Equal("FORBIDDEN", await office.MutationErrorAsync("createAccount", new { username = "boss", roles = new[] { "CITY_OFFICE" } }));
        Assert.Equal("FORBIDDEN", await office.MutationErrorAsync("createAccount", new { username = "else", roles = new[] { "ELDER" }, district = "321111" }));

        var person = new Person(new(Guid.Parse(account.GetProperty("subject").GetString()!)), "wang.wu", made.Payload.GetProperty("password").GetString()!);
        using var browser = await city.PasswordAsync(person);
        var chosen = Passwords.New();
        await browser.SubmitAsync(("new", chosen), ("repeat", chosen));
        var tokens = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        Assert.Equal(person.Account.ToString(), await city.RolesAsync(tokens.Access(), "subject"));

        var reset = await office.MutateAsync("resetPassword", new { account = account.GetProperty("id").GetString() }, select: "password");
        Assert.NotEqual(person.Password, reset.Payload.GetProperty("password").GetString());
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        await city.CutOffAsync(tokens.Access());
        // Who did it stands with the events, and no name does.
        Assert.Equal("the district,the district", await city.City.TextAsync(
            $"select string_agg(user_name, ',' order by version) from eldercare.mt_events where stream_id = '{person.Account}' and type <> 'password_changed'"));
        Assert.Equal(0, await city.City.CountAsync("select count(*) from eldercare.mt_events where data::text ilike '%wang.wu%'"));
    }

    [Fact]
    public async Task A_district_s_system_signs_in_with_its_secret()
    {
        Task<JsonElement> AskAsync(string secret) => city.TokenAsync(
            ("grant_type", "client_credentials"), ("client_id", SignInCity.SystemClient), ("client_secret", secret));
        var tokens = await AskAsync(city.Secret);
        Assert.Equal($"[\"DISTRICT_OFFICE\"] {CityUnderTest.District} client:district-system", await city.RolesAsync(tokens.Access(), "roles district subject"));
        Assert.Equal("invalid_client", (await AskAsync("another")).Error());
        Assert.Equal("invalid_request", (await city.TokenAsync(("grant_type", "client_credentials"), ("client_id", "app"))).Error());

        // A secret that got about is exchanged, and ends with what it was good for.
        await using var scope = city.City.Get<IServiceScopeFactory>().CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<ClientBook>();
        Assert.Null(await clients.RenewSecretAsync(SignInCity.Tablet, CancellationToken.None));
        var renewed = await clients.RenewSecretAsync(SignInCity.SystemClient, CancellationToken.None);
        Assert.Equal("invalid_client", (await AskAsync(city.Secret)).Error());
        await city.CutOffAsync(tokens.Access());
        city.Secret = renewed!;
        Assert.Equal($"[\"DISTRICT_OFFICE\"] {CityUnderTest.District}", await city.RolesAsync((await AskAsync(renewed!)).Access(), "roles district"));
        Assert.Equal(
            ["App app", "Device tablet", "System district-system"],
            (await clients.ListAsync(CancellationToken.None)).Select(c => $"{c.Kind} {c.Id}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_a_name_whether_anybody_has_it_or_not()
    {
        var person = await city.PersonAsync();
        var pages = new List<string>();
        foreach (var name in (string[])[person.Name, "nobody-of-that-name"])
        {
            for (var attempt = 0; attempt < 3; attempt++)
            {
                using var guess = await city.PasswordAsync(person with { Name = name, Password = $"guess {attempt}" });
                pages.Add(Told(guess));
            }

            using var browser = await city.PasswordAsync(person with { Name = name });
            pages.Add(Told(browser));
        }

        Assert.Single(pages.Distinct());

        // The proof of the form differs from browser to browser, and the name is the one that was typed.
        static string Told(Browser browser) => $"{browser.Status} {System.Text.RegularExpressions.Regex.Replace(browser.Page, "value=\"[^\"]*\"", "")}";
    }

    [Fact]
    public async Task An_office_sets_up_a_second_factor_and_a_code_is_good_once()
    {
        var person = await city.PersonAsync("district-office", mustChange: true);
        using var browser = await city.PasswordAsync(person);
        var chosen = Passwords.New();
        await browser.SubmitAsync(("new", "short"), ("repeat", "short"));
        Assert.Contains("12 characters or more.", browser.Page, StringComparison.Ordinal);
        await browser.SubmitAsync(("new", chosen), ("repeat", chosen));
        var secret = Base32Encoding.ToBytes(System.Text.RegularExpressions.Regex.Match(browser.Page, "<span class=code>([A-Z2-7 ]+)<").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
        await browser.SubmitAsync(("code", "000000"));
        Assert.Equal(400, browser.Status);
        var code = new Totp(secret).ComputeTotp();
        await browser.SubmitAsync(("code", code));
        var recovery = System.Text.RegularExpressions.Regex.Matches(browser.Page, "<li>([a-z0-9-]+)</li>").Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(10, recovery.Length);
        await browser.GoAsync(city.Wish());
        Assert.Equal("[\"DISTRICT_OFFICE\"]", await city.RolesAsync((await city.ExchangeAsync(SignInCity.CodeOf(browser))).Access()));

        person = person with { Password = chosen };
        using var again = await city.PasswordAsync(person);
        await again.SubmitAsync(("code", code));
        Assert.Contains("was used before", again.Page, StringComparison.Ordinal);
        await again.SubmitAsync(("code", recovery[0]));
        SignInCity.CodeOf(again);
        using var third = await city.PasswordAsync(person);
        await third.SubmitAsync(("code", recovery[0]));
        Assert.Contains("was used before", third.Page, StringComparison.Ordinal);
        // It lies sealed in the database.
        Assert.Equal(0, await city.City.CountAsync($"select count(*) from signin.factors where position('\\x{Convert.ToHexString(secret)}'::bytea in secret) > 0"));
    }

    /// <summary>Addresses are the same in capitals, whatever stands before the endpoints.</summary>
    [Theory]
    [InlineData("/Connect/authorize", HttpStatusCode.BadRequest)]
    [InlineData("/CONNECT/userinfo", HttpStatusCode.Unauthorized)]
    public async Task Addresses_in_capitals_are_no_fault(string path, HttpStatusCode expected)
    {
        using var answer = await city.Http.GetAsync(path, TestContext.Current.CancellationToken);
        using var usual = await city.Http.GetAsync(path.ToLowerInvariant(), TestContext.Current.CancellationToken);
        Assert.Equal((expected, expected), (usual.StatusCode, answer.StatusCode));
    }

    [Fact]
    public async Task Forms_of_other_pages_and_ways_to_other_hosts_count_for_nothing()
    {
        var person = await city.PersonAsync();
        using var forged = await city.Http.PostAsync("/signin", new FormUrlEncodedContent([new("username", person.Name), new("password", person.Password)]));
        Assert.Contains("too old", await ReadAsync(forged), StringComparison.Ordinal);
        foreach (var elsewhere in (string[])["https://evil.example/", "//evil.example/", "/\\evil.example", "/connect/authorize/../../evil", "/graphql"])
        {
            using var browser = await city.PasswordAsync(person, "/signin?return=" + Uri.EscapeDataString(elsewhere));
            Assert.Null(browser.SentTo);
            Assert.Contains("You are signed in.", browser.Page, StringComparison.Ordinal);
            Assert.StartsWith("default-src 'none'", browser.Policy, StringComparison.Ordinal);
        }

        static async Task<string> ReadAsync(HttpResponseMessage response) =>
            (await response.Content.ReadAsStringAsync()).Replace("页面已过期", "too old", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signing_out_ends_what_the_apps_were_given()
    {
        using var browser = await city.PasswordAsync(await city.PersonAsync());
        var tokens = await city.ExchangeAsync(SignInCity.CodeOf(browser));
        await browser.GoAsync("/connect/logout?client_id=app&post_logout_redirect_uri=" + Uri.EscapeDataString(SignInCity.Redirect));
        await browser.SubmitAsync();
        Assert.Equal("127.0.0.1:4711", browser.SentTo?.Authority);
        Assert.Equal("invalid_grant", (await city.RefreshAsync(tokens.Refresh())).Error());
        await city.CutOffAsync(tokens.Access());
    }

    [Fact]
    public async Task Believes_an_issuer_elsewhere_by_the_keys_it_publishes_now()
    {
        var there = city.Elsewhere;
        Assert.Equal("[\"DISTRICT_OFFICE\"] elsewhere:anna", await city.RolesAsync(there.Token(), "roles subject"));
        // Only the roles it may give.
        Assert.Equal("FORBIDDEN", await city.RolesAsync(there.Token(role: "city-office")));
        foreach (var bad in (string[])
        [
            there.Token(audience: "another"), there.Token(unsigned: true), there.Token(type: "oi_reft+jwt"),
            // The public key taken for a secret.
            there.Token(signing: new(new SymmetricSecurityKey(there.Key.Rsa.ExportSubjectPublicKeyInfo()) { KeyId = "k1" }, SecurityAlgorithms.HmacSha256)),
            // A key of ours on a token of theirs, and theirs by a key they never had.
            there.Token(signing: new(new SymmetricSecurityKey(Convert.FromBase64String(CityUnderTest.Key)), SecurityAlgorithms.HmacSha256)),
            there.Token(signing: new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "k1" }, SecurityAlgorithms.RsaSha256)),
        ])
            Assert.Equal("UNAUTHENTICATED", await city.RolesAsync(bad));

        // One never shown before: of a second all with the same words are the same, and those that were shown are remembered.
        var before = there.Token(role: "app");
        there.Rotate("k2");
        await Eventually.EqualAsync("[\"DISTRICT_OFFICE\"]", () => city.RolesAsync(there.Token()));
        Assert.Equal("UNAUTHENTICATED", await city.RolesAsync(before));
        // Made-up keys do not make it ask again and again.
        var asked = there.Asked;
        using var made = RSA.Create(2048);
        for (var i = 0; i < 20; i++)
            await city.RolesAsync(there.Token(signing: new(new RsaSecurityKey(made) { KeyId = $"made-up-{i}" }, SecurityAlgorithms.RsaSha256)));
        Assert.InRange(there.Asked - asked, 0, 3);
    }
}
