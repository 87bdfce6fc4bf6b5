using Eldercare.Api.GraphQL.Execution;
using Eldercare.Api.Live;
using Eldercare.Api.SignIn;
using GraphQL;
using Microsoft.Extensions.DependencyInjection;

namespace Eldercare.Api.Tests.Live;

/// <summary>Who may watch what, and what becomes of it when that ends.</summary>
public sealed class LiveRightsTests(TestApi api)
{
    private static readonly Dictionary<string, string> s_calls = new(StringComparer.Ordinal)
    {
        ["mealPointBoardChanged"] = $$"""(mealPoint: "{{TestApi.GlobalId(FakeCity.PointA)}}", date: "2026-03-02")""",
        ["homeBoardChanged"] = $$"""(home: "{{TestApi.GlobalId(FakeCity.HomeA)}}")""",
        ["queuePositionChanged"] = $$"""(application: "{{TestApi.GlobalId(FakeCity.Application)}}")""",
        ["workItemRaised"] = $$"""(mealPoint: "{{TestApi.GlobalId(FakeCity.PointA)}}")""",
    };

    [Theory]
    [InlineData("mealPointBoardChanged", "everybody", "everybody")]
    [InlineData("homeBoardChanged", "HomeAdmissions DistrictOffice CityOffice Auditor", "CityOffice Auditor")]
    [InlineData("queuePositionChanged", "Elder HomeAdmissions DistrictOffice CityOffice Auditor", "HomeAdmissions CityOffice Auditor")]
    [InlineData("workItemRaised", "MealPointStaff DistrictOffice CityOffice Auditor", "CityOffice Auditor")]
    public async Task Each_role_watches_its_own_and_what_it_reaches(string field, string own, string elsewhere)
    {
        Assert.Equal(own, await WhoAsync(api.Token));
        Assert.Equal(elsewhere, await WhoAsync(role => api.Issuer.Issue(
            role, "elsewhere", FakeCity.There, role == Role.HomeAdmissions ? FakeCity.HomeB.Value : FakeCity.PointB.Value, FakeCity.Bruno.Value)));

        async Task<string> WhoAsync(Func<Role, string> token)
        {
            var may = new List<string>();
            foreach (var role in Roles.Named.Select(r => r.Role).Prepend(Role.None))
            {
                var caller = await api.App.Services.GetRequiredService<TokenReader>().ReadAsync(role == Role.None ? null : $"Bearer {token(role)}");
                var opening = new Opening();
                var call = new GraphQLCall($"subscription {{ {field}{s_calls[field]} {{ sequence }} }}", null, null);
                var result = await api.App.Services.GetRequiredService<GraphQLRunner>()
                    .RunAsync(new GraphQLRequest(call, caller!, QueriesOnly: false, "") { Source = opening }, TestContext.Current.CancellationToken);
                Assert.Equal(opening.Topic is null, result.Errors is { Count: > 0 });
                if (opening.Topic is not null) may.Add(role == Role.None ? "nobody" : role.ToString());
            }

            return may.Count == Roles.Named.Count + 1 ? "everybody" : string.Join(' ', may);
        }
    }

    [Fact]
    public async Task Staff_of_another_point_are_refused()
    {
        using var socket = await TestSocket.BegunAsync(api, api.Issuer.Issue(Role.MealPointStaff, "elsewhere", FakeCity.There, FakeCity.PointB.Value));
        await socket.SubscribeAsync(Watching.Work(null));
        Assert.Equal("FORBIDDEN", WatchingTests.CodeIn(await socket.ReceiveAsync()));
    }

    [Fact]
    public async Task A_sign_in_that_runs_out_ends_the_connection_though_nothing_happens()
    {
        var clock = new LaterClock();
        await using var host = new TestApi(clock, new KeyValuePair<string, string?>("Live:LookEvery", "00:00:00.05"));
        await host.InitializeAsync();
        using var socket = await TestSocket.BegunAsync(host, host.Token(Role.MealPointStaff));
        await socket.SubscribeAsync(Watching.Work(null));
        await socket.NextAsync();
        clock.Ahead = TimeSpan.FromHours(13);
        Assert.Equal(4403, await socket.ClosedAsync());
    }

    [Fact]
    public async Task Over_an_event_stream_its_last_events_say_so()
    {
        var clock = new LaterClock();
        await using var host = new TestApi(clock, new KeyValuePair<string, string?>("Live:LookEvery", "00:00:00.05"));
        await host.InitializeAsync();
        using var stream = await TestStream.OpenAsync(host, Watching.Work(null), host.Token(Role.MealPointStaff));
        Assert.StartsWith("next {\"data\"", await stream.ReadAsync(), StringComparison.Ordinal);
        clock.Ahead = TimeSpan.FromHours(13);
        Assert.Contains("UNAUTHENTICATED", await stream.ReadAsync(), StringComparison.Ordinal);
        Assert.Equal("complete ", await stream.ReadAsync());
        Assert.Null(await stream.ReadAsync());
    }

    [Fact]
    public async Task A_right_that_is_withdrawn_ends_the_subscription_alone()
    {
        await using var host = new TestApi(clock: null, new KeyValuePair<string, string?>("Live:LookEvery", "00:00:00.05"), new("Live:RightsEvery", "00:00:00.05"));
        await host.InitializeAsync();
        using var socket = await TestSocket.BegunAsync(host, host.Issuer.Issue(Role.Elder, FakePeople.Daughter));
        await socket.SubscribeAsync(
            $$"""subscription { queuePositionChanged(application: "{{TestApi.GlobalId(FakeCity.Application)}}") { sequence } }""");
        await socket.NextAsync();
        host.People.DaughterActs = false;
        Assert.Equal("FORBIDDEN", WatchingTests.CodeIn(await socket.ReceiveAsync()));
        await socket.SubscribeAsync(Watching.Board);
        await socket.NextAsync();
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
    }
}
