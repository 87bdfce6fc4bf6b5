using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.People.Accounts;
using Eldercare.People.Elders;
using Eldercare.Scenarios;
using Eldercare.Store;
using Microsoft.Extensions.DependencyInjection;

namespace Eldercare.Clients;

/// <summary>The example in <c>docs/examples</c>, built and served as its README says, in a real browser and from another origin than the API's.</summary>
[Collection(nameof(AgainstTheHost))]
public sealed class DistrictAppTests(ServedCity city)
{
    /// <summary>Away from where the other programs look.</summary>
    private const string District = "321111";

    [Fact]
    public async Task People_find_a_meal_book_it_watch_the_board_and_leave_nothing_behind()
    {
        var points = await Task.WhenAll(OpenAsync("东门助餐点", 5, 32.31), OpenAsync("西门助餐点", 1, 32.32), OpenAsync("南门助餐点", 20, 32.33));
        var elders = await Task.WhenAll(RegisterAsync("王秀英", 901), RegisterAsync("李建国", 902), RegisterAsync("赵桂兰", 903), RegisterAsync("孙玉梅", 904));
        using (var scope = city.City.Get<IServiceScopeFactory>().CreateScope())
        {
            await scope.ServiceProvider.GetRequiredService<ClientBook>()
                .AddAsync("district-app", "A district's app", ClientKind.App, [new("http://127.0.0.1/callback")], null, TestContext.Current.CancellationToken);
        }

        var tomorrow = CityUnderTest.Today.AddDays(1);
        await Eventually.EqualAsync(points.Length, () => city.City.CountAsync(
            $"select count(*) from eldercare.sitting_boards where date = '{CityUnderTest.Text(tomorrow)}' and point in ({string.Join(',', points.Select(p => $"'{p.Value}'"))})"));
        Assert.Null(await city.City.BookAsync(points[1], tomorrow, elders[3]));

        using var report = JsonDocument.Parse(await NodeProgram.RunAsync(
            new Dictionary<string, string>(city.Environment, StringComparer.Ordinal)
            {
                ["PORT"] = $"{city.Page.Port}",
                ["DISTRICT"] = District,
                ["POINTS"] = string.Join(' ', points.Select(GlobalId.Of)),
                ["ELDERS"] = string.Join(' ', elders.Select(GlobalId.Of)),
                ["ELDER_ACCOUNT"] = await AccountAsync("wang.xiuying", new(["elder"], Elder: elders[0])),
                ["STAFF_ACCOUNT"] = await AccountAsync("east.gate", new(["meal-point-staff"], District, points[0].Value)),
            },
            "district-app.mjs"));
        var seen = report.RootElement;
        Assert.Empty(seen.GetProperty("complaints").EnumerateArray().Select(c => c.GetString()));
        Assert.Empty(seen.GetProperty("elsewhere").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(["1 of 5", "2 of 5", "3 of 5"], seen.GetProperty("boards").EnumerateArray().Select(b => b.GetString()));
        // The answer that was lost, and the one that came: one wish, one key, one portion.
        Assert.Single(seen.GetProperty("keys").EnumerateArray().Select(k => k.GetString()).Distinct());
        Assert.Equal(2, seen.GetProperty("keys").GetArrayLength());
        Assert.True(seen.GetProperty("wentOnFrom").GetInt64() > 0);
        Assert.Equal(["UNAUTHENTICATED", "invalid_grant"], seen.GetProperty("afterwards").EnumerateArray().Select(a => a.GetString()));
    }

    private async Task<MealPointId> OpenAsync(string name, int capacity, double latitude)
    {
        var point = new MealPointId(Guid.CreateVersion7());
        await city.City.SendAsync(new OpenMealPoint(
            point, name, District, "健康路 12 号", latitude, 119.4,
            [.. Enum.GetValues<DayOfWeek>().Select(d => new WeeklySitting(d, Meal.Lunch, capacity, 5, new(11, 0), new(13, 0), 60, new Fen(1500)))]));
        return point;
    }

    private async Task<ElderId> RegisterAsync(string name, int number)
    {
        var (elder, digits) = (ElderIds.FromRegistry($"district-app-{number}"), $"32110219500101{number}");
        await city.City.SendAsync(new RegisterElder(elder, name, digits + IdentityNumber.CheckCharacter(digits), null, null, District));
        return elder;
    }

    /// <summary>Name and password.</summary>
    private async Task<string> AccountAsync(string name, AccountRights rights)
    {
        var password = Passwords.New();
        await city.City.SendAsync(new CreateAccount(new(Guid.CreateVersion7()), name, rights, await Passwords.HashAsync(password), MustChange: false));
        return $"{name} {password}";
    }
}
