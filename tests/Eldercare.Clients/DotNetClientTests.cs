using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Api.SignIn.Accounts;
using Eldercare.Api.SignIn.Server;
using Eldercare.Clients.DotNet;
using Eldercare.People.Accounts;
using Eldercare.Scenarios;
using Eldercare.Scenarios.SignIn;
using Microsoft.Extensions.DependencyInjection;
using Meal = Eldercare.Clients.DotNet.Meal;

namespace Eldercare.Clients;

[Collection(nameof(AgainstTheHost))]
public sealed class DotNetClientTests(ServedCity city) : IDisposable
{
    private readonly HttpClient _office = Signed(city, Role.CityOffice), _nobody = new() { BaseAddress = new Uri(city.Address) };

    [Fact]
    public async Task An_app_without_reflection_books_pages_and_meets_refusals()
    {
        var client = new MealClient(_office);
        var (cancel, point, tomorrow) = (TestContext.Current.CancellationToken, GlobalId.Of(city.Point), CityUnderTest.Today.AddDays(1));
        var lunch = Assert.Single((await client.BoardAsync(point, tomorrow, cancel))!.Sittings!);

        var booked = await client.BookAsync(Booking(point), cancel);
        Assert.Empty(booked.Errors);
        Assert.Equal(lunch with { PlacesLeft = lunch.PlacesLeft - 1 }, booked.Sitting);

        var again = Assert.IsType<AlreadyBooked>(Assert.Single((await client.BookAsync(Booking(point), cancel)).Errors));
        Assert.Equal(("ALREADY_BOOKED", lunch.Id), (again.Code, again.Sitting));

        var left = await client.CancelAsync(new(Key(), point, tomorrow, Meal.Lunch, GlobalId.Of(city.Elder)), cancel);
        Assert.Equal(lunch, left.Sitting);

        var full = Assert.IsType<SittingFull>(Assert.Single((await client.BookAsync(Booking(GlobalId.Of(city.FullPoint)), cancel)).Errors));
        Assert.Contains(point, full.PointsWithRoom!.Select(p => p.MealPoint!.Id));

        var points = await client.MealPointsAsync(pageSize: 1, cancel).Select(p => p.Id).ToArrayAsync(cancel);
        Assert.Superset(new HashSet<string> { point, GlobalId.Of(city.FullPoint) }, points.ToHashSet());
        Assert.Equal(points.Distinct(), points);

        var fault = await Assert.ThrowsAsync<FaultException>(() => new MealClient(_nobody).BookAsync(Booking(point), cancel));
        Assert.Equal("UNAUTHENTICATED", fault.Code);

        BookMealInput Booking(string at) => new(Key(), at, tomorrow, Meal.Lunch, GlobalId.Of(city.Elder));
    }

    [Fact]
    public async Task An_app_without_reflection_watches_and_goes_on_from_where_it_was()
    {
        var (cancel, point, day) = (TestContext.Current.CancellationToken, GlobalId.Of(city.Point), CityUnderTest.Today.AddDays(2));
        var client = new MealClient(_office);
        var sequence = 0L;
        var free = 0;
        await foreach (var change in new MealClient(_nobody).WatchAsync(point, day, after: null, cancel))
        {
            var lunch = Assert.Single(change.Board!.Sittings!);
            if (sequence > 0)
            {
                // The day's sitting opens by itself, perhaps just now.
                if (!change.Happened.Contains("BOOKED")) continue;
                Assert.Equal(free - 1, lunch.PlacesLeft);
                sequence = change.Sequence;
                break;
            }

            (sequence, free) = (change.Sequence, lunch.PlacesLeft);
            Assert.Empty((await client.BookAsync(new(Key(), point, day, Meal.Lunch, GlobalId.Of(city.Elder)), cancel)).Errors);
        }

        Assert.Empty((await client.CancelAsync(new(Key(), point, day, Meal.Lunch, GlobalId.Of(city.Elder)), cancel)).Errors);
        await foreach (var change in new MealClient(_nobody).WatchAsync(point, day, sequence, cancel))
        {
            Assert.Equal((free, "CANCELLED"), (Assert.Single(change.Board!.Sittings!).PlacesLeft, Assert.Single(change.Happened)));
            break;
        }

        var fault = await Assert.ThrowsAsync<FaultException>(async () =>
        {
            await foreach (var _ in new MealClient(_nobody).WatchAsync("nowhere", day, after: null, cancel)) Assert.Fail("There is no such point.");
        });
        Assert.Equal("BAD_INPUT", fault.Code);
    }

