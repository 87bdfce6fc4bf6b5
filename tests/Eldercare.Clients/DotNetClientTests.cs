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
