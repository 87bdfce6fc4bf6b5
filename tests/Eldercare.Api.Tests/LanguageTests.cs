using System.Net.Http.Headers;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.Http;
using Eldercare.Api.SignIn;
using Eldercare.City.Messages;
using Eldercare.Meals;
using Eldercare.People;

namespace Eldercare.Api.Tests;

/// <summary>Messages for people come in the language that <c>Accept-Language</c> prefers.</summary>
public sealed class LanguageTests(TestApi api)
{
    private const string Book = "mutation($input: BookMealInput!) { bookMeal(input: $input) { errors { ... on UserError { code message } } } }";

    [Theory]
    [InlineData("zh", Language.Chinese)]
    [InlineData("zh-CN", Language.Chinese)]
    [InlineData("ZH-Hans-CN", Language.Chinese)]
    [InlineData("zh-TW", Language.Chinese)]
    [InlineData("en-GB", Language.English)]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", Language.Chinese)]
    [InlineData("en;q=0.8, zh;q=0.9", Language.Chinese)]
    [InlineData("en;q=0.9, zh-CN;q=0.8, zh;q=0.95", Language.Chinese)]
    [InlineData("en, zh", Language.English)]
    [InlineData("zh, en", Language.Chinese)]
    [InlineData("de, zh;q=0.1", Language.Chinese)]
    [InlineData("zh, *", Language.Chinese)]
    [InlineData("zh;q=0.5, *", Language.English)]
    [InlineData("zh;q=0, *", Language.English)]
    [InlineData("en;q=0", Language.Chinese)]
    [InlineData("*;q=0, zh;q=0.1", Language.Chinese)]
    [InlineData("zhx", null)]
    [InlineData("de", null)]
    [InlineData("*", null)]
    [InlineData("zh;q=0, en;q=0", null)]
    [InlineData(";;q=,", null)]
    [InlineData("", null)]
    public void Prefers(string header, Language? expected) => Assert.All(
        Enum.GetValues<Language>(), own => Assert.Equal(expected ?? own, Languages.Choose(header, own)));

    [Fact]
    public void The_hosts_own_is_English_unless_configured()
    {
        Assert.Equal(Language.English, new ApiSettings().MessageLanguage());
        Assert.Equal(Language.Chinese, new ApiSettings { Language = "zh-CN" }.MessageLanguage());
        Assert.Throws<InvalidOperationException>(() => new ApiSettings { Language = "de" }.MessageLanguage());
    }