    [Fact]
    public async Task An_app_whose_connection_breaks_connects_again_and_misses_nothing()
    {
        var (cancel, point, day) = (TestContext.Current.CancellationToken, GlobalId.Of(city.Point), CityUnderTest.Today.AddDays(3));
        var (client, connections) = (new MealClient(_office), new Stack<Socket>());
        using var breakable = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (to, stop) =>
            {
                connections.Push(new Socket(SocketType.Stream, ProtocolType.Tcp));
                await connections.Peek().ConnectAsync(to.DnsEndPoint, stop);
                return new NetworkStream(connections.Peek(), ownsSocket: true);
            },
        })
        {
            BaseAddress = new Uri(city.Address),
        };
        var told = new List<string>();
        await foreach (var change in new MealClient(breakable).KeepWatchingAsync(point, day, after: null, cancel))
        {
            told.AddRange(change.Happened.Where(h => h != "OPENED"));
            if (told is ["BOOKED", "CANCELLED"]) break;
            if (change.Happened.Contains("BOOKED"))
            {
                connections.Peek().Shutdown(SocketShutdown.Both);
                Assert.Empty((await client.CancelAsync(new(Key(), point, day, Meal.Lunch, GlobalId.Of(city.Elder)), cancel)).Errors);
            }
            else if (change.Board!.Sittings is [_])
            {
                Assert.Empty((await client.BookAsync(new(Key(), point, day, Meal.Lunch, GlobalId.Of(city.Elder)), cancel)).Errors);
            }
        }

        Assert.Equal(2, connections.Count);
    }

    [Fact]
    public async Task A_system_and_a_tablet_are_signed_in_anew_before_their_tokens_run_out()
    {
        var (cancel, clock, kept) = (TestContext.Current.CancellationToken, new LaterClock(), new List<string>());
        await using var scope = city.City.Get<IServiceScopeFactory>().CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<ClientBook>();
        var secret = await clients.AddAsync("dotnet-system", "System", ClientKind.System, [], new("city-office", null), cancel);
        var endpoint = new Uri(new Uri(city.Address), "/connect/token");
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "dotnet-system", ["client_secret"] = secret! };
        using var system = new HttpClient(new SignedIn(endpoint, form, Keep, clock)) { BaseAddress = new Uri(city.Address) };
        var first = await TokenOfAsync(system);
        Assert.Equal(first, await TokenOfAsync(system));
        clock.Later += TimeSpan.FromMinutes(9);
        Assert.NotEqual(first, await TokenOfAsync(system));

        // Ended before its time: asked for anew at once, here in vain.
        Assert.NotNull(await clients.RenewSecretAsync("dotnet-system", cancel));
        Assert.Equal("invalid_client", (await Assert.ThrowsAsync<SignedOutException>(async () =>
        {
            for (var look = 0; look < 100; look++, await Task.Delay(100, cancel)) await TokenOfAsync(system);
        })).Error);

        form["client_secret"] = "another";
        using var wrong = new HttpClient(new SignedIn(endpoint, form, Keep, clock)) { BaseAddress = new Uri(city.Address) };
        Assert.Equal("invalid_client", (await Assert.ThrowsAsync<SignedOutException>(() => TokenOfAsync(wrong))).Error);
        Assert.Empty(kept);

        var (name, password) = ("door.tablet", Passwords.New());
        await city.City.SendAsync(new CreateAccount(
            new(Guid.CreateVersion7()), name, new(["meal-point-staff"], Site: city.Point.Value), await Passwords.HashAsync(password), MustChange: false));
        await clients.AddAsync("dotnet-tablet", "Tablet", ClientKind.Device, [], null, cancel);
        using var asked = await _nobody.PostAsync(
            new Uri("/connect/device", UriKind.Relative),
            new FormUrlEncodedContent([new("client_id", "dotnet-tablet"), new("scope", "offline_access")]), cancel);
        var shown = await asked.Content.ReadFromJsonAsync<JsonElement>(cancel);
        form = new() { ["grant_type"] = "urn:ietf:params:oauth:grant-type:device_code", ["client_id"] = "dotnet-tablet", ["device_code"] = shown.GetProperty("device_code").GetString()! };
        using var tablet = new HttpClient(new SignedIn(endpoint, form, Keep, clock)) { BaseAddress = new Uri(city.Address) };
        Assert.Equal("authorization_pending", (await Assert.ThrowsAsync<SignedOutException>(() => TokenOfAsync(tablet))).Error);
        using (var phone = new Browser(new Uri(city.Address)))
        {
            await phone.GoAsync(new Uri(shown.GetProperty("verification_uri_complete").GetString()!).PathAndQuery);
            await phone.SubmitAsync(("username", name), ("password", password));
            await phone.SubmitAsync(("answer", "yes"));
        }

        var tokens = new HashSet<string?> { await TokenOfAsync(tablet) };
        for (var hour = 0; hour < 2; hour++)
        {
            clock.Later += TimeSpan.FromHours(1);
            // Ten at once, and the refresh token is used once.
            tokens.UnionWith(await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => TokenOfAsync(tablet))));
        }

        Assert.Equal((3, 3), (tokens.Count, kept.Distinct().Count()));

        Task Keep(string token)
        {
            kept.Add(token);
            return Task.CompletedTask;
        }

        // Of a request that the host answers with whose token it is.
        static async Task<string?> TokenOfAsync(HttpClient http)
        {
            using var response = await http.GetAsync(new Uri("/graphql?query={me{subject}}", UriKind.Relative));
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(JsonValueKind.String, answer.GetProperty("data").GetProperty("me").GetProperty("subject").ValueKind);
            return response.RequestMessage!.Headers.Authorization?.Parameter;
        }
    }

    [Fact]
    public async Task A_connection_on_which_nothing_comes_any_more_is_no_connection()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using var http = new HttpClient { BaseAddress = new Uri($"http://{listener.LocalEndpoint}") };
        var watching = new MealClient(http) { Silence = TimeSpan.FromSeconds(0.3) }.WatchAsync("point", CityUnderTest.Today, after: null, cancel).GetAsyncEnumerator(cancel);
        var told = watching.MoveNextAsync();
        using var silent = await listener.AcceptSocketAsync(cancel);
        await silent.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n:\n\n"u8.ToArray(), cancel);
        await Assert.ThrowsAsync<IOException>(async () => await told);
        await watching.DisposeAsync();
    }

    private sealed class LaterClock : TimeProvider
    {
        public TimeSpan Later { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Later;
    }

    private static string Key() => Guid.NewGuid().ToString();

    private static HttpClient Signed(ServedCity city, Role role) => new()
    {
        BaseAddress = new Uri(city.Address),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", city.Token(role, "dotnet")) },
    };

    public void Dispose()
    {
        _office.Dispose();
        _nobody.Dispose();
    }
}
