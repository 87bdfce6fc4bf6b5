using System.Net;
using Eldercare.Api.GraphQL;
using Eldercare.Api.KitchenSheets;
using Eldercare.Api.SignIn;
using Microsoft.Extensions.Options;

namespace Eldercare.Api.Tests;

/// <summary>Links a browser opens without a token.</summary>
public sealed class KitchenSheetLinkTests(TestApi api)
{
    private static readonly string s_sitting = TestApi.GlobalId(FakeCity.Lunch);

    [Fact]
    public async Task Show_the_staff_names_and_the_kitchen_codes()
    {
        var (staffs, kitchens) = (await LinkAsync(Role.MealPointStaff), await LinkAsync(Role.Kitchen));
        Assert.Contains("<b>Name</b>", await TextAsync(staffs), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>Name</b>", await TextAsync(kitchens), StringComparison.Ordinal);
        Assert.Contains("Kitchen sheet · Point", await TextAsync(kitchens + "&lang=en"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csvUrl", "text/csv")]
    [InlineData("xlsxUrl", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task Lead_to_the_spreadsheets_too(string field, string type)
    {
        using var answer = await GetAsync(await LinkAsync(Role.Kitchen, field));
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("names=0", "names=1")]
    [InlineData("names=0", "names=2")]
    [InlineData("until=", "until=9")]
    [InlineData("until=", "until=x")]
    [InlineData("signature=", "signature=0")]
    [InlineData("?until", ".csv?until")]
    public async Task Hold_for_what_was_signed_and_nothing_else(string part, string tampered)
    {
        var link = await LinkAsync(Role.Kitchen);
        Assert.Contains(part, link, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(link.Replace(part, tampered, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hold_for_one_sitting()
    {
        var other = TestApi.GlobalId(Meals.SittingId.Of(FakeCity.PointB, FakeCity.Day, Meal.Lunch));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync((await LinkAsync(Role.CityOffice)).Replace(s_sitting, other, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Hold_for_ten_minutes()
    {
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Links(now - TimeSpan.FromMinutes(9)).Of(s_sitting, names: false)!));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Links(now - TimeSpan.FromMinutes(11)).Of(s_sitting, names: false)!));
    }

    [Fact]
    public async Task Of_another_key_or_city_hold_for_nothing()
    {
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Links(DateTimeOffset.UtcNow, key: 1).Of(s_sitting, names: true)!));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(Links(DateTimeOffset.UtcNow, city: "elsewhere").Of(s_sitting, names: true)!));
    }

    [Fact]
    public void Are_not_given_without_a_key()
    {
        using var rsa = System.Security.Cryptography.RSA.Create();
        var pem = new SignInSettings { PublicKey = rsa.ExportSubjectPublicKeyInfoPem() };
        Assert.Null(new SheetLinks(Options.Create(pem), Options.Create(new ApiSettings()), TimeProvider.System).Of(s_sitting, names: true));
        pem.LinkKey = Convert.ToBase64String(new byte[32]);
        Assert.NotNull(new SheetLinks(Options.Create(pem), Options.Create(new ApiSettings()), TimeProvider.System).Of(s_sitting, names: true));
        Assert.Throws<InvalidOperationException>(() => new SheetLinks(
            Options.Create(new SignInSettings { LinkKey = "short" }), Options.Create(new ApiSettings()), TimeProvider.System));
    }

    [Fact]
    public async Task Tell_no_other_page_of_themselves()
    {
        using var answer = await GetAsync(await LinkAsync(Role.Kitchen));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    private static SheetLinks Links(DateTimeOffset now, byte key = 0, string city = "zhenjiang") => new(
        Options.Create(new SignInSettings { SigningKey = Convert.ToBase64String([.. Enumerable.Repeat(key, 32)]) }),
        Options.Create(new ApiSettings { City = city }), new Stopped(now));

    private async Task<string> LinkAsync(Role role, string field = "printUrl")
    {
        api.City.Reset();
        var reply = await api.AskAsync(
            role, $"{{ kitchenSheet(mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\", date: \"2026-03-02\", meal: LUNCH) {{ {field} }} }}");
        return reply.Data.GetProperty("kitchenSheet").GetProperty(field).GetString()!;
    }

    private async Task<string> TextAsync(string link)
    {
        using var answer = await GetAsync(link);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private async Task<HttpStatusCode> StatusAsync(string link)
    {
        using var answer = await GetAsync(link);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> GetAsync(string link)
    {
        using var http = new HttpClient();
        return await http.GetAsync(new Uri(new Uri(api.App.Urls.First()), link), TestContext.Current.CancellationToken);
    }

    private sealed class Stopped(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
