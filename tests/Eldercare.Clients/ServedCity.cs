using Eldercare.Api.SignIn;
using Eldercare.Meals;
using Eldercare.People;
using Eldercare.Scenarios;
using Eldercare.Testing;

namespace Eldercare.Clients;

/// <summary>One host for all the programs, with a meal point that has room today and tomorrow, and an elder.</summary>
public sealed class ServedCity(PostgresFixture postgres) : IAsyncLifetime
{
    private CityUnderTest _city = null!;

    /// <summary>Of the host, e.g. <c>http://127.0.0.1:41234</c>.</summary>
    public string Address => _city.Http.BaseAddress!.ToString().TrimEnd('/');

    internal CityUnderTest City => _city;

    internal MealPointId Point { get; private set; }

    internal ElderId Elder { get; private set; }

    public async ValueTask InitializeAsync()
    {
        _city = await CityUnderTest.StartAsync(await postgres.NewDatabaseAsync());
        Point = await _city.OpenEveryDayAsync(capacity: 50);
        Elder = await _city.RegisterElderAsync(1);
    }

    /// <summary>What a program needs: <c>ADDRESS</c>, <c>TOKEN</c> (the city office), <c>STAFF_TOKEN</c>, <c>ELDER_TOKEN</c>, <c>MEAL_POINT</c>, <c>ELDER</c> and <c>TOMORROW</c>.</summary>
    internal Dictionary<string, string> Environment => new(StringComparer.Ordinal)
    {
        ["ADDRESS"] = Address,
        ["TOKEN"] = Token(Role.CityOffice, "city"),
        ["STAFF_TOKEN"] = Token(Role.MealPointStaff, "staff", site: Point.Value),
        ["ELDER_TOKEN"] = Token(Role.Elder, "elder", elder: Elder.Value),
        ["MEAL_POINT"] = Eldercare.Api.GraphQL.GlobalId.Of(Point),
        ["ELDER"] = Eldercare.Api.GraphQL.GlobalId.Of(Elder),
        ["TOMORROW"] = CityUnderTest.Text(CityUnderTest.Today.AddDays(1)),
    };

    internal string Token(Role role, string subject, Guid? site = null, Guid? elder = null) =>
        _city.Get<TokenIssuer>().Issue(role, subject, CityUnderTest.District, site, elder);

    public ValueTask DisposeAsync() => _city.DisposeAsync();
}

/// <summary>Tests against the one host.</summary>
[CollectionDefinition(nameof(AgainstTheHost))]
public sealed class AgainstTheHost : ICollectionFixture<ServedCity>;