    [Theory]
    [InlineData("en-US,zh;q=0.9", "en", "Every place at the sitting is taken: choose another meal point, or join the waiting list.")]
    [InlineData("en-US;q=0.8,zh-CN", "zh-CN", "此餐次80份已订满，请另选助餐点，或加入候补。")]
    [InlineData(null, "en", "Every place at the sitting is taken: choose another meal point, or join the waiting list.")]
    public async Task A_mutation_is_refused_in_it(string? accepted, string language, string message)
    {
        api.City.Reset();
        api.City.Refusal = new SittingFull(default, 80);
        var answer = await AskAsync(accepted, Book, new
        {
            input = new { idempotencyKey = "k", mealPoint = TestApi.GlobalId(FakeCity.PointA), date = "2026-03-02", meal = "LUNCH", elder = TestApi.GlobalId(FakeCity.Anna), channel = "DINE_IN" },
        });
        var error = answer.Json.GetProperty("data").GetProperty("bookMeal").GetProperty("errors")[0];
        Assert.Equal(("SITTING_FULL", message, language), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString(), answer.Language));
        Assert.Contains("Accept-Language", answer.Vary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_refusal_says_of_its_data_is_in_it_too()
    {
        api.City.Reset();
        api.City.Refusal = TextInvalid.LongerThan("reason", 200);
        var answer = await AskAsync(
            "zh", $"mutation {{ suspendMealPoint(input: {{ idempotencyKey: \"k\", mealPoint: \"{TestApi.GlobalId(FakeCity.PointA)}\", reason: \"x\" }}) {{ errors {{ ... on TextInvalid {{ message reason path }} }} }} }}");
        Assert.Equal(
            """[{"message":"原因超过200个字。","reason":"超过200个字","path":["input","reason"]}]""",
            answer.Json.GetProperty("data").GetProperty("suspendMealPoint").GetProperty("errors").GetRawText());
    }

    [Fact]
    public async Task An_unknown_district_is_pointed_at_where_it_was_named()
    {
        api.City.Reset();
        api.City.Refusal = new DistrictUnknown("?");
        var answer = await AskAsync(
            null, $"mutation {{ applyForBed(input: {{ idempotencyKey: \"k\", elder: \"{TestApi.GlobalId(FakeCity.Anna)}\", homes: [], districts: [\"110101\"], kind: NURSING }}) {{ errors {{ ... on UserError {{ path }} }} }} }}");
        Assert.Equal("""[{"path":["input","districts"]}]""", answer.Json.GetProperty("data").GetProperty("applyForBed").GetProperty("errors").GetRawText());
    }

    [Theory]
    [InlineData("{ mealPoints(first: 101) { nodes { id } } }", "first的值有误。一页为1至100条，不能是101条。")]
    [InlineData("{ mealPointBoard(mealPoint: \"17\", date: \"2026-03-02\") { date } }", "mealPoint的值有误。这不是MealPoint的编号：请使用接口在id中给出的编号，如TWVhbFBvaW50…。")]
    [InlineData("{ mealPointBoard(mealPoint: \"P\", date: \"2.3.2026\") { date } }", "date的值有误。这不是LocalDate，写法是年-月-日，如2026-03-02，1900年至2200年。")]
    [InlineData("{ nearestMealPoints(latitude: 1, longitude: 1, date: \"2026-03-02\", meal: lunch) { metres } }", "meal的值有误。这不是Meal，请填其中之一：BREAKFAST, LUNCH, DINNER。")]
    [InlineData("query($v: LocalDate = \"2.3.2026\") { mealPointBoard(mealPoint: \"P\", date: $v) { date } }", "LocalDate，写法是年-月-日")]
    [InlineData("{ mealPoints(after: \"zzz\") { nodes { id } } }", "这不是本列表的游标，请从头查询。")]
    [InlineData("{ settlements(district: \"321111\") { nodes { owed } } }", "您可以办理此项，但不能在这里办理：您以区民政部门的身份可办理京口区（321102）的事项。请填写您自己的：district: \"321102\"。")]
    [InlineData("{ welfareAlerts(district: \"321102\") { nodes { id } } __typename @include(if: 1) }", "Argument 'if'")]
    public async Task An_error_is_told_in_it(string query, string message)
    {
        var answer = await AskAsync("zh-CN", query.Replace("\"P\"", $"\"{TestApi.GlobalId(FakeCity.PointA)}\"", StringComparison.Ordinal));
        var told = answer.Json.GetProperty("errors")[0].GetProperty("message").GetString()!;
        Assert.True(told.Contains(message, StringComparison.Ordinal) || message.StartsWith("Argument", StringComparison.Ordinal), told);
    }

    [Theory]
    [InlineData("zh", "date")]
    [InlineData("en", "date")]
    public async Task A_wrong_variable_is_named_with_how_it_is_written(string language, string field)
    {
        var input = new { idempotencyKey = "k", mealPoint = TestApi.GlobalId(FakeCity.PointA), date = "tomorrow", meal = "LUNCH", elder = TestApi.GlobalId(FakeCity.Anna), channel = "DINE_IN" };
        var told = (await AskAsync(language, Book, new { input })).Json.GetProperty("errors")[0].GetProperty("message").GetString()!;
        Assert.Contains($"$input.{field}", told, StringComparison.Ordinal);
        Assert.Contains(language == "zh" ? "写法是年-月-日" : "write YYYY-MM-DD", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/exports/settlements", 401, "请先登录：访问令牌缺失或无效。")]
    [InlineData("/exports/census?on=x", 400, "请填写on=年-月-日")]
    [InlineData("/kitchen-sheets/x?until=1&signature=x", 403, "链接无效或已过期，请重新获取。")]
    [InlineData("/fhir/Location?_count=x", 400, "_count 须为1以上的整数，一次最多给出200项。")]
    [InlineData("/graphql", 400, "缺少 query，也没有 documentId。")]
    public async Task So_are_the_answers_outside_GraphQL(string path, int status, string message)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, api.App.Urls.First() + path);
        request.Headers.TryAddWithoutValidation("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8");
        if (status != 401) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", api.Token(Role.DistrictOffice));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal((status, "zh-CN"), ((int)response.StatusCode, string.Join(",", response.Content.Headers.ContentLanguage)));
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Equal(["Accept-Language"], response.Headers.Vary.Where(v => v == "Accept-Language"));
    }

    private async Task<(JsonElement Json, string Language, string Vary)> AskAsync(string? accepted, string query, object? variables = null)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, api.Address)
        {
            Content = new StringContent(JsonSerializer.Serialize(new { query, variables }), new MediaTypeHeaderValue(TestApi.Json)),
        };
        if (accepted is not null) request.Headers.TryAddWithoutValidation("Accept-Language", accepted);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", api.Token(Role.DistrictOffice));
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (JsonDocument.Parse(text).RootElement, string.Join(",", response.Content.Headers.ContentLanguage), string.Join(",", response.Headers.Vary));
    }
}
