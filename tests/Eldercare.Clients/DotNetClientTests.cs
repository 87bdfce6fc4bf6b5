using System.Net.Http.Headers;
using Eldercare.Api.GraphQL;
using Eldercare.Api.SignIn;
using Eldercare.Clients.DotNet;
using Eldercare.Scenarios;
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
