using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.City.Webhooks;
using Eldercare.Store.Ids;

namespace Eldercare.Api.Tests;

/// <summary>Who may have events sent where, and what is shown of it.</summary>
public sealed class WebhookTests(TestApi api)
{
    private const string Create =
        "mutation($input: CreateWebhookInput!) { createWebhook(input: $input) { secret webhook { id } errors { ... on UserError { code path } } } }";

    [Theory]
    [InlineData(Role.App, FakeCity.Here, true)]
    [InlineData(Role.App, FakeCity.There, false)]
    [InlineData(Role.App, null, false)]
    [InlineData(Role.DistrictOffice, FakeCity.Here, true)]
    [InlineData(Role.DistrictOffice, null, false)]
    [InlineData(Role.CityOffice, FakeCity.There, true)]
    [InlineData(Role.CityOffice, null, true)]
    [InlineData(Role.MealPointStaff, FakeCity.Here, false)]
    public async Task A_district_has_its_own_told_and_the_city_everything(Role role, string? district, bool may)
    {
        var reply = await CreateAsync(role, district);
        Assert.Equal(may ? [] : ["FORBIDDEN"], reply.Codes);
        Assert.Equal(may ? 1 : 0, api.City.Commands.Count);
    }

    [Fact]
    public async Task A_secret_is_shown_once_and_goes_to_the_writer_sealed()
    {
        var reply = await CreateAsync(Role.CityOffice, null);
        var secret = reply.Data.GetProperty("createWebhook").GetProperty("secret").GetString()!;
        var command = Assert.IsType<CreateWebhook>(Assert.Single(api.City.Commands).Command);
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);
        Assert.DoesNotContain(secret[6..], command.Sealed, StringComparison.Ordinal);
        Assert.Equal(secret, new WebhookSecrets(new byte[32]).Open(command.Webhook, command.Sealed!));
        Assert.DoesNotContain("whsec_", command.ToString(), StringComparison.Ordinal);

        api.City.Reset();
        api.City.Replays = true;
        Assert.Equal(JsonValueKind.Null, (await PostAsync(Role.CityOffice, null)).Data.GetProperty("createWebhook").GetProperty("secret").ValueKind);
    }

    [Fact]
    public async Task A_refusal_names_the_field()
    {
        api.City.Reset();
        api.City.Refusal = new WebhookUrlInvalid(new("须为 https 网址。", "The address must be https."));
        var error = (await PostAsync(Role.CityOffice, null)).Data.GetProperty("createWebhook").GetProperty("errors")[0];
        Assert.Equal("""{"code":"WEBHOOK_URL_INVALID","path":["input","url"]}""", error.GetRawText());
    }

    [Theory]
    [InlineData("pauseWebhook", "")]
    [InlineData("resumeWebhook", "")]
    [InlineData("deleteWebhook", "")]
    [InlineData("testWebhook", "")]
    [InlineData("rotateWebhookSecret", "")]
    [InlineData("changeWebhook", "")]
    [InlineData("replayWebhook", ", from: 3")]
    [InlineData("resendWebhookDelivery", ", delivery: \"DELIVERY\"")]
    public async Task A_system_of_another_district_may_do_nothing_about_it(string mutation, string more)
    {
        var query = $"mutation {{ {mutation}(input: {{idempotencyKey: \"{Guid.NewGuid()}\", webhook: \"{TestApi.GlobalId(FakeCity.Hook)}\"{more}}}) {{ errors {{ ... on UserError {{ code }} }} }} }}"
            .Replace("DELIVERY", TestApi.GlobalId(FakeCity.DeadDelivery), StringComparison.Ordinal);
        api.City.Reset();
        Assert.Empty((await api.AskAsync(Role.App, query)).Codes);
        Assert.Single(api.City.Commands);

        api.City.Reset();
        var elsewhere = await api.PostAsync(JsonSerializer.Serialize(new { query }), api.Issuer.Issue(Role.App, "elsewhere", FakeCity.There));
        Assert.Equal(["FORBIDDEN"], elsewhere.Codes);
        Assert.Empty(api.City.Commands);
    }

    [Fact]
    public async Task An_address_is_shown_to_those_who_may_change_it()
    {
        var query = $"{{ webhook(id: \"{TestApi.GlobalId(FakeCity.Hook)}\") {{ url state behind dead deliveries(state: DEAD) {{ nodes {{ id reason lastStatus }} }} }} }}";
        var own = (await api.AskAsync(Role.App, query)).Data.GetProperty("webhook");
        Assert.Equal("https://district.example/events", own.GetProperty("url").GetString());
        Assert.Equal("HTTP_503", own.GetProperty("deliveries").GetProperty("nodes")[0].GetProperty("reason").GetString());

        var audited = await api.AskAsync(Role.Auditor, query);
        Assert.Equal(["FORBIDDEN"], audited.Codes);
        Assert.Equal((JsonValueKind.Null, 1), (audited.Data.GetProperty("webhook").GetProperty("url").ValueKind, audited.Data.GetProperty("webhook").GetProperty("dead").GetInt32()));
    }

    /// <summary>Else a payload would carry an id that nothing can be asked by.</summary>
    [Fact]
    public void Every_id_that_is_told_is_one_of_the_contract()
    {
        var missing = OfferedEvents.All.SelectMany(e => e.Fact.GetProperties()).Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Where(t => Array.Exists(t.GetInterfaces(), i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>)) && !GlobalId.IsIdType(t));
        Assert.Empty(missing);
        Assert.Equal(TestApi.GlobalId(FakeCity.PointA), new PublicIds().OfStream("meal_point", FakeCity.PointA.Value));
    }

    private async Task<Reply> CreateAsync(Role role, string? district)
    {
        api.City.Reset();
        return await PostAsync(role, district);
    }

    private Task<Reply> PostAsync(Role role, string? district) => api.AskAsync(
        role, Create, new { input = new { idempotencyKey = Guid.NewGuid().ToString(), url = "https://district.example/events", kinds = new[] { "MEAL_BOOKED" }, district } });
}
